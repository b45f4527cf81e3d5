"""Is an approval list read as a person, or their spreadsheet, has written it?"""

from datetime import date
from pathlib import Path

import pytest

from attendlib.casework import Policy, policy
from attendlib.casework.record.approved import approved
from attendlib.casework.record.entry import Entry, Refused
from attendlib.errors import CityError

HEADER = "number,urn,upn,name,step,approved_by,sent_on,outcome"
POLICY = policy("coventry-2024", date(2026, 3, 27))


def listed(tmp_path: Path, *rows: str, encoding: str = "utf-8-sig") -> Path:
    """An approval list."""
    place = tmp_path / "approval.csv"
    place.write_bytes("\r\n".join([HEADER, *rows, ""]).encode(encoding))
    return place


def row(sent_on: str, outcome: str = "", by: str = "R O", number: str = "1") -> str:
    """A row as a spreadsheet saves it: the number has lost its noughts."""
    return f'{number},999001,A1,"\'=SUM(1), Zoë",letter-a,{by},{sent_on},{outcome}'


@pytest.mark.parametrize("written", ["2026-03-30", "30/03/2026"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_a_row_with_a_day_was_sent(tmp_path: Path, written: str, encoding: str) -> None:
    """As people write it and as a spreadsheet in Britain does; without an outcome it was sent."""
    found = approved(listed(tmp_path, row(written), encoding=encoding), POLICY)
    assert found.entries == [Entry("999001", "A1", date(2026, 3, 30), "letter-a", "sent", "approval.csv, row 2")]
    assert (found.refused, found.waiting, found.without_name) == ([], 0, 0)


def test_a_row_without_a_day_waits(tmp_path: Path) -> None:
    """It is nothing to record, and nothing wrong."""
    found = approved(listed(tmp_path, row("")), POLICY)
    assert (found.entries, found.refused, found.waiting) == ([], [], 1)


@pytest.mark.parametrize(
    "written",
    ["03/30/2026", "30.3.2026", "30/3/2026", "30/03/26", "yesterday", "2026-02-30", "2026-3-30", "٣٠/03/2026"],
)
def test_a_day_that_is_not_one_is_refused_and_not_guessed(tmp_path: Path, written: str) -> None:
    """With how to write it; what stood there is not repeated."""
    (refused,) = approved(listed(tmp_path, row(written)), POLICY).refused
    assert refused == Refused("approval.csv, row 2", "sent_on is not a date", "write it as 2026-03-27 or 27/03/2026")


def test_a_pupil_on_hold_is_not_sent_anything_by_the_list(tmp_path: Path) -> None:
    """Its row has no number, because it has no letter."""
    (refused,) = approved(listed(tmp_path, row("2026-03-30", number="")), POLICY).refused
    assert "on hold" in refused.what


def test_an_outcome_without_a_day_is_told(tmp_path: Path) -> None:
    """Somebody meant to say something."""
    found = approved(listed(tmp_path, row("", "sent")), POLICY)
    assert [one.what for one in found.refused] == ["it has an outcome and no day in sent_on"]


def test_a_letter_that_nobody_approved_is_recorded_and_counted(tmp_path: Path) -> None:
    """It was sent, and a second one must not follow."""
    found = approved(listed(tmp_path, row("2026-03-30", by="")), POLICY)
    assert (len(found.entries), found.without_name) == (1, 1)


def test_a_policy_that_does_not_know_sent_wants_its_own_word(tmp_path: Path) -> None:
    """Nothing is put in its mouth."""
    outcomes = POLICY.says.outcomes.model_copy(update={"done": ["posted"]})
    other = Policy("x", POLICY.start, None, "", POLICY.says.model_copy(update={"outcomes": outcomes}))
    (refused,) = approved(listed(tmp_path, row("2026-03-30")), other).refused
    assert refused[1:] == ("outcome is empty", "write one of posted")


def test_what_is_no_approval_list_is_told(tmp_path: Path) -> None:
    """With the columns that it lacks."""
    place = tmp_path / "approval.csv"
    place.write_text("urn,upn,step\n1,2,3\n", encoding="utf-8")
    with pytest.raises(CityError, match="column sent_on is missing"):
        approved(place, POLICY)
    with pytest.raises(CityError, match="no such file"):
        approved(tmp_path / "none.csv", POLICY)
