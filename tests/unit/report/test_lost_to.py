"""Do sessions lost to a reason stand beside those of the other schools of the phase, and tell of nobody?"""

from pathlib import Path

import pytest
from returned import block, census
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.codes import code_book
from attendlib.errors import MeasureError
from attendlib.measures import lost_to as measures

OTHER, THIRD = "999002", "999003"
MARK = {
    name: next(c.code for c in code_book().codes() if c.reason in measures.lost_to(name).reasons and c.end is None)
    for name in measures.names()
}
"""A mark of each measure that is in force."""


@pytest.fixture(params=measures.names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def city(tiny_city: TinyCity, name: str) -> TinyCity:
    """Twelve of a school's twenty pupils lost one session each; of another's twenty, three lost two each."""
    tiny_city.as_of = "2025-09-12"
    for at in range(20):
        tiny_city.pupil(f"{MARK[name]} /*17" if at < 12 else "/*18")
        tiny_city.pupil(f"{MARK[name]}*2 /*16" if at < 3 else "/*18", urn=OTHER)
    return tiny_city


def told(city: TinyCity, name: str, names: str = "with", urn: str = URN) -> list[tuple[str, str, str]]:
    """The rows of the table as shown."""
    rows = cells(report.lost_to(report.school_view(city.write(), urn, "", names), name))
    return [(row["who"], row["sessions"], row["rate"]) for row in rows]


def test_every_measure_has_its_spec(name: str) -> None:
    """Of its own name; its reasons are those of the code book, and it says whose they are."""
    spec = Path(__file__).parents[2] / "spec" / f"test_lost_to_{name}.py"
    assert spec.is_file(), f"write tests/spec/{spec.name}"
    measure = measures.lost_to(name)
    assert measure.reasons <= {code.reason for code in code_book().codes() if code.absent}
    assert measure.note.endswith(".")
    assert len(measure.source.split()) > 1


def test_an_unknown_measure_is_refused(tiny_city: TinyCity) -> None:
    """With the nearest name."""
    tiny_city.pupil("/*4")
    with pytest.raises(MeasureError, match="holiday"):
        report.lost_to(report.school_view(tiny_city.write(), URN), "holidays")


def test_it_is_what_measures_counts(city: TinyCity, name: str) -> None:
    """The sessions are those that ``attendlib measures --by school,reason`` tells."""
    view = report.school_view(city.write(), URN)
    counted = view.own(split="reason")
    sessions = counted[counted.reason.isin(measures.lost_to(name).reasons)].sessions.sum()
    assert told(city, name)[0][1] == str(sessions) == "12"


def test_the_school_beside_the_others_without_it(city: TinyCity, name: str) -> None:
    """12 of 20 and 6 of 20: the others are those of the phase, this one not among them."""
    city.pupil(f"{MARK[name]}*9 /*9", urn=THIRD)
    city.phases[THIRD] = "secondary"
    assert told(city, name) == [(f"School {URN}", "12", "60.0"), ("The other primary school", "6", "30.0")]


def test_the_others_over_the_days_that_the_school_has(city: TinyCity, name: str) -> None:
    """What other schools lost after the school's figures stop is not set beside them."""
    city.as_of = "2025-10-24"
    city.pupil(f"{MARK[name]}*30", urn=OTHER, start="2025-09-22", entry_date="2025-09-22")
    assert told(city, name)[1] == ("The other primary school", "6", "30.0")
    shown = said(report.lost_to(report.school_view(city.write(), URN), name))
    assert "From 1 September 2025 to 11 September 2025" in shown


def test_those_of_few_pupils_are_hidden_from_everybody(city: TinyCity, name: str) -> None:
    """Twelve may be told of, three not, whichever of the two schools the report is about; nobody may."""
    for _ in range(12):
        city.pupil("/*18", urn=THIRD)
    assert told(city, name, "without") == [(f"School {URN}", "12", "60.0"), ("The other primary schools", "c", "c")]
    assert told(city, name, "without", OTHER)[0] == (f"School {OTHER}", "c", "c")
    assert told(city, name, "without", THIRD)[0] == (f"School {THIRD}", "0", "0.0")


def test_what_would_tell_another_reason_is_hidden_from_everybody(city: TinyCity, name: str) -> None:
    """Two pupils missed a session for another reason of the kind, which the report therefore shows together with the
    twelve's: who knew the twelve would know the two."""
    kind = next(code.category for code in code_book().codes() if code.code == MARK[name])
    other = "O" if kind == "unauthorised absence" else "I"
    for _ in range(2):
        city.pupil(f"{other} /*17")
    assert told(city, name, "without")[0] == (f"School {URN}", "c", "c")
    assert told(city, name)[0][1] == "12"


def test_a_school_alone_in_its_phase_stands_alone(city: TinyCity, name: str) -> None:
    """And the table says why."""
    city.phases[OTHER] = "special"
    assert [row[0] for row in told(city, name)] == [f"School {URN}"]
    assert "No other primary school has figures" in said(report.lost_to(report.school_view(city.write(), URN), name))


def test_termly_totals_without_every_reason_give_no_figure(tiny_city: TinyCity) -> None:
    """One absence without a reason may be any: not available for the school, left out of the others', and said."""
    tiny_city.as_of = "2026-02-13"
    upn = tiny_city.pupil("")
    due = sum(day <= tiny_city.as_of for day in tiny_city.school_days()) * 2
    tiny_city.pupil(f"/*{due}", urn=OTHER)
    tiny_city.pupil(f"/*{due}", urn=THIRD)
    tiny_city.census.append((URN, census((upn, block("120", "E:5", authorised=6)))))
    assert told(tiny_city, "holiday")[0][1:] == ("x", "x")
    assert told(tiny_city, "holiday", urn=OTHER)[1] == ("The other primary school", "0", "0.0")
    shown = said(report.lost_to(report.school_view(tiny_city.write(), OTHER), "holiday"))
    assert "Without 1 school whose termly totals do not give every reason." in shown


def test_a_school_without_figures(tiny_city: TinyCity) -> None:
    """Says so in place of a nought."""
    tiny_city.pupil("")
    tiny_city.pupil("G /*9", urn=OTHER)
    assert "No figures" in said(report.lost_to(report.school_view(tiny_city.write(), URN), "holiday"))
