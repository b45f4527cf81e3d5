"""How do Xporter on Demand attendance records look? A JSON list of records; ``-`` is a session without a mark yet."""

import json
from pathlib import Path

from attendlib.synth.layouts.stitch import lookup, mark_texts, stitched, stretches
from attendlib.synth.made import RECORDS, MadeRegister

NAME, ENDING, HOLDS = "xporter_json", "xporter.json", RECORDS
FIRST_INSTANCE = 9001


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's rows."""
    halves = [(day, half) for day in register.isodays() for half in ("AM", "PM")]
    dates = [f'.{day}.{half}", "Date": "{day}", "InstanceId": ' for day, half in halves]
    ends = [f', "Notes": "", "Type": "S", "Session": "{half}"}}' for _, half in halves]
    instances = [f',\n{{"Id": "{n}' for n in range(FIRST_INSTANCE, FIRST_INSTANCE + len(register.upns))]
    students = [f'{FIRST_INSTANCE + i}, "StudentId": "{upn}", "Mark": ' for i, upn in enumerate(register.upns)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("[")
        for before, rows in stretches(register.rows):
            heads = lookup(instances, rows.pupil)
            heads[0] = heads[0] if before else heads[0].removeprefix(",")
            tails = mark_texts(rows, lambda code, late: f'{json.dumps(code)}, "MinsLate": {late}')
            text = stitched(
                heads, lookup(dates, rows.session), lookup(students, rows.pupil), tails, lookup(ends, rows.session)
            )
            file.write(text)
        file.write("\n]\n")
