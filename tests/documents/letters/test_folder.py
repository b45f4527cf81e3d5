"""Do drafts of two days stay apart, and is nothing that a person wrote ever lost?"""

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from attendlib.documents.letters.approval import APPROVAL
from attendlib.documents.letters.folder import ABOUT, Drafts
from attendlib.errors import OutputError

DAY = date(2026, 3, 27)
FILES = {APPROVAL: b"number\n0001\n", "letter-a/0001.docx": b"one"}


def drafts(place: Path, policy: str = "ours", on: date = DAY, dated: date = DAY) -> Drafts:
    """A folder of drafts."""
    return Drafts(place, policy, on, dated)


def test_a_schools_folder_is_put_in_its_place_as_a_whole(tmp_path: Path) -> None:
    """With what it is about; nothing is left beside it."""
    found = drafts(tmp_path / "out")
    found.put("999001-a", FILES)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == [
        "out/999001-a/README.txt", "out/999001-a/approval.csv", "out/999001-a/drafts.json",
        "out/999001-a/letter-a/0001.docx",
    ]  # fmt: skip
    assert json.loads((tmp_path / "out/999001-a" / ABOUT).read_text())["on"] == "2026-03-27"


def test_everything_in_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Whatever the habits of the machine: it names pupils and parents."""
    drafts(tmp_path / "out").put("999001-a", FILES)
    for place in (tmp_path / "out/999001-a", *(tmp_path / "out/999001-a").rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) == (0o700 if place.is_dir() else 0o600), place


def test_the_same_day_is_replaced(tmp_path: Path) -> None:
    """And a letter that is no longer due is gone."""
    found = drafts(tmp_path)
    found.put("999001-a", FILES)
    found.check(["999001-a"])
    found.put("999001-a", {APPROVAL: b"number\n"})
    assert not (tmp_path / "999001-a/letter-a").exists()


@pytest.mark.parametrize(
    "other",
    [{"on": date(2026, 3, 26)}, {"policy": "theirs"}, {"dated": date(2026, 3, 30)}],
)
def test_another_day_policy_or_date_is_not_mixed_in(tmp_path: Path, other: dict[str, date]) -> None:
    """Also where the school is another one."""
    drafts(tmp_path).put("999001-a", FILES)
    with pytest.raises(OutputError, match="holds drafts of 2026-03-27, policy ours"):
        drafts(tmp_path, **other).check(["999002-b"])


def test_a_list_in_which_somebody_wrote_is_not_replaced(tmp_path: Path) -> None:
    """A single letter is enough; another school's list does not stand in the way."""
    found = drafts(tmp_path)
    found.put("999001-a", FILES)
    (tmp_path / "999001-a" / APPROVAL).write_bytes(b"number\n0001,yes\n")
    with pytest.raises(OutputError, match="Somebody has written in"):
        found.check(["999001-a"])
    found.check(["999002-b"])


def test_a_folder_that_is_not_of_drafts_is_left_alone(tmp_path: Path) -> None:
    """It might be anything."""
    (tmp_path / "999001-a").mkdir()
    with pytest.raises(OutputError, match="holds no drafts of ours"):
        drafts(tmp_path).check(["999001-a"])
    drafts(tmp_path).check(["999002-b"])


def test_what_is_no_folder_is_told(tmp_path: Path) -> None:
    """Before anything is made."""
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="is not a folder"):
        drafts(tmp_path / "out").check(["a"])
    with pytest.raises(OutputError, match="cannot be written to"):
        drafts(tmp_path / "out").put("a", FILES)


def test_what_a_stop_left_behind_does_no_harm(tmp_path: Path) -> None:
    """A folder half made is hidden, is nobody's drafts, and is made anew."""
    (tmp_path / ".999001-a.new").mkdir()
    (tmp_path / ".999001-a.new/letter-z").mkdir()
    found = drafts(tmp_path)
    found.check(["999001-a"])
    found.put("999001-a", FILES)
    assert not (tmp_path / "999001-a/letter-z").exists()
    assert not list(tmp_path.glob(".*"))
