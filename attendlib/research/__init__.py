"""What does attendance go with, and how sure can anybody be?

Nothing here says what causes what. Every result carries its interval, what was left out, and what would explain it
away. The libraries behind the models are loaded when the first model is fitted.
"""

from attendlib.research.attainment.matched import Matched, match
from attendlib.research.attainment.tables import (
    absence_by_attainment,
    attainment_by_band,
    attainment_by_class,
    attainment_by_twentieth,
)
from attendlib.research.events.days import school_days, with_series
from attendlib.research.events.found import EventEffect, event_effect
from attendlib.research.models.confounding import as_strong_as, e_value, robustness, robustness_value
from attendlib.research.models.counts import negative_binomial, poisson
from attendlib.research.models.dose import dose_response
from attendlib.research.models.effects import effect, expected
from attendlib.research.models.linear import linear
from attendlib.research.models.logistic import logistic
from attendlib.research.models.missing import Shortfall, shortfall
from attendlib.research.models.schools import random_schools, within_schools
from attendlib.research.models.several import Groups, several, slopes_by
from attendlib.research.pseudonymised.key import Key, purpose_key
from attendlib.research.pseudonymised.made import Extract, extract
from attendlib.research.steps.found import Impact, impact, steps_given
from attendlib.research.warning.early import EarlyWarning, early_warning
from attendlib.research.warning.forecast import Forecast, term_forecast
from attendlib.research.warning.skill import by_group, calibration

__all__ = [
    "EarlyWarning",
    "EventEffect",
    "Extract",
    "Forecast",
    "Groups",
    "Impact",
    "Key",
    "Matched",
    "Shortfall",
    "absence_by_attainment",
    "as_strong_as",
    "attainment_by_band",
    "attainment_by_class",
    "attainment_by_twentieth",
    "by_group",
    "calibration",
    "dose_response",
    "e_value",
    "early_warning",
    "effect",
    "event_effect",
    "expected",
    "extract",
    "impact",
    "linear",
    "logistic",
    "match",
    "negative_binomial",
    "poisson",
    "purpose_key",
    "random_schools",
    "robustness",
    "robustness_value",
    "school_days",
    "several",
    "shortfall",
    "slopes_by",
    "steps_given",
    "term_forecast",
    "with_series",
    "within_schools",
]
