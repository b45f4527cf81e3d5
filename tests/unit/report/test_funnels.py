"""Has every phase with enough schools its funnel, and every other one a sentence that says why not?"""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from seen import cells, said
from tiny import TinyCity

from attendlib import report
from attendlib.city.tables import PHASES
from attendlib.measures.funnel import FEWEST
from attendlib.report.blocks import Callout, Chart
from attendlib.report.view import View


def city_of(city: TinyCity, phases: Sequence[str], missed: Sequence[int] = ()) -> View:
    """A city with a school of ten pupils for each of ``phases``, who all missed so many of twenty sessions."""
    city.as_of, city.phases = "2025-09-12", {}
    for number, phase in enumerate(phases):
        gone = missed[number] if missed else number % 3
        urn = f"{999010 + number}"
        city.phases[urn] = phase
        for _ in range(10):
            city.pupil(f"I*{gone} /*{20 - gone}" if gone else "/*20", urn=urn)
    return report.city_view(city.write())


def told_of_others(view: View) -> str:
    """What the callout after the funnels says; empty where there is none."""
    return " ".join(said(block) for block in report.funnels(view) if isinstance(block, Callout))


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_with_enough_schools_has_a_funnel(tiny_city: TinyCity, phase: str) -> None:
    """Whatever the phase, with all of its schools and none of another."""
    view = city_of(tiny_city, [phase] * FEWEST + ["primary" if phase != "primary" else "special"])
    chart = report.funnel(view, phase)
    assert chart is not None
    assert f"for {FEWEST} schools around" in chart.alt


def test_pupil_referral_units_are_called_so(tiny_city: TinyCity) -> None:
    """Not by the short name of the schools table."""
    view = city_of(tiny_city, ["pru"] * FEWEST)
    told = said(report.funnel(view, "pru")) + said(report.strip(view)) + said(report.phases(view))
    assert "Absence of pupil referral units, by size" in told
    assert " pru" not in told


def test_a_phase_with_too_few_schools_has_a_sentence(tiny_city: TinyCity) -> None:
    """One short of enough, and one alone: no funnel, both counted in one callout, with the reason. A phase that the
    city does not have is not mentioned."""
    view = city_of(tiny_city, ["primary"] * FEWEST + ["secondary"] * (FEWEST - 1) + ["all-through"])
    assert report.funnel(view, "secondary") is None
    told = told_of_others(view)
    assert "4 secondary schools and 1 all-through school." in told
    assert "at least 5" in told
    assert "nursery" not in told
    assert "primary" not in told


def test_schools_without_figures_do_not_make_enough(tiny_city: TinyCity) -> None:
    """Five in the table, four with marks."""
    city_of(tiny_city, ["special"] * (FEWEST - 1))
    tiny_city.phases["999099"] = "special"
    tiny_city.folder = tiny_city.folder.parent / "again"
    view = report.city_view(tiny_city.write())
    assert report.funnel(view, "special") is None
    assert "4 special schools" in told_of_others(view)


def test_no_callout_where_every_phase_has_its_funnel(tiny_city: TinyCity) -> None:
    """Nothing to excuse."""
    assert told_of_others(city_of(tiny_city, ["primary"] * FEWEST)) == ""


def test_the_funnels_of_all_phases_stand_together(tiny_city: TinyCity) -> None:
    """One after the other in the order of the phases, the sentence on the others last."""
    view = city_of(tiny_city, ["nursery"] * FEWEST + ["primary"] * FEWEST + ["special"])
    charts = [block.title for block in report.funnels(view) if isinstance(block, Chart)]
    assert charts == ["Absence of primary schools, by size", "Absence of nursery schools, by size"]
    assert isinstance(list(report.funnels(view))[-1], Callout)


def test_few_schools_are_said_to_be_few(tiny_city: TinyCity) -> None:
    """Up to ten, only one very unlike the others can be found: the note says so; with eleven it does not."""
    assert "With 5 schools only" in said(report.funnel(city_of(tiny_city, ["primary"] * 5), "primary"))
    other = TinyCity(tiny_city.folder.parent / "eleven")
    assert "schools only" not in said(report.funnel(city_of(other, ["primary"] * 11), "primary"))


def test_the_strip_shows_every_school_and_each_phase_as_a_whole(tiny_city: TinyCity) -> None:
    """A dot a school, in the order of the phases; the whole is pooled: 0, 1 and 2 of 20 missed are 3 of 60."""
    view = city_of(tiny_city, ["special", "primary", "primary", "primary"], [4, 0, 1, 2])
    chart = report.strip(view)
    assert "Primary schools (3), together 5.0%: from School 999011 at 0.0% to School 999013 at 10.0%." in said(chart)
    assert "Special schools (1), together 20.0%: only School 999010 at 20.0%." in said(chart)
    assert len(chart.table.rows) == 4  # type: ignore[union-attr]


def test_a_school_of_a_few_pupils_has_no_dot(tiny_city: TinyCity) -> None:
    """Nine pupils could be told from it. Nor has the smallest of the others, for the phase less all others is those
    two; the table says of both that they are withheld."""
    city_of(tiny_city, ["primary"] * 3)
    tiny_city.phases["999099"] = "primary"
    tiny_city.folder = tiny_city.folder.parent / "again"
    for _ in range(9):
        tiny_city.pupil("I*20", urn="999099")
    view = report.city_view(tiny_city.write())
    assert {row["name"] for row in report.strip(view).table.rows} == {"School 999011", "School 999012"}  # type: ignore[union-attr]
    hidden = {row["name"] for row in cells(report.all_schools(view)) if row["attendance_percent"] == "c"}
    assert hidden == {"School 999010", "School 999099"}


def test_seaborn_is_loaded_only_by_what_draws_with_it(tiny_city: TinyCity) -> None:
    """A school report, of which a batch makes hundreds, does without; the strip of the city report loads it."""
    city_of(tiny_city, ["primary"] * 2)
    program = (
        "import sys; from attendlib import report\n"
        "v = report.school_view(sys.argv[1], '999010'); report.by_week(v); report.reasons(v); report.bands(v)\n"
        "report.pattern(v); report.calendar(v); print('seaborn' in sys.modules)\n"
        "report.strip(report.city_view(sys.argv[1])); print('seaborn' in sys.modules)"
    )
    place = str(tiny_city.folder / "city.yaml")
    told = subprocess.run([sys.executable, "-c", program, place], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
