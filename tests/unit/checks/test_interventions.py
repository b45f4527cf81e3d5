"""Are rows of the interventions table found that cannot be right, whatever the policy?"""

import pytest
from tiny import URN, Found, TinyCity

from attendlib.checks import ALL_RULES
from attendlib.checks.of_tables.interventions import RULES, TABLE


@pytest.mark.parametrize(
    ("row", "rule", "severity", "column"),
    [
        ("{urn},{upn},22/09/2025,letter-a,sent", "unreadable", "error", "date"),
        ("{urn},{upn},,letter-a,sent", "unreadable", "error", "date"),
        ("{urn},{upn},2025-09-22,letter-a", "unreadable", "error", ""),
        ("{urn},Z000000000000,2025-09-22,letter-a,sent", "unknown-pupil", "error", "upn"),
        ("999099,{upn},2025-09-22,letter-a,sent", "unknown-pupil", "error", "upn"),
        ("{urn},{upn},2025-10-04,letter-a,sent", "in-future", "error", "date"),
        ("{urn},{upn},2025-09-01,letter-a,sent", "before-entry", "warning", "date"),
        ("{urn},{upn},2025-09-30,letter-a,sent", "after-leaving", "warning", "date"),
    ],
)
def test_found(tiny_city: TinyCity, found: Found, row: str, *, rule: str, severity: str, column: str) -> None:
    """By its row, as of the city's day, without a policy; nothing of the cells is repeated."""
    upn = tiny_city.pupil("/*4", start="2025-09-02", entry_date="2025-09-02", leaving_date="2025-09-29")
    tiny_city.as_of = "2025-10-03"
    good = f"{URN},{upn},2025-09-22,letter-a,sent"
    tiny_city.tables["interventions"] = ["urn,upn,date,step,outcome", good, row.format(urn=URN, upn=upn)]
    told = [(f.file, f.row, f.severity, f.column) for f in found(f"intervention-{rule}")]
    assert told == [(TABLE, 3, severity, column)]


@pytest.mark.parametrize("day", ["2025-09-02", "2025-09-29"])
def test_the_first_and_the_last_day_on_roll_are_right(tiny_city: TinyCity, found: Found, day: str) -> None:
    """Both dates of the pupils table are inclusive. A step or an outcome that no policy knows is no matter here."""
    upn = tiny_city.pupil("/*4", start="2025-09-02", entry_date="2025-09-02", leaving_date="2025-09-29")
    tiny_city.done((upn, day, "telephone", "nobody in"))
    assert not [f for rule in RULES for f in found(rule.name)]


def test_a_row_is_shown_to_its_school(tiny_city: TinyCity) -> None:
    """A school's own findings have the rows that name it, and no other school's."""
    upn = tiny_city.pupil("/*4")
    tiny_city.pupil("/*4", urn="999002")
    tiny_city.done((upn, "soon", "letter-a", "sent"), ("Z000000000000", "2025-09-02", "letter-a", "sent", "999002"))
    tiny_city.as_of = "2025-09-02"
    assert tiny_city.rules(URN) == ["intervention-unreadable"]
    assert tiny_city.rules("999002") == ["intervention-unknown-pupil"]


def test_its_rules_are_listed() -> None:
    """So that a report can say in words what was found."""
    assert set(RULES) <= set(ALL_RULES)
