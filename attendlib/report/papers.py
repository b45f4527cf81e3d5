"""What does a research notebook show? Every part of a paper, by the name a cell calls it by."""

from datetime import date

from attendlib.errors import ResearchError
from attendlib.report.sections.research import attainment, doubts, events, forecast, models, steps, warning
from attendlib.report.sections.research.refused import tried
from attendlib.report.sections.research.rules_used import rules_used

__all__ = ["attainment", "day", "doubts", "events", "forecast", "models", "rules_used", "steps", "tried", "warning"]


def day(text: str) -> date | None:
    """The day written as YYYY-MM-DD, None where nothing is written. Raises ResearchError for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ResearchError("A day is written as YYYY-MM-DD, or left empty.") from None
