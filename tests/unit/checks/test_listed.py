"""Is every check wired in, and does the first that applies decide?"""

from pathlib import Path
from typing import Any

import pytest
from tiny import Found, TinyCity

from attendlib.checks import deciding, of_school, of_tables, remarking
from attendlib.checks.finding import ERROR
from attendlib.checks.listed import ALL_RULES, DECIDING, OF_SCHOOL, REJECTING, REMARKING

EVERY: list[Any] = [*(check for check, _ in DECIDING), *REMARKING, *OF_SCHOOL]
MODULES = [
    file.stem
    for folder in (deciding, remarking, of_school, of_tables)
    for file in Path(folder.__path__[0]).glob("*.py")
    if file.stem != "__init__"
]


def test_every_check_is_listed_once() -> None:
    """One check, one file: each that decides has its place in the order, the others are found where they stand."""
    deciding_here = {file.stem for file in Path(deciding.__path__[0]).glob("*.py")} - {"__init__"}
    assert sorted(check.__name__.rsplit(".", 1)[1] for check, _ in DECIDING) == sorted(deciding_here)  # type: ignore[attr-defined]
    assert len({check.RULE.name for check in EVERY}) == len(EVERY)


@pytest.mark.parametrize("module", MODULES)
def test_every_check_has_its_test(module: str) -> None:
    """A test file of the same name for each."""
    assert (Path(__file__).parent / f"test_{module}.py").is_file(), f"write tests/unit/checks/test_{module}.py"


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
