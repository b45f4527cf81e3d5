"""How much? Counts, then rates, then classes, as table expressions; nothing else decides a number."""

from attendlib.measures.asked import GROUPINGS, Asked, Window, year_to_date
from attendlib.measures.bands import by_band
from attendlib.measures.rates import rated
from attendlib.measures.reasons import SPLITS, sessions_by
from attendlib.measures.sources import Sources
from attendlib.measures.table import measure

__all__ = [
    "GROUPINGS",
    "SPLITS",
    "Asked",
    "Sources",
    "Window",
    "by_band",
    "measure",
    "rated",
    "sessions_by",
    "year_to_date",
]
