"""How does the same register look with its rows in another order?"""

import json
import random
import re
from pathlib import Path

from marks import workbook_of
from python_calamine import CalamineWorkbook


def shuffled(source: Path, place: Path, seed: int) -> None:
    """A copy of a register file with its records in random order, header and titles where they were."""
    place.parent.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    if source.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(str(source)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        top = next(i for i, row in enumerate(rows) if sum(cell != "" for cell in row) > 2) + 1
        place.write_bytes(workbook_of([*rows[:top], *chance.sample(rows[top:], len(rows) - top)]))
        return
    text = source.read_bytes().decode("utf-8-sig")
    if source.suffix == ".json":
        whole = json.loads(text)
        chance.shuffle(whole["data"])
        place.write_text(json.dumps(whole), encoding="utf-8")
        return
    if source.suffix == ".csv":
        head, *lines = text.splitlines(keepends=True)
        parts = [head, *chance.sample(lines, len(lines)), ""]
    else:
        parts = re.split(r"(<Record>.*?</Record>|<Pupil>.*?</Pupil>)", text, flags=re.DOTALL)
        parts[1::2] = chance.sample(parts[1::2], len(parts[1::2]))
    assert len(parts) > 50
    place.write_text("".join(parts), encoding="utf-8")
