"""Does the forecast of a term's end hold what came as often as it says, and is that measured on days not yet seen?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from attendlib.calendar import Period, SchoolCalendar
from attendlib.errors import CityError, ResearchError
from attendlib.intake import OpenCity
from attendlib.research import early_warning, term_forecast
from attendlib.research.warning.forecast import foretold, width

from .random_marks import FIRST, by_chance, school


def on_day(number: int) -> date:
    """The school day of that number, from 1, of the schools of random marks."""
    found: date = np.busday_offset(np.datetime64(FIRST), number - 1).item()
    return found


def test_absence_that_never_changes_is_foretold_exactly() -> None:
    """One pupil in ten away on every day: ten per cent so far and at the end, from an interval of no width."""
    absent = np.zeros((40, 80, 2), dtype=bool)
    absent[::10] = True
    found = foretold({"999001": school("999001", absent)}, on_day(60), on_day(70))
    (row,) = found.schools.itertuples()
    assert row.days == 10
    for figure in (row.so_far, row.forecast, row.low, row.high, row.actual):
        assert figure == pytest.approx(10, abs=0.05)
    assert found.held == found.tried > 0


def test_intervals_on_random_marks_hold_what_comes_as_often_as_they_say() -> None:
    """Twenty schools of chance alone: of the intervals that were tried on earlier days four in five held, and of those
    drawn on the day about as many; a wider share holds more."""
    held = by_chance(2000, 120, 0.08, schools=20, seed=3)
    found = foretold(held, on_day(100), on_day(115))
    assert 0.74 < found.held / found.tried < 0.86
    right = (found.schools.actual >= found.schools.low) & (found.schools.actual <= found.schools.high)
    assert right.mean() >= 0.6
    wider = foretold(held, on_day(100), on_day(115), share=0.95)
    assert 0.91 < wider.held / wider.tried < 0.98
    assert (wider.schools.high > found.schools.high).all()


def test_what_comes_after_the_day_changes_nothing_that_is_foretold() -> None:
    """Everybody away from the day after on: forecast, interval and the count of earlier forecasts stay as they were."""
    rng = np.random.default_rng(4)
    absent = rng.random((60, 100, 2)) < 0.1
    changed = absent.copy()
    changed[:, 80:] = True
    one, other = (foretold({"1": school("1", marks)}, on_day(80), on_day(90)) for marks in (absent, changed))
    columns = ["so_far", "forecast", "low", "high"]
    assert one.schools[columns].equals(other.schools[columns])
    assert (one.learnt_from, one.tried, one.held) == (other.learnt_from, other.tried, other.held)
    assert other.schools.actual.iloc[0] > one.schools.actual.iloc[0]


def test_days_that_have_not_come_are_counted_from_the_calendar() -> None:
    """Marks end today, the term two weeks later: ten days to come, and no outcome yet."""
    held = by_chance(200, 60, 0.1, schools=1)
    record = held["999001"]
    end = on_day(60) + timedelta(days=14)
    longer = SchoolCalendar((Period("", "half-term", "autumn 1", FIRST, end),))
    found = foretold({"999001": replace(record, marks=replace(record.marks, calendar=longer))}, on_day(60), end)
    (row,) = found.schools.itertuples()
    assert row.days == 10
    assert np.isnan(row.actual)
    assert row.low < row.forecast < row.high


def test_the_width_is_that_of_the_right_rank() -> None:
    """Of nine misses four fifths are the eighth: (9 + 1) × 0.8. Where there are too few, the largest."""
    misses = np.array([3, -1, 2, -4, 5, 6, -7, 8, 9.0])
    assert width(misses, 0.8) == 8
    assert width(misses[:2], 0.95) == 3


def test_nothing_to_foretell_or_to_learn_from_is_refused() -> None:
    """A day that is not after the last one; a term too young."""
    held = by_chance(200, 60, 0.1, schools=2)
    with pytest.raises(ResearchError, match="Too little to learn from"):
        foretold(held, on_day(30), on_day(55))
    with pytest.raises(ResearchError, match="Too little"):
        foretold(held, on_day(60), on_day(60))


def test_the_invented_city_is_foretold_to_the_end_of_its_term(planted: OpenCity) -> None:
    """From the end of February to that of March, in every school that sent marks; the coverage was measured."""
    found = term_forecast(planted, date(2026, 2, 27))
    assert found.until == date(2026, 3, 27)
    assert len(found.schools) == 11
    assert (found.schools.low < found.schools.forecast).all()
    assert found.schools.actual.notna().all()
    assert found.tried > 200
    assert 0.65 < found.held / found.tried < 0.95
    with pytest.raises(ResearchError, match="nothing left"):
        term_forecast(planted, date(2026, 3, 27), date(2026, 3, 27))


@pytest.mark.parametrize("asked", [term_forecast, early_warning])
@pytest.mark.parametrize("on", [date(2025, 7, 31), date(2026, 8, 1), date(2027, 2, 26)])
def test_a_day_of_another_year_is_refused_with_the_citys_own(
    planted: OpenCity, asked: Callable[[OpenCity, date], object], on: date
) -> None:
    """The last day before the year, the first after it, and one of next year."""
    with pytest.raises(CityError, match="not in the city's academic year, 2025-08-01 to 2026-07-31"):
        asked(planted, on)
