"""Does the report lead from a school's own figure to the official one, with parts that add up and tell of nobody?"""

from decimal import Decimal

import pytest
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.disclosure import SmallNumbers
from attendlib.measures.steps import BOUNDARY, LEAVERS, OLD, START, STEPS, UNKNOWN, YOUNG, Step
from attendlib.report.blocks import Callout
from attendlib.report.sections.together import way_to

RULE = SmallNumbers(fewest=10, most=2)


def steps(**changed: tuple[int, int, int]) -> list[Step]:
    """A hundred enrolments, ten of them persistently absent, and what each step named changes: enrolments, persistently
    absent and touched."""
    names = {"boundary": BOUNDARY, "leavers": LEAVERS, "unknown": UNKNOWN, "young": YOUNG, "old": OLD}
    moves = {names[key]: value for key, value in changed.items()}
    found, enrolments, persistent = [], 100, 10
    for name in STEPS:
        more, gained, touched = moves.get(name, (0, 0, 0))
        enrolments, persistent = enrolments + more, persistent + gained
        found.append(Step((name,), enrolments, 100 * enrolments, 700, persistent, touched))
    return found


def test_steps_that_change_nothing_are_left_out() -> None:
    """The way of a school in which nothing differs has its three ends and nothing between them."""
    way = way_to(steps(), RULE)
    assert way.parts == ()
    assert (way.start, way.there) == (steps()[0], steps()[-1])


def test_steps_about_few_go_together_with_their_neighbours() -> None:
    """Four leavers go with the twenty of the code N; nineteen too young of whom one is persistently absent, with thirty
    too old of whom five are. What stands after each is what stood after the later one."""
    way = way_to(steps(leavers=(4, 0, 4), unknown=(0, 3, 20), young=(-19, -1, 19), old=(-30, -5, 30)), RULE)
    assert [part.reasons for part in way.to_here] == [(LEAVERS, UNKNOWN)]
    assert [part.reasons for part in way.to_there] == [(YOUNG, OLD)]
    assert (way.to_here[0].enrolments, way.to_here[0].touched) == (104, 20)
    assert (way.here.enrolments, way.to_there[0].enrolments) == (104, 55)


def test_an_end_that_differs_by_a_few_is_not_shown() -> None:
    """Three pupils too young, and nobody else: official statistics are this report less three pupils."""
    way = way_to(steps(young=(-3, 0, 3)), RULE)
    assert way.there is None
    assert way.to_there == ()
    assert way.start is not None


def test_those_exactly_at_the_line_are_told() -> None:
    """That they are persistently absent says no more of them than the line itself does."""
    way = way_to(steps(boundary=(0, 12, 12)), RULE)
    assert [part.reasons for part in way.to_here] == [(BOUNDARY,)]


def test_for_named_staff_every_step_stands_alone() -> None:
    """A school's own report has each reason, however few it is about."""
    way = way_to(steps(leavers=(1, 1, 1), young=(-1, 0, 1)), None)
    assert [part.reasons for part in way.parts] == [(LEAVERS,), (YOUNG,)]


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Thirty pupils who missed 2 of 20, twelve who left having missed 10, and fifteen sixth-formers who missed none."""
    tiny_city.as_of = "2025-09-12"
    for _ in range(30):
        tiny_city.pupil("I*2 /*18")
    for number in range(12):
        tiny_city.pupil("I*10 /*8" if number < 6 else "/*18", leaving_date="2025-09-11")
    for _ in range(15):
        tiny_city.pupil("/*20", date_of_birth="2008-01-15")
    return tiny_city


def test_the_table_leads_from_one_end_to_the_other(city: TinyCity) -> None:
    """45 pupils on roll missed 60 of 900: 6.7%. The leavers bring 60 of 216: 120 of 1,116 is 10.8%. Without the sixth
    form 120 of 816, 14.7%, which is what official statistics give. Thirty are exactly at the line, so that a system
    that counts above it has none. Every change is the difference of two figures shown."""
    view = report.city_view(city.write())
    rows = cells(report.reconciliation(view))
    assert [row["absence"] for row in rows] == ["6.7%", "6.7%", "10.8%", "10.8%", "14.7%", "14.7%"]
    assert [row["absence_moved"] for row in rows] == ["z", "0.0", "+4.1", "z", "+3.9", "z"]
    assert [row["persistent"] for row in rows] == ["0.0%", "66.7%", "63.2%", "63.2%", "85.7%", "85.7%"]
    assert [row["enrolments"] for row in rows] == ["45", "45", "57", "57", "42", "42"]
    assert rows[2]["step"] == "plus pupils who have left, for their time on roll"
    assert rows[4]["step"] == "less above the age range"
    moved = [row["absence_moved"].replace("\N{MINUS SIGN}", "-") for row in rows]
    changes = sum(Decimal(one) for one in moved if one != "z")
    assert changes == Decimal(rows[-1]["absence"].rstrip("%")) - Decimal(rows[0]["absence"].rstrip("%"))
    whole = view.open.answer(report_asked(view), None).to_pylist()[0]
    assert (rows[-1]["possible"], rows[-1]["absent"]) == (f"{whole['possible']:,}", f"{whole['absent']:,}")
    assert "none is over yet" in said(report.reconciliation(view))


def report_asked(view: report.View) -> "object":
    """The official scope, asked for by itself."""
    from attendlib.measures import Asked

    return Asked(("city",), view.window, "dfe")


def test_every_school_has_its_three_figures(city: TinyCity) -> None:
    """A school with too few leavers to tell shows its own figure here and in official statistics alone."""
    for number in range(12):
        city.pupil(
            "I*2 /*18" if number < 11 else "I*18", urn="999002", leaving_date="" if number < 11 else "2025-09-11"
        )
    rows = {row["name"]: row for row in cells(report.reconciled_by_school(report.city_view(city.write())))}
    own, other = rows["School 999001"], rows["School 999002"]
    assert [own[f"absence {end}"] for end in ("start", "here", "there")] == ["6.7%", "10.8%", "14.7%"]
    assert own["why"] == "exactly at the line; leavers; above the age range"
    assert [other[f"absence {end}"] for end in ("start", "here", "there")] == ["c", "16.8%", "16.8%"]
    assert other["why"] == "too few pupils to tell"


def test_whole_terms_are_told_where_the_days_end_within_one(tiny_city: TinyCity) -> None:
    """Up to 16 January the autumn term is over: ten pupils missed 4 of the 20 sessions before the holiday and all ten
    after it, so official statistics of whole terms would give 20.0% where the days give 46.7%."""
    tiny_city.as_of = "2026-01-09"
    for _ in range(10):
        tiny_city.pupil("I*4 /*16", start="2025-12-08")
        tiny_city.mark("I*10", URN, tiny_city.pupils[-1]["upn"], "2026-01-05")
    told = said(report.reconciliation(report.city_view(tiny_city.write())))
    assert (
        "Over whole terms alone, up to 31 December 2025, official statistics would give 20.0% overall absence." in told
    )


def test_nothing_to_lead_from(tiny_city: TinyCity) -> None:
    """A city without figures says so."""
    tiny_city.pupil("X*4")
    view = report.city_view(tiny_city.write())
    assert isinstance(report.reconciliation(view), Callout)
    assert isinstance(report.reconciled_by_school(view), Callout)
    assert START not in said(report.reconciliation(view))
