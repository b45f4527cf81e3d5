"""Are the fixed counts of sessions those that were published for the 15% and 20% definitions?"""

import pytest

from attendlib import policy

USABLE = [row for row in policy.table("persistent_absence_counts") if row["sessions"]]


@pytest.mark.parametrize(
    ("year", "half_terms", "age", "sessions"),
    [
        ("2010/11", "1-2", "", 22),
        ("2014/15", "3-4", "", 16),
        ("2014/15", "1-4", "", 38),
        ("2014/15", "1-5", "", 46),
        ("2011/12", "1-6", "", 46),
        ("2012/13", "1-6", "", 56),
        ("2012/13", "1-6", "15", 46),
        ("2005/06", "1-2", "", 28),
        ("2009/10", "1-4", "", 52),
        ("2009/10", "1-5", "", 64),
    ],
)
def test_the_published_count(year: str, half_terms: str, age: str, sessions: int) -> None:
    """Exactly one count for the year, the half terms and the age (empty: every other age), and it is the published
    one."""
    found = [
        int(row["sessions"])
        for row in USABLE
        if row["start"] <= year <= row["end"] and (row["half_terms"], row["age"]) == (half_terms, age)
    ]
    assert found == [sessions]


def test_the_misprinted_spring_count_is_kept_but_not_usable() -> None:
    """The 20% count for spring alone was printed as 52, the count of two terms: on record, but as no count of ours."""
    spring = [r for r in policy.table("persistent_absence_counts") if (r["percent"], r["half_terms"]) == ("20", "3-4")]
    assert [(row["sessions"], row["printed"]) for row in spring] == [("", "52")]
    assert spring[0]["unconfirmed"]


def test_no_two_counts_answer_one_question() -> None:
    """Within a percentage, no half terms and age have two counts in one year."""
    seen = [(r["half_terms"], r["age"], y) for r in USABLE for y in range(int(r["start"][:4]), int(r["end"][:4]) + 1)]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("year", ["2005/06", "2009/10", "2010/11", "2014/15"])
def test_the_counts_belong_to_the_years_of_their_percentage(year: str) -> None:
    """The counts in force in a year carry the percentage of the rule for that year."""
    held = policy.rule("persistent_absence").on(policy.academic_year_start(year))
    assert {int(row["percent"]) for row in USABLE if row["start"] <= year <= row["end"]} == {held["percent"]}


def test_no_count_reaches_the_exact_definition() -> None:
    """From 2015/16 the enrolment's own possible sessions decide, so no fixed count holds then."""
    assert all(row["end"] < "2015/16" for row in USABLE)
