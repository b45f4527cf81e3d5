"""Are amendments found that are not complete, not possible, or not what the register holds?"""

from datetime import date

import pytest
from tiny import URN, Found, TinyCity

from attendlib.checks import ALL_RULES
from attendlib.checks.of_tables.amendments import RULES, TABLE, lacking
from attendlib.city import Amendment
from attendlib.city.amendments import COLUMNS

DAY, AM = "2025-09-02", "AM"


@pytest.fixture
def upn(tiny_city: TinyCity) -> str:
    """A pupil on roll from 2 to 30 September who was ill on the first morning, in a city as of 3 October."""
    tiny_city.as_of = "2025-10-03"
    return tiny_city.pupil("I /*39", start=DAY, entry_date=DAY, leaving_date="2025-09-30", pupil_id="4711")


def told(found: Found) -> list[tuple[int, str, str]]:
    """Row, rule and column of every finding of the table."""
    every = [f for rule in RULES for f in found(rule.name)]
    assert all(f.file == TABLE for f in every)
    return sorted((f.row, f.rule.removeprefix("amendment-"), f.column) for f in every)


def test_a_whole_and_true_amendment_is_none(tiny_city: TinyCity, found: Found, upn: str) -> None:
    """Original and amended entry, reason, day, name and position, and the register holds the amended entry."""
    tiny_city.amended((upn, DAY, AM, "N", "I"), ("4711", "2025-09-03", "PM", "-", "\\"))
    assert told(found) == []


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        (("Z000000000000", DAY, AM, "N", "I"), "unknown-pupil", "upn"),
        (("{upn}", "2025-09-01", AM, "N", "I"), "no-session", "date"),
        (("{upn}", "2025-10-01", AM, "N", "I"), "no-session", "date"),
        (("{upn}", "2025-09-06", AM, "N", "I"), "no-session", "date"),
        (("{upn}", DAY, "morning", "N", "I"), "no-session", "session"),
        (("{upn}", DAY, AM, "H", "I"), "unknown-code", "original"),
        (("{upn}", DAY, AM, "N", "Q9"), "unknown-code", "amended"),
        (("{upn}", DAY, AM, "", "I"), "incomplete", "original"),
        (("{upn}", DAY, AM, "N", ""), "incomplete", "amended"),
        (("{upn}", DAY, AM, "N", "I", ""), "incomplete", "reason"),
        (("{upn}", DAY, AM, "N", "I", "rang", ""), "incomplete", "amended_on"),
        (("{upn}", DAY, AM, "N", "I", "rang", DAY, ""), "incomplete", "name"),
        (("{upn}", DAY, AM, "N", "I", "rang", DAY, "Pat", ""), "incomplete", "position"),
        (("{upn}", DAY, AM, "N", "I", "rang", "2025-09-01"), "before-session", "amended_on"),
        (("{upn}", DAY, AM, "N", "I", "rang", "2025-10-04"), "in-future", "amended_on"),
        (("{upn}", DAY, AM, "I", "I"), "without-change", "amended"),
        (("{upn}", DAY, AM, "N", "O"), "not-in-register", "amended"),
        (("{upn}", "2025-09-02", "AM", "I", "-"), "not-in-register", "amended"),
    ],
)
def test_each_fault_is_found_by_its_row_and_column(
    tiny_city: TinyCity, found: Found, upn: str, row: tuple[str, ...], *, rule: str, column: str
) -> None:
    """And the row before it, which is right, is not found."""
    good = (upn, "2025-09-03", "PM", "L", "\\")
    tiny_city.amended(good, tuple(cell.format(upn=upn) for cell in row))
    assert (3, rule, column) in told(found)
    assert {one for one in told(found) if one[0] == 2} == set()
    ignored = {"not-in-register", "no-session"} if rule in ("no-session", "unknown-code", "incomplete") else set()
    assert {one[1] for one in told(found)} - ignored == {rule} - ignored


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("{upn},02/09/2025,AM,N,I,rang,2025-09-03,Pat,Office", "date"),
        ("{upn},2025-09-02,AM,N,I,rang,3 September,Pat,Office", "amended_on"),
        ("{upn},2025-09-02,AM,N,I,rang,2025-09-03,Pat", ""),
    ],
)
def test_a_row_that_cannot_be_read_stops_nobody(
    tiny_city: TinyCity, found: Found, upn: str, row: str, column: str
) -> None:
    """A date that is none, a cell too few: told with its row; the rest of the table is read."""
    header = ",".join(COLUMNS)
    bad_code = f"{URN},{upn},2025-09-02,AM,Q9,I,rang,2025-09-03,Pat,Office"
    tiny_city.tables["amendments"] = [header, f"{URN},{row.format(upn=upn)}", bad_code]
    assert (2, "unreadable", column) in told(found)
    assert (3, "unknown-code", "original") in told(found)


def test_two_amendments_of_one_entry_make_a_chain(tiny_city: TinyCity, found: Found, upn: str) -> None:
    """N to O on Tuesday and O to I on Thursday, in whatever order they were written down: only the last has to be what
    the register holds."""
    first, second = (upn, DAY, AM, "N", "O", "rang", DAY), (upn, DAY, AM, "O", "I", "note", "2025-09-04")
    tiny_city.amended(second, first)
    assert told(found) == []


def test_a_chain_with_a_gap_is_found(tiny_city: TinyCity, found: Found, upn: str) -> None:
    """The second says it was U, but the first had left O."""
    tiny_city.amended((upn, DAY, AM, "N", "O", "rang", DAY), (upn, DAY, AM, "U", "I", "note", "2025-09-04"))
    assert told(found) == [(3, "chain-broken", "original")]
    (broken,) = found("amendment-chain-broken")
    assert "row 2" in broken.message


def test_nobody_is_named(tiny_city: TinyCity, found: Found, upn: str) -> None:
    """Neither who made an amendment nor the reason is repeated."""
    tiny_city.amended((upn, DAY, AM, "N", "O", "Canary said so", "2025-09-01", "Pat Canary", "Canary keeper"))
    assert told(found)
    assert not [f for rule in RULES for f in found(rule.name) if "anary" in f"{f.message} {f.mend}"]


@pytest.mark.parametrize("day", ["2024-08-18", "2024-08-19", "2006-09-01"])
def test_what_is_lacking_is_asked_of_the_rule_of_the_day(day: str) -> None:
    """The 2006 Regulations up to 18 August 2024, those of 2024 from the day after."""
    one = Amendment(URN, "A", date.fromisoformat(day), AM, "N", "I", "", date.fromisoformat(day), "Pat", "", 2)
    assert lacking(one) == ["reason", "position"]


def test_its_rules_are_listed() -> None:
    """So that a report can say in words what was found."""
    assert set(RULES) <= set(ALL_RULES)
