"""Does the invented year have the days of a school year?"""

from datetime import timedelta

import numpy as np
import pytest

from attendlib.calendar import Calendar, overlapping
from attendlib.synth.terms import days_of, inset_days, year_of


@pytest.mark.parametrize("label", ["2024/25", "2025/26", "2026/27", "2027/28", "2028/29", "2029/30"])
def test_a_school_opens_for_190_days(label: str) -> None:
    """Six half terms that do not overlap, and 190 days once INSET days and the bank holiday are taken away."""
    year = year_of(label)
    assert not overlapping(year.half_terms)
    assert all(term.start.weekday() < 5 and term.end.weekday() < 5 for term in year.half_terms)
    inset = inset_days(year, "999001", np.random.default_rng(1))
    calendar = Calendar((*year.half_terms, *year.closures, *inset))
    assert int(days_of(calendar, "999001", year.start, year.end).open.sum()) == 190


def test_half_terms_are_named_and_placed_as_in_the_sample_city() -> None:
    """2025/26 has the half terms of the sample: the same holidays, named with their numbers."""
    told = {term.name: (str(term.start), str(term.end)) for term in year_of("2025/26").half_terms}
    assert list(told) == ["autumn 1", "autumn 2", "spring 3", "spring 4", "summer 5", "summer 6"]
    assert told["autumn 2"] == ("2025-11-03", "2025-12-19")
    assert told["spring 3"] == ("2026-01-05", "2026-02-13")
    assert told["spring 4"] == ("2026-02-23", "2026-03-27")


def test_a_year_is_over_before_the_next_begins() -> None:
    """The summer holidays are weeks long in every year."""
    for first in range(2024, 2034):
        this, after = year_of(f"{first}/{(first + 1) % 100:02}"), year_of(f"{first + 1}/{(first + 2) % 100:02}")
        assert after.start - this.end > timedelta(weeks=4)
