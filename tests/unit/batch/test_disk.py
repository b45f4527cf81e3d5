"""Is what is written on the disk before anything goes by it, and whole or not there?"""

import os
from pathlib import Path

import pytest

from attendlib.batch import disk


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What is asked of the disk, in order: (fsync or replace, number of the file or folder it is asked for)."""
    noted: list[tuple[str, int]] = []
    whole_sync, whole_replace = os.fsync, os.replace

    def fsync(number: int) -> None:
        noted.append(("fsync", os.fstat(number).st_ino))
        whole_sync(number)

    def replace(source: Path, target: Path) -> None:
        noted.append(("replace", source.stat().st_ino))
        whole_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    return noted


def test_bytes_are_on_the_disk_before_a_file_takes_its_place_and_names_after(
    tmp_path: Path, done: list[tuple[str, int]]
) -> None:
    """Else a power cut could leave an empty manifest or index page under the right name."""
    place, aside = tmp_path / "manifest.json", tmp_path / "hidden"
    aside.mkdir()
    place.write_bytes(b"old")
    disk.put(place, b"new", aside)
    new = place.stat().st_ino
    assert done == [("fsync", new), ("replace", new), ("fsync", tmp_path.stat().st_ino)]
    assert place.read_bytes() == b"new"
    assert not list(aside.iterdir())


def test_what_cannot_be_brought_to_the_disk_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails in the middle: the file of before stays as it was."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    place = tmp_path / "index.html"
    place.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        disk.put(place, b"new", tmp_path)
    assert place.read_bytes() == b"old"


def test_not_everybody_may_write_what_is_written(tmp_path: Path) -> None:
    """Whatever the habits of the machine."""
    before = os.umask(0)
    try:
        disk.write(tmp_path / "page.html", b"")
    finally:
        os.umask(before)
    assert not (tmp_path / "page.html").stat().st_mode & 0o002
