"""What does a research notebook show? Every part of a paper, by the name a cell calls it by."""

from datetime import date

import numpy as np

from attendlib.errors import ResearchError
from attendlib.report.sections.research import attainment, doubts, events, forecast, models, steps, warning
from attendlib.report.sections.research.refused import tried
from attendlib.report.sections.research.rules_used import rules_used
from attendlib.report.view import View

__all__ = [
    "attainment",
    "day",
    "day_or_half_way",
    "doubts",
    "events",
    "forecast",
    "models",
    "rules_used",
    "steps",
    "tried",
    "warning",
]


def day(text: str) -> date | None:
    """The day written as YYYY-MM-DD, None where nothing is written. Raises ResearchError for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ResearchError("A day is written as YYYY-MM-DD, or left empty.") from None


def day_or_half_way(text: str, view: View) -> date:
    """The same; where nothing is written, the middle one of the school days up to the view's last, so that something
    has come before it to learn from and after it to be held against. Raises ResearchError without school days, too."""
    days = np.unique(np.concatenate([view.open.city.calendar.of(urn).days for urn in view.urns]))
    held = days[(days >= np.datetime64(view.window.start)) & (days <= np.datetime64(view.window.end))]
    if not (text or len(held)):
        raise ResearchError(f"No school had a school day from {view.window.start} to {view.window.end}.")
    found: date = day(text) or held[(len(held) - 1) // 2].item()
    return found
