"""Is a special day found where absence is different on it, and not where only the season or the weekday is?"""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tiny import TinyCity

from attendlib.errors import CityError, ResearchError
from attendlib.intake import OpenCity
from attendlib.research import event_effect, school_days, with_series
from attendlib.research.events.days import AFTER_CLOSURE, BEFORE_CLOSURE, FIRST, FRIDAY, LAST

WEEKS = 24


def invented(seed: int, effect: float, schools: int = 6) -> pd.DataFrame:
    """Days of some schools: absence rises towards winter, is higher on Fridays, and moves from week to week for all
    schools together. ``event`` falls on a day in some weeks, more often in winter and on Fridays, and adds
    ``effect`` points."""
    rng = np.random.default_rng(seed)
    of_week = rng.normal(0, 0.5, WEEKS)
    rows = []
    for week in range(WEEKS):
        winter = 1 + np.sin(np.pi * week / WEEKS)
        chances = np.array([0.05, 0.05, 0.05, 0.05, 0.25]) * winter
        events = rng.random(5) < chances
        for weekday in range(5):
            day = date(2025, 9, 1) + timedelta(days=7 * week + weekday)
            for urn in range(schools):
                level = 4 * winter + (weekday == 4) + of_week[week] + effect * events[weekday] + rng.normal(0, 0.5)
                rows.append(
                    (
                        str(urn),
                        day,
                        weekday,
                        day - timedelta(days=weekday),
                        week // 6,
                        200 + 40 * urn,
                        level,
                        int(events[weekday]),
                    )
                )
    columns = ["urn", "date", "weekday", "week", "half_term", "possible", "absence", "event"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize("effect", [0.0, 1.0])
def test_intervals_hold_the_effect_where_all_other_days_are_fooled(effect: float) -> None:
    """Eighty years: beside like days the interval holds the true effect about 95 times in 100 (four standard deviations
    of chance: 68 of 80 and more), and the week before shows nothing as often. Beside all other days the event seems to
    add a point and more."""
    held, fair, naive = 0, 0, []
    for seed in range(80):
        found = event_effect(invented(seed, effect), "event")
        held += found.effect.low <= effect <= found.effect.high
        fair += found.before is None or found.before.low <= 0 <= found.before.high
        naive.append(found.naive.value - effect)
    assert held >= 68
    assert fair >= 68
    assert np.mean(naive) > 0.5


def test_a_day_is_set_beside_the_same_weekday_of_its_half_term() -> None:
    """Three Mondays with the event, each two points above the other Mondays of its half term: the effect is two,
    whatever other weekdays and half terms do."""
    days = invented(1, 0.0, schools=1).assign(event=0)
    days["absence"] = 5.0 + days.weekday + 3 * days.half_term
    for week in (1, 8, 14):
        days.loc[5 * week, ["absence", "event"]] += [2.0, 1]
    found = event_effect(days, "event")
    assert found.effect.value == pytest.approx(2)
    assert (found.days, found.dates, found.weeks, found.alone) == (3, 3, 3, 0)


def test_a_day_without_a_like_day_says_nothing_and_is_counted() -> None:
    """Every Monday of a half term has the event: there is no Monday to set them beside."""
    days = invented(2, 0.0, schools=1).assign(event=0)
    days.loc[(days.weekday == 0) & (days.half_term == 0), "event"] = 1
    for week in (8, 14, 20):
        days.loc[5 * week, "event"] = 1
    assert event_effect(days, "event").alone == 6


def test_too_few_weeks_are_refused() -> None:
    """Two weeks with such a day tell nothing from chance; an unknown event is named with those there are."""
    days = invented(3, 0.0).assign(event=0)
    days.loc[days.week.isin(sorted(days.week.unique())[:2]) & (days.weekday == 1), "event"] = 1
    with pytest.raises(ResearchError, match="2 have such a day"):
        event_effect(days, "event")
    with pytest.raises(ResearchError, match="event"):
        event_effect(days, "evnt")


def test_the_calendar_knows_its_special_days(tiny_city: TinyCity) -> None:
    """The last day before half term and Christmas, the first after, and the days round an INSET day, which is no
    holiday; a weekend is neither."""
    tiny_city.closed = [("inset", "2025-09-17", "2025-09-17")]
    tiny_city.pupil("/*148")
    days = school_days(tiny_city.open())
    on = {
        name: [str(day) for day in days.date[days[name] == 1]] for name in (LAST, FIRST, BEFORE_CLOSURE, AFTER_CLOSURE)
    }
    assert on[LAST] == ["2025-10-24", "2025-12-19"]
    assert on[FIRST] == ["2025-09-01", "2025-11-03"]
    assert (on[BEFORE_CLOSURE], on[AFTER_CLOSURE]) == (["2025-09-16"], ["2025-09-18"])
    assert set(days.weekday[days[FRIDAY] == 1]) == {4}


def test_what_the_invented_city_planted_before_holidays_is_found(planted: OpenCity) -> None:
    """Spells begin twice as often on the last day before a holiday: absence is a point or more higher than on like
    days, and a week earlier it is not. The first day after one is like others."""
    days = school_days(planted)
    last, first = event_effect(days, LAST), event_effect(days, FIRST)
    assert last.effect.low > 0.5
    assert last.before is not None
    assert last.before.low < 0 < last.before.high
    assert first.effect.low < 0 < first.effect.high


def test_rain_that_changes_nothing_is_found_to_change_nothing(planted: OpenCity, planted_folder: Path) -> None:
    """The invented rain comes in winter, as illness does; beside like days there is no difference."""
    days = with_series(school_days(planted), "rain", planted_folder / "weather.csv", planted.city)
    found = event_effect(days, "rain")
    assert found.effect.low < 0 < found.effect.high
    assert found.missing == 0


def test_a_series_may_not_have_a_name_of_the_days_own(tiny_city: TinyCity, tmp_path: Path) -> None:
    """Otherwise nobody could say which of the two is meant."""
    tiny_city.pupil("/*4")
    city = tiny_city.open()
    with pytest.raises(CityError, match="call the series something else"):
        with_series(school_days(city), "absence", series(tmp_path, "2025-09-01,1"), city.city)


def series(folder: Path, *lines: str, header: str = "date,value") -> Path:
    """A user's table."""
    place = folder / "series.csv"
    place.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return place


def test_a_series_may_be_for_all_schools_or_for_each(tiny_city: TinyCity, tmp_path: Path) -> None:
    """A day or a school that it does not have is left without a value."""
    tiny_city.pupil("/*4")
    tiny_city.pupil("/*4", urn="999002")
    city = tiny_city.open()
    days = school_days(city)
    shared = with_series(days, "rain", series(tmp_path, "2025-09-01,2.5"), city.city)
    assert shared.rain.fillna(-1).tolist() == [2.5, -1, 2.5, -1]
    own = with_series(days, "rain", series(tmp_path, "999002,2025-09-02,1", header="urn,date,value"), city.city)
    assert own.rain.fillna(-1).tolist() == [-1, -1, -1, 1]


@pytest.mark.parametrize(
    ("header", "lines", "said"),
    [
        ("date,value", ["2025-09-01,wet"], "column value: not a figure"),
        ("date,value", ["2025-09-01,nan"], "column value: not a figure"),
        ("date,value", ["1/9/2025,1"], "column date: not a date"),
        ("day,value", ["2025-09-01,1"], "the column date is missing"),
        ("date,value", ["2025-09-01,1", "2025-09-01,2"], "a day stands twice"),
        ("urn,date,value", ["999001,2025-09-01,1", ",2025-09-02,1"], "some rows have a URN"),
        ("urn,date,value", ["999999,2025-09-01,1"], "no such school"),
    ],
)
def test_a_series_with_mistakes_is_refused(
    tiny_city: TinyCity, tmp_path: Path, header: str, lines: list[str], said: str
) -> None:
    """Each with its line, and nothing guessed."""
    tiny_city.pupil("/*4")
    city = tiny_city.open()
    with pytest.raises(CityError, match=said):
        with_series(school_days(city), "rain", series(tmp_path, *lines, header=header), city.city)
