"""What if the law were another? A test makes a value law in a copy of the rules; everything else is as it is."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attendlib.policy import book, files

Law = Callable[..., None]
"""``law("persistent_absence", "percent: 8, inclusive: true")``: that is law from 1 September 2025 on, or ``since``."""


def add_value(file: Path, line: str) -> None:
    """One line of data more under a rule's values."""
    text = file.read_text(encoding="utf-8")
    assert text.count("\nchecked_on:") == 1
    file.write_text(text.replace("\nchecked_on:", f"\n  {line}\nchecked_on:"), encoding="utf-8")


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Law]:
    """Asked for a rule and a value, makes the value law from a day on, in a copy of the rules."""
    changed = tmp_path / "rules"
    shutil.copytree(files.rules_folder(), changed)
    monkeypatch.setattr(files, "rules_folder", lambda: changed)

    def change(name: str, value: str, since: str = "2025-09-01") -> None:
        add_value(changed / f"{name}.yaml", f"{since}: {{{value}, method: exact, reference: a change of law}}")
        book.rule.cache_clear()

    book.rule.cache_clear()
    yield change
    book.rule.cache_clear()
