"""What if the law were another? A test makes a value law in a copy of the rules; everything else is as it is."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from attendlib.policy import book, files


@dataclass(frozen=True)
class Law:
    """A copy of the rules in ``folder``. ``law("persistent_absence", "percent: 8, inclusive: true")``: that is law from
    1 September 2025 on, or ``since``."""

    folder: Path

    def __call__(self, name: str, value: str, since: str = "2025-09-01") -> None:
        self.add(name, f"  {since}: {{{value}, method: exact, reference: a change of law}}")

    def add(self, name: str, line: str) -> None:
        """One line of data more, below the earlier values and in place of the later ones."""
        file = self.folder / f"{name}.yaml"
        values, end, rest = file.read_text(encoding="utf-8").partition("\nchecked_on:")
        later = [start for start in re.finditer(r"^  (\d{4}-\d\d-\d\d):", values, flags=re.M) if start[1] >= line[2:12]]
        earlier = values[: later[0].start()].rstrip("\n") if later else values
        assert end
        file.write_text(f"{earlier}\n{line}{end}{rest}", encoding="utf-8")
        book.rule.cache_clear()


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Law]:
    """A copy of the rules that the test can change; until then it says the same."""
    changed = tmp_path / "rules"
    shutil.copytree(files.rules_folder(), changed)
    monkeypatch.setattr(files, "rules_folder", lambda: changed)
    book.rule.cache_clear()
    yield Law(changed)
    book.rule.cache_clear()
