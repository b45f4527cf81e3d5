"""Are a run's marks found again as they were, for a while, at no cost?"""

from pathlib import Path

import pytest
from tiny import TinyCity

from attendlib.intake import remembered as room
from attendlib.intake.remembered import remember, remembered

URN, YEAR = "999001", "2025/26"


def names_of(place: Path) -> int:
    return place.stat().st_nlink


def test_as_they_were_when_the_school_is_read_again(tiny_city: TinyCity) -> None:
    """The file of before, to the byte; before that it is the store's own under a second name, and nothing else."""
    upn = tiny_city.pupil("/*20")
    store = tiny_city.open().store
    (file,) = store.mark_files([URN])
    before = file.read_bytes()
    remember(store, "first", [URN], [YEAR])
    assert names_of(file) == 2
    tiny_city.mark("I*2", URN, upn, "2025-09-15")
    again = tiny_city.open().store
    held = remembered(again, "first")
    assert held is not None
    (kept,) = held.mark_files([URN])
    assert kept.read_bytes() == before != again.mark_files([URN])[0].read_bytes()
    assert names_of(kept) == 1
    assert kept.parent.parent.parent.stat().st_mode & 0o077 == 0


def test_only_the_latest_are(tiny_city: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is had again counts as the latest."""
    monkeypatch.setattr(room, "RUNS", 2)
    tiny_city.pupil("/*20")
    store = tiny_city.open().store
    for number, name in enumerate(("one", "two", "one", "three")):
        remember(store, name, [URN], [YEAR])
        place = store.folder / "remembered" / name
        room.os.utime(place, (number, number))
    assert remembered(store, "two") is None
    assert remembered(store, "one") is not None
    assert remembered(store, "three") is not None


def test_a_disk_without_second_names_costs_nothing_else(tiny_city: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered, nothing is left half made."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(room.os, "link", refuse)
    tiny_city.pupil("/*20")
    store = tiny_city.open().store
    remember(store, "first", [URN], [YEAR])
    assert remembered(store, "first") is None
    assert list((store.folder / "remembered").iterdir()) == []
