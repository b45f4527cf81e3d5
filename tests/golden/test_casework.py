"""Do stages, notices and returns of a synthetic city come out exactly as they were worked out apart from this code?"""

from pathlib import Path

import pandas as pd
import pytest

from attendlib.casework import notices, policy, policy_names, returns, stages
from attendlib.intake import OpenCity
from attendlib.measures import Asked
from golden.answers import expected


def table(rows: list[tuple[object, ...]], columns: list[str]) -> pd.DataFrame:
    """Rows as text, empty where there is nothing, in order of all columns."""
    frame = pd.DataFrame([["" if cell is None else str(cell) for cell in row] for row in rows], columns=columns)
    return frame.sort_values(columns, ignore_index=True)


def test_the_step_due_for_every_enrolment(northgate_city: OpenCity, northgate: Path) -> None:
    """Blue Coat's policy with its usual target of 95: the expected step, or none, for all 360."""
    city, on = northgate_city.city, northgate_city.city.as_of
    found = stages(city, northgate_city.store, policy("blue-coat-2025", on), on)
    want = expected(northgate, "stages")
    columns = list(want)
    got = table([(stage.urn, stage.upn, stage.due) for stage in found.rows], columns)
    pd.testing.assert_frame_equal(got, want.sort_values(columns, ignore_index=True), check_dtype=False)
    assert len(want) == 360


def test_the_day_on_which_the_threshold_was_met(northgate_city: OpenCity, northgate: Path) -> None:
    """Every enrolment that reached ten sessions in ten school weeks, with the first day, and no other."""
    want = expected(northgate, "penalty_threshold")
    columns = list(want)
    found = notices(northgate_city.city, northgate_city.store, northgate_city.city.as_of).rows
    got = table([(n.urn, n.upn, n.first_met_on) for n in found], columns)
    pd.testing.assert_frame_equal(got, want.sort_values(columns, ignore_index=True), check_dtype=False)
    assert len(want) > 0


def test_the_returns(northgate_city: OpenCity, northgate: Path) -> None:
    """Every return with its day, and none for a day that is not given for sickness."""
    want = expected(northgate, "returns")
    columns = list(want)
    found = returns(northgate_city.city, northgate_city.store, northgate_city.city.as_of)
    got = table([(r.urn, r.upn, r.name, r.on) for r in found], columns)
    pd.testing.assert_frame_equal(got, want.sort_values(columns, ignore_index=True), check_dtype=False)
    assert len(want) > 0


def test_the_figures_are_those_of_the_measures(northgate_city: OpenCity) -> None:
    """Possible, attended, authorised and unauthorised sessions of a stage are what the measures say."""
    columns = ["urn", "upn", "possible", "attended", "authorised", "unauthorised"]
    measured = northgate_city.answer(Asked(("enrolment",), northgate_city.window())).to_pylist()
    on = northgate_city.city.as_of
    found = stages(northgate_city.city, northgate_city.store, policy("national-2024", on), on)
    rows = [
        (s.urn, s.upn, s.counts.possible, s.counts.attended, s.counts.authorised, s.counts.unauthorised)
        for s in found.rows
    ]
    want = table([tuple(row[column] for column in columns) for row in measured], columns)
    pd.testing.assert_frame_equal(table(rows, columns), want)


def test_national_groups_are_those_of_the_measures(northgate_city: OpenCity) -> None:
    """Whoever the policy finds persistently or severely absent is so by the measures, and the other way round."""
    measured = northgate_city.answer(Asked(("enrolment",), northgate_city.window())).to_pylist()
    on = northgate_city.city.as_of
    found = stages(northgate_city.city, northgate_city.store, policy("national-2024", on), on)
    assert {(s.urn, s.upn) for s in found.rows if s.due} == {
        (row["urn"], row["upn"]) for row in measured if row["persistently_absent"]
    }
    assert {(s.urn, s.upn) for s in found.rows if s.due == "severely-absent"} == {
        (row["urn"], row["upn"]) for row in measured if row["severely_absent"]
    }


@pytest.mark.parametrize("name", policy_names())
def test_letters_recorded_before_entry_or_after_leaving_are_told(northgate_city: OpenCity, name: str) -> None:
    """Six rows of the interventions table have a date on which the pupil was not on roll: each is named with its row,
    and each still counts as sent, as the expected stages want."""
    on = northgate_city.city.as_of
    found = stages(northgate_city.city, northgate_city.store, policy(name, on), on).findings
    assert [(f.row, f.rule.rsplit("-", 1)[1]) for f in found] == [
        (101, "entry"),
        (102, "entry"),
        (111, "entry"),
        (158, "leaving"),
        (159, "leaving"),
        (161, "entry"),
    ]


def test_nothing_said_holds_a_name_or_upn(northgate_city: OpenCity) -> None:
    """Neither findings nor reasons repeat a pupil's name or UPN."""
    on = northgate_city.city.as_of
    found = stages(northgate_city.city, northgate_city.store, policy("coventry-2024", on), on)
    said = " ".join([s.reason for s in found.rows] + [f"{f.message} {f.mend}" for f in found.findings])
    spells = northgate_city.city.roll.spells
    words = set(said.replace(",", " ").replace(";", " ").split())
    assert not words & {word for s in spells for word in (s.upn, s.surname, s.forename) if len(word) > 3}
