"""Does each rule say what was published, on the day before it began, on its first day and after it changed?"""

from datetime import date, timedelta

import pytest
from law import Law

from attendlib import policy
from attendlib.errors import NotInForce


@pytest.mark.parametrize(
    ("day", "percent", "method"),
    [
        (date(2005, 8, 1), 20, "standard_sessions"),
        (date(2010, 7, 31), 20, "standard_sessions"),
        (date(2010, 8, 1), 15, "standard_sessions"),
        (date(2015, 7, 31), 15, "standard_sessions"),
        (date(2015, 8, 1), 10, "exact"),
        (date(2015, 9, 1), 10, "exact"),
        (date(2026, 7, 10), 10, "exact"),
    ],
)
def test_persistent_absence_changed_number_and_method(day: date, percent: int, method: str) -> None:
    """20% and 15% were fixed counts of sessions, 10% is a share of the enrolment's own; each for whole years."""
    held = policy.rule("persistent_absence").on(day)
    assert (held["percent"], held["method"], held["inclusive"]) == (percent, method, True)


def test_a_rule_for_academic_years_holds_from_the_first_day_of_the_year() -> None:
    """The 2015/16 rule, dated 1 September 2015, already answers for 15 August 2015, which is in 2015/16."""
    held = policy.rule("persistent_absence").on(date(2015, 8, 15))
    assert (held.start, held["percent"]) == (date(2015, 8, 1), 10)


def test_a_value_holds_until_the_day_before_the_next() -> None:
    """The 15% rule began on 1 August 2010 and held to 31 July 2015."""
    held = policy.rule("persistent_absence").on(date(2012, 1, 1))
    assert (held.start, held.until) == (date(2010, 8, 1), date(2015, 7, 31))


OURS = """\
description: A rule of this test
unit: percent
keyed_by: {keyed_by}
fields: {{percent: a number}}
values:
  2015-09-01: {{percent: 10, reference: a paper}}
  2027-09-01: {{percent: 8, reference: another}}
checked_on: 2026-11-22
"""


@pytest.mark.parametrize(("keyed_by", "last"), [("date", date(2027, 8, 31)), ("academic_year", date(2027, 7, 31))])
def test_the_latest_value_holds_without_an_end(law: Law, keyed_by: str, last: date) -> None:
    """The day before the second value, the first holds for the last time; the second holds until there is another."""
    (law.folder / "ours.yaml").write_text(OURS.format(keyed_by=keyed_by), encoding="utf-8")
    ours = policy.rule("ours")
    assert [(held["percent"], held.until) for held in ours.values] == [(10, last), (8, None)]
    assert [ours.on(last + timedelta(days=n))["percent"] for n in (-1, 0, 1, 4000)] == [10, 10, 8, 8]


def test_severe_absence_is_half_and_includes_exactly_half() -> None:
    """Severe absence is 50% or more, and the doubt about "more than" is on record."""
    held = policy.rule("severe_absence").on(date(2025, 9, 1))
    assert (held["percent"], held["inclusive"]) == (50, True)
    assert "more than 50%" in held.unconfirmed


@pytest.mark.parametrize("name", policy.rule_names())
def test_every_rule_is_silent_before_its_first_date(name: str) -> None:
    """Asked about the day before, a rule raises NotInForce and names its first date; it never guesses backwards."""
    rule = policy.rule(name)
    first = rule.values[0].start
    with pytest.raises(NotInForce, match=f"first date is {first.isoformat()}"):
        rule.on(first - timedelta(days=1))
    assert rule.on(first).start == first


@pytest.mark.parametrize("name", policy.rule_names())
def test_every_value_has_a_date_and_a_reference(name: str) -> None:
    """No value without the day from which it holds and the document it comes from."""
    rule = policy.rule(name)
    assert rule.description
    assert rule.unit
    assert all(isinstance(value.start, date) and len(value.reference) > 10 for value in rule.values)
    assert all(set(value) == set(rule.fields) for value in rule.values if not value.ended)


@pytest.mark.parametrize(
    ("day", "sessions", "days"),
    [
        (date(2011, 7, 31), 380, 190),
        (date(2011, 8, 1), 378, 189),
        (date(2012, 7, 31), 378, 189),
        (date(2012, 8, 1), 380, 190),
    ],
)
def test_the_school_year_was_shorter_in_2011_12_only(day: date, sessions: int, days: int) -> None:
    """380 sessions in law, two a day, and 378 in 2011/12."""
    held = policy.rule("school_year").on(day)
    assert (held["sessions_per_year"], held["days_per_year"]) == (sessions, days)
    assert held["sessions_per_day"] * held["days_per_year"] == held["sessions_per_year"]


def test_coventry_counts_200_days() -> None:
    """Coventry's table at 50%: 100 days, 500 hours, 6,000 hours is 200 days of 5 hours over 12 years."""
    held = policy.rule("school_year").on(date(2025, 9, 1))
    days = held["coventry_table"]["days_per_year"] // 2
    assert (days, days * held["hours_per_day"], days * held["hours_per_day"] * held["years"]) == (100, 500, 6000)


@pytest.mark.parametrize(("day", "half_terms"), [(date(2012, 7, 31), 5), (date(2012, 8, 1), 6)])
def test_the_full_year_had_five_half_terms_until_2012(day: date, half_terms: int) -> None:
    """Five half terms to 2011/12, six from 2012/13, and only then is half term 6 left out at 15."""
    assert policy.rule("full_year_half_terms").on(day)["half_terms"] == half_terms
    scope = policy.rule("official_scope").on(day)
    assert scope["last_half_term_left_out_at"] == (15 if half_terms == 6 else None)
    assert (scope["youngest"], scope["oldest"], scope["fewest_enrolments"]) == (5, 15, 6)


def test_covid_recording_is_written_as_ended() -> None:
    """X for COVID-19 held to 18 April 2022; on the 19th the rule has ended, and the message says so."""
    covid = policy.rule("covid")
    assert covid.on(date(2022, 4, 18))["not_attending"] == "X"
    with pytest.raises(NotInForce, match="it ended on 2022-04-19"):
        covid.on(date(2022, 4, 19))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2025, 7, 31), "2024/25"),
        (date(2025, 8, 1), "2025/26"),
        (date(2026, 1, 1), "2025/26"),
        (date(2099, 9, 1), "2099/00"),
    ],
)
def test_the_academic_year_turns_on_1_august(day: date, label: str) -> None:
    """The autumn term of official statistics begins on 1 August, and the academic year with it."""
    assert policy.academic_year(day) == label
    assert policy.academic_year(policy.academic_year_start(label)) == label


@pytest.mark.parametrize(
    ("year", "spring_ends", "summer_1_ends"),
    [
        ("2010/11", date(2011, 4, 24), date(2011, 5, 29)),
        ("2011/12", date(2012, 4, 8), date(2012, 6, 3)),
        ("2021/22", date(2022, 4, 17), date(2022, 5, 29)),
        ("2025/26", date(2026, 4, 5), date(2026, 5, 24)),
    ],
)
def test_official_terms_are_cut_at_easter_and_the_spring_bank_holiday(
    year: str, spring_ends: date, summer_1_ends: date
) -> None:
    """The spring term ends on Easter Sunday, summer 1 on the Sunday before the bank holiday, also where it moved."""
    autumn, spring, summer_1, summer_2 = policy.official_terms(year)
    assert (autumn.first.month, autumn.first.day, autumn.last.month, autumn.last.day) == (8, 1, 12, 31)
    assert (spring.last, summer_1.last) == (spring_ends, summer_1_ends)
    assert (summer_2.last.month, summer_2.last.day) == (7, 31)


@pytest.mark.parametrize("start", range(2005, 2041))
def test_official_terms_leave_no_day_out(start: int) -> None:
    """Each term begins the day after the one before, and together they are the academic year and half terms 1 to 6."""
    terms = policy.official_terms(f"{start}/{(start + 1) % 100:02}")
    after = policy.official_terms(f"{start + 1}/{(start + 2) % 100:02}")
    starts = [term.first for term in terms[1:]] + [after[0].first]
    assert [term.last + timedelta(days=1) for term in terms] == starts
    assert [number for term in terms for number in term.half_terms] == [1, 2, 3, 4, 5, 6]
