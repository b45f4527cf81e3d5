"""Is a folder on the disk before it takes its place, and its place after?"""

from pathlib import Path

import pytest

from attendlib.batch import publish
from attendlib.batch.publish import Desk

FOLDER, PAGE, OTHER = "999001-a-school", "school_report.html", "register_check.html"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk of a run."""
    made = Desk(tmp_path / "out")
    made.lay()
    made.clear()
    return made


@pytest.fixture
def synced(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, bool]]:
    """What was brought to the disk, in order, and whether the page of this run stood in its place by then."""
    noted: list[tuple[Path, bool]] = []

    def note(place: Path) -> None:
        page = desk.out / FOLDER / PAGE
        noted.append((place, page.exists() and page.read_text() == "new"))

    monkeypatch.setattr(publish, "sync", note)
    return noted


@pytest.mark.parametrize("is_first", [True, False])
def test_files_then_their_folder_then_its_place(desk: Desk, synced: list[tuple[Path, bool]], is_first: bool) -> None:
    """Those that have not changed are copied and brought to the disk too; whether or not a folder stood there."""
    kept = [] if is_first else [OTHER]
    for name in kept:
        (desk.out / FOLDER).mkdir()
        (desk.out / FOLDER / name).write_text("old")
    staged = desk.stage(FOLDER)
    (staged / PAGE).write_text("new")
    number = desk.gather(FOLDER, kept)
    assert {place for place, _ in synced} == {staged, *(staged / name for name in (PAGE, *kept))}
    assert synced[-1] == (staged, False)
    synced.clear()
    desk.swap(FOLDER)
    assert synced == [(desk.out, True)]
    assert desk.holds(FOLDER, number)
