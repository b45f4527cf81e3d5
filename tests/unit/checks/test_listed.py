"""Is every check wired in, and does the first that applies decide?"""

from pathlib import Path
from typing import Any

import pytest
from tiny import Found, TinyCity

from attendlib import checks
from attendlib.checks.finding import ERROR
from attendlib.checks.listed import ALL_RULES, DECIDING, OF_SCHOOL, REJECTING, REMARKING

NOT_A_CHECK = {"__init__", "accounting", "evidence", "examine", "faults", "finding", "listed"}
APART = {"amendments", "interventions", "no_date_of_birth", "two_schools", "upn_letter"}
"""Checks of the city's tables, which no register is needed for."""
EVERY: list[Any] = [*(check for check, _ in DECIDING), *REMARKING, *OF_SCHOOL]


def test_every_check_is_listed_once() -> None:
    """One check, one file: each module of the room is in exactly one list."""
    modules = {file.stem for file in Path(checks.__file__).parent.glob("*.py")} - NOT_A_CHECK
    listed = [check.__name__.rsplit(".", 1)[1] for check in EVERY]
    assert sorted([*listed, *APART]) == sorted(modules)


def test_every_check_has_its_test() -> None:
    """A test file of the same name for each."""
    tests = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    modules = {file.stem for file in Path(checks.__file__).parent.glob("*.py")} - NOT_A_CHECK
    assert modules <= tests


def test_every_rule_is_known_by_name() -> None:
    """All rules that can set a record aside or remark on it are in the list that the accounting prints."""
    names = {rule.name for rule in ALL_RULES}
    assert {check.RULE.name for check in EVERY} <= names


def test_whatever_sets_a_record_aside_is_an_error() -> None:
    """So that nothing is rejected without the status of the command saying so."""
    severity = {rule.name: rule.severity for rule in ALL_RULES}
    assert {severity[name] for name in REJECTING} == {ERROR}


SATURDAY, WEDNESDAY = "2025-09-06", "2025-09-03"


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (("NOBODY", SATURDAY, ""), "missing-mark"),
        (("NOBODY", SATURDAY, "Q9"), "unknown-code"),
        (("NOBODY", SATURDAY, "H"), "retired-code"),
        (("NOBODY", SATURDAY, "/"), "closed-session"),
        (("NOBODY", WEDNESDAY, "/"), "unknown-pupil"),
        (("LEFT", SATURDAY, "/"), "closed-session"),
        (("LEFT", WEDNESDAY, "H"), "retired-code"),
        (("LEFT", WEDNESDAY, "/"), "off-roll"),
    ],
)
def test_the_first_check_that_applies_decides(
    tiny_city: TinyCity, found: Found, record: tuple[str, str, str], rule: str
) -> None:
    """Blank, then code, then session, then pupil, then roll; two alike are two of the same, never a conflict or a
    duplicate as well."""
    tiny_city.pupil("/*2")
    tiny_city.pupil(upn="LEFT", leaving_date="2025-09-02")
    who, day, code = record
    for _ in range(2):
        tiny_city.record(who, day, "AM", code)
    deciding = {check.RULE.name for check, _ in DECIDING}
    told = [f.rule for f in tiny_city.open().findings() if f.rule in deciding]
    assert told == [rule, rule]
    assert len(found(rule)) == 2
