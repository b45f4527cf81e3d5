"""Are bad rows of the interventions table named with their row, while the rest goes on?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Stages, policy, stages


def asked(city: TinyCity, *rows: str, on: str = "2025-10-03") -> Stages:
    """The stages of a city with these rows in its interventions table."""
    city.tables["interventions"] = ["urn,upn,date,step,outcome", *rows]
    city_, day = city.open(), date.fromisoformat(on)
    return stages(city_.city, city_.store, policy("coventry-2024", day), day)


@pytest.mark.parametrize(
    ("row", "rule", "severity"),
    [
        ("{urn},Z000000000000,2025-09-22,letter-a,sent", "intervention-unknown-pupil", "error"),
        ("999099,{upn},2025-09-22,letter-a,sent", "intervention-unknown-pupil", "error"),
        ("{urn},{upn},2025-09-22,letter-d,sent", "intervention-unknown-step", "error"),
        ("{urn},{upn},2025-09-22,letter-a,snt", "intervention-unknown-outcome", "warning"),
        ("{urn},{upn},2027-01-01,letter-a,sent", "intervention-in-future", "error"),
        ("{urn},{upn},2025-08-31,letter-a,sent", "intervention-before-entry", "warning"),
        ("{urn},{upn},22.09.2025,letter-a,sent", "intervention-unreadable", "error"),
        ("{urn},{upn},2025-02-29,letter-a,sent", "intervention-unreadable", "error"),
        ("{urn},{upn},,letter-a,sent", "intervention-unreadable", "error"),
        ("{urn},{upn},2025-09-22,letter-a", "intervention-unreadable", "error"),
        ("{urn},{upn},2025-09-22,letter-a,sent,by post", "intervention-unreadable", "error"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tiny_city: TinyCity, row: str, rule: str, severity: str) -> None:
    """Its row and rule are told without any cell; a letter of another pupil counts as ever."""
    one, other = tiny_city.pupil("/*40 I*10"), tiny_city.pupil("/*40 I*10")
    found = asked(tiny_city, row.format(urn=URN, upn=one), f"{URN},{other},2025-09-22,letter-a,sent")
    assert [(f.row, f.rule, f.severity, f.file) for f in found.findings] == [(2, rule, severity, "interventions table")]
    assert one not in found.findings[0].message
    assert found.findings[0].mend
    due = {stage.upn: stage.due for stage in found.rows}
    assert due == {one: "letter-b" if severity == "warning" else "letter-a", other: "letter-b"}


def test_a_step_of_another_policy_is_a_note_and_counts_for_nothing(tiny_city: TinyCity) -> None:
    """One table serves two policies: Blue Coat's first letter is no mistake under Coventry's, which knows it not."""
    upn = tiny_city.pupil("/*40 I*10")
    found = asked(tiny_city, f"{URN},{upn},2025-09-22,pre-pa,sent")
    assert [(f.row, f.rule, f.severity) for f in found.findings] == [(2, "intervention-of-another-policy", "note")]
    assert "blue-coat-2025" in found.findings[0].message
    assert (found.rows[0].due, found.rows[0].done) == ("letter-a", ())


def test_a_letter_after_leaving_is_told_and_counts(tiny_city: TinyCity) -> None:
    """It may have gone out: it must not go out again before a person has looked."""
    upn = tiny_city.pupil("/*10 I*10", leaving_date="2025-09-12")
    found = asked(tiny_city, f"{URN},{upn},2025-09-15,letter-a,sent")
    assert [f.rule for f in found.findings] == ["intervention-after-leaving"]
    assert found.rows[0].due == "letter-b"


@pytest.mark.parametrize("second", ["2025-09-22", "2025-09-29"])
def test_a_letter_recorded_twice_counts_once(tiny_city: TinyCity, second: str) -> None:
    """On the same day or another: the second row is named with the first, which stands."""
    upn = tiny_city.pupil("/*40 I*10")
    found = asked(tiny_city, f"{URN},{upn},2025-09-22,letter-a,sent", f"{URN},{upn},{second},letter-a,sent")
    assert [(f.row, f.rule) for f in found.findings] == [(3, "intervention-twice")]
    assert "row 2" in found.findings[0].message
    assert [done.date for done in found.rows[0].done] == [date(2025, 9, 22)]


def test_meetings_on_two_days_are_two_meetings(tiny_city: TinyCity) -> None:
    """What is no step may happen more than once."""
    upn = tiny_city.pupil("/*50")
    found = asked(tiny_city, f"{URN},{upn},2025-09-22,meeting,missed", f"{URN},{upn},2025-09-29,meeting,held")
    assert found.findings == ()
    assert [done.how for done in found.rows[0].done] == ["missed", "done"]


def test_what_comes_after_the_day_asked_about_is_no_mistake(tiny_city: TinyCity) -> None:
    """Looking back to a day before the letter: it is not yet sent, and nothing is wrong with its row."""
    upn = tiny_city.pupil("/*40 I*10")
    found = asked(tiny_city, f"{URN},{upn},2025-10-01,letter-a,sent", on="2025-09-30")
    assert (found.findings, found.rows[0].done) == ((), ())


def test_a_letter_of_last_year_does_not_count(tiny_city: TinyCity) -> None:
    """A new academic year begins with a clean slate, as the policy says."""
    upn = tiny_city.pupil("/*40 I*10", entry_date="2024-09-01")
    found = asked(tiny_city, f"{URN},{upn},2025-06-02,letter-a,sent")
    assert (found.findings, found.rows[0].due) == ((), "letter-a")


@pytest.mark.parametrize(("day", "counts"), [("2025-06-02", False), ("2025-09-22", True)])
def test_what_becomes_of_a_doubtful_row_is_said_as_it_is(tiny_city: TinyCity, day: str, counts: bool) -> None:
    """This year's counts until it is mended; last year's does not, and nobody is told that it did."""
    upn = tiny_city.pupil("/*40 I*10", entry_date="2024-09-01")
    found = asked(tiny_city, f"{URN},{upn},{day},letter-a,snt")
    (told,) = found.findings
    assert ("until then the row counts as done" in told.mend) is counts
    assert ("it is of an earlier academic year" in told.mend) is not counts
    assert bool(found.rows[0].done) is counts


def test_the_schools_own_number_of_a_pupil_is_known(tiny_city: TinyCity) -> None:
    """The table may call a pupil as the register does."""
    upn = tiny_city.pupil("/*40 I*10", pupil_id="4711")
    found = asked(tiny_city, f"{URN},4711,2025-09-22,letter-a,sent")
    assert [(stage.upn, stage.due) for stage in found.rows] == [(upn, "letter-b")]


def test_a_school_asked_alone_has_what_is_on_record_for_its_pupils(tiny_city: TinyCity) -> None:
    """With the same answer as among all: also what was done at another school, by whatever number it is known there,
    and a row of no school of the city, which may be about anybody; but not the faults of others' rows."""
    other = "999002"
    mover = tiny_city.pupil("/*40 I*10")
    tiny_city.pupil("/*40 I*10", urn=other, upn=mover, pupil_id="B7")
    tiny_city.pupil("/*40 I*10", urn=other, pupil_id="B8")
    rows = [
        f"{other},B7,2025-09-22,letter-a,sent",
        f"{other},B8,2025-09-22,letter-d,sent",
        f"999099,{mover},2025-09-22,letter-a,sent",
    ]
    every = asked(tiny_city, *rows)
    city, day = tiny_city.open(), date(2025, 10, 3)
    alone = stages(city.city, city.store, policy("coventry-2024", day), day, [URN])
    assert alone.rows == tuple(row for row in every.rows if row.urn == URN)
    assert [one.step for one in alone.rows[0].elsewhere] == [f"{other} letter-a"]
    assert [finding.row for finding in every.findings] == [3, 4]
    assert [finding.row for finding in alone.findings] == [4]
