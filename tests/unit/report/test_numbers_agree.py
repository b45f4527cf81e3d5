"""Do the school reports, the city report and the command line say the same numbers?"""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from seen import cells
from typer.testing import CliRunner

from attendlib import report
from attendlib.cli.app import app
from attendlib.measures import Window
from attendlib.places import shipped
from attendlib.report.sections import movement
from attendlib.report.view import View

DEMO = shipped("params", "runs", "demo", "city.yaml")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A store of these tests' own, so that the bundled city's folder stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.fixture(scope="module")
def city(store: Any) -> View:
    """The bundled city."""
    return report.city_view(DEMO)


@pytest.fixture(scope="module")
def schools(city: View) -> list[View]:
    """Every school of it."""
    return [report.school_view(DEMO, school.urn) for school in city.open.city.schools]


def measured(folder: Path, by: str) -> list[dict[str, str]]:
    """What ``attendlib measures`` writes."""
    out = folder / "measures.csv"
    told = CliRunner().invoke(app, ["measures", str(DEMO), "--by", by, "-o", str(out)])
    assert told.exit_code == 0, told.output
    with out.open(newline="") as file:
        return list(csv.DictReader(file))


def figures(view: View) -> dict[str, str]:
    """The headline's figures as shown, by label."""
    return {figure["label"]: figure["shown"] for figure in report.headline(view).json()["figures"]}


def shown(part: str, whole: str) -> str:
    """A percentage worked out here from counts: one place, half up, on integers."""
    tenths = (2000 * int(part) + int(whole)) // (2 * int(whole))
    return f"{tenths // 10}.{tenths % 10}"


def test_every_school_report_shows_the_command_lines_counts(schools: list[View], tmp_path: Path) -> None:
    """Each headline figure is the percentage of the counts that ``attendlib measures --by school`` writes."""
    rows = {row["school"]: row for row in measured(tmp_path, "school")}
    for view in schools:
        row, told = rows[view.urns[0]], figures(view)
        assert told["Attendance"] == shown(row["attended"], row["possible"])
        assert told["Unauthorised absence"] == shown(row["unauthorised"], row["possible"])
        assert told["Persistently absent"] == shown(row["persistently_absent"], row["enrolments"])
        assert told["Severely absent"] == shown(row["severely_absent"], row["enrolments"])


def test_the_city_report_lists_what_the_school_reports_say(city: View, schools: list[View]) -> None:
    """The city's table of schools has each school's headline, and as many rows as there are schools. Two of its 31
    pupils are persistently absent at one school: withheld, with the four of another, who would give them away."""
    rows = {row["name"]: row for row in cells(report.all_schools(city))}
    assert set(rows) == {view.name for view in schools}
    withheld = {name for name, row in rows.items() if row["persistently_absent_percent"] == "c"}
    assert {view.urns[0] for view in schools if view.name in withheld} == {"999001", "999005"}
    for view in schools:
        row, told = rows[view.name], figures(view)
        assert row["attendance_percent"] == told["Attendance"] + "%"
        assert row["persistently_absent_percent"] in ("c", told["Persistently absent"] + "%")


def test_phases_add_up_to_the_city(city: View) -> None:
    """Enrolments and persistently absent enrolments of the phases sum to the total row, which is the headline. Two of
    them have one severely absent pupil each, so none has that count."""
    *parts, total = cells(report.phases(city))
    assert ([row["severely_absent"] for row in parts], total["severely_absent"]) == (["c", "c", "c"], "7")
    for key in ("schools", "enrolments", "persistently_absent"):
        assert sum(int(row[key].replace(",", "")) for row in parts) == int(total[key].replace(",", ""))
    assert total["attendance_percent"] == figures(city)["Attendance"] + "%"


@pytest.mark.parametrize("by", ["year_group", "phase", "school", "enrolment", "fsm", "half_term", "weekday", "session"])
def test_every_split_adds_up_to_the_city(city: View, tmp_path: Path, by: str) -> None:
    """Sessions are pooled: whatever the split, its counts sum to the city's, save that single marks alone can be split
    by time, so that census totals are left out there."""
    rows, (whole,) = measured(tmp_path, by), measured(tmp_path, "city")
    totals_only = {"half_term", "weekday", "session"}
    without = sum(int(row["possible"]) for row in measured(tmp_path, "school") if row["school"] in census_schools(city))
    expected = int(whole["possible"]) - (without if by in totals_only else 0)
    assert sum(int(row["possible"]) for row in rows) == expected
    assert all(int(row["attended"]) + int(row["absent"]) == int(row["possible"]) for row in rows)
    assert all(int(row["authorised"]) + int(row["unauthorised"]) == int(row["absent"]) for row in rows)


def census_schools(city: View) -> set[str]:
    """The schools of which only termly totals are held."""
    return {entry.urn for entry in city.open.city.census} - {entry.urn for entry in city.open.city.registers}


def test_reasons_add_up_to_the_absence(city: View, tmp_path: Path) -> None:
    """Sessions by reason of authorised and unauthorised absence sum to the two totals."""
    rows, (whole,) = measured(tmp_path, "reason"), measured(tmp_path, "city")
    for kind in ("authorised", "unauthorised"):
        assert sum(int(r["sessions"]) for r in rows if r["category"] == f"{kind} absence") == int(whole[kind])


def test_bands_hold_every_enrolment_once(city: View, tmp_path: Path) -> None:
    """The bands of absence sum to the enrolments, and those from 10% and from 50% on to the two classes."""
    rows, (whole,) = measured(tmp_path, "band"), measured(tmp_path, "city")
    counts = {int(row["band"]): int(row["enrolments"]) for row in rows}
    assert sum(counts.values()) == int(whole["enrolments"])
    assert sum(n for edge, n in counts.items() if edge >= 10) == int(whole["persistently_absent"])
    assert sum(n for edge, n in counts.items() if edge >= 50) == int(whole["severely_absent"])


def test_the_list_of_pupils_is_as_long_as_the_headline_says(schools: list[View]) -> None:
    """A school's list of persistently absent pupils has a row for each enrolment that its headline counts."""
    for view in schools:
        listed = cells(report.persistently_absent(view))
        assert len(listed) == int(view.own("city").persistently_absent.sum())
        assert all(float(row["attendance_percent"].rstrip("%")) <= 90.0 for row in listed)


def test_movement_between_classes_explains_the_change(schools: list[View]) -> None:
    """Those who joined and stayed are the persistently absent of today; those who left and stayed, of the half term's
    eve. Of the school that sent totals of the autumn it cannot be told."""
    for view in schools:
        began = movement.told_of(view).get(view.urns[0])
        assert (began is None) == (view.urns[0] in census_schools(view))
        if began is not None:
            before = Window(view.window.start, began - timedelta(days=1))
            now, then = view.own("city"), view.of(view.urns, "city", window=before)
            counted = movement.crossings(view).persistently_absent_moved.value_counts()
            assert counted.get("joined", 0) + counted.get("stayed", 0) == int(now.persistently_absent.sum())
            assert counted.get("left", 0) + counted.get("stayed", 0) == int(then.persistently_absent.sum())


def test_only_a_restricted_report_names_a_pupil(city: View, schools: list[View]) -> None:
    """No surname of the pupils table, and no UPN, stands in any part of the city report or of a register check."""
    names = {spell.surname for spell in city.open.city.roll.spells if len(spell.surname) > 5}
    upns = {spell.upn for spell in city.open.city.roll.spells}
    parts: list[Any] = [report.in_brief(city), report.coverage(city), report.phases(city), report.all_schools(city)]
    parts += [report.groups(city), report.year_groups(city), report.effect(city), report.quality(city)]
    for view in schools:
        parts += [report.accounting(view), report.findings_by_rule(view), report.findings(view)]
    text = " ".join(str(part.json()) for part in parts)
    assert not [name for name in names if name in text]
    assert not [upn for upn in upns if upn in text]
