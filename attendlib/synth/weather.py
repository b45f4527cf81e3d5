"""How much did it rain on each weekday of the invented year?

A series such as a user may bring: more rain in winter, when more pupils are ill too, so that rain goes with absence
over the year though it changes nothing on any day. Nothing in the marks depends on it.
"""

from collections.abc import Iterator

import numpy as np

from attendlib.synth.plan import Plan, Stream

CALLED = "millimetres of rain"
"""What the city file calls it."""

_WETTEST_DAY, _DAYS_IN_YEAR, _SWING = 15, 365.25, 0.9
_DRY, _MEAN = 0.45, 5.0
"""Share of days without rain, and mean of the others in millimetres, over the year."""


def series(plan: Plan) -> Iterator[tuple[object, float]]:
    """Day and millimetres, from the first day of the year to the last with marks."""
    rng = Stream.WEATHER.of(plan.seed)
    days = np.arange(np.datetime64(plan.year.start), np.datetime64(plan.last) + 1)
    days = days[np.is_busday(days)]
    of_year = (days - days.astype("datetime64[Y]")).astype(int)
    season = 1 + _SWING * np.cos(2 * np.pi * (of_year - _WETTEST_DAY) / _DAYS_IN_YEAR)
    wet = rng.random(len(days)) < np.clip((1 - _DRY) * season, 0, 0.95)
    tenths = np.where(wet, np.floor(10 * rng.gamma(1.0, _MEAN, len(days)) * season), 0.0)
    return zip(days.tolist(), (tenths / 10).tolist(), strict=True)
