"""How much? Counts, then rates, then classes, as table expressions; nothing else decides a number.

The names below are loaded when they are first asked for: the expressions need half a second of imports that a command
which finds its answer in the store can do without.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attendlib.measures.asked import GROUPINGS, Asked, Window, year_to_date
    from attendlib.measures.bands import by_band
    from attendlib.measures.prepared import answered
    from attendlib.measures.rates import rated, shared
    from attendlib.measures.reach import reached
    from attendlib.measures.reasons import sessions_by
    from attendlib.measures.sources import Sources
    from attendlib.measures.table import measure

_HOME = {
    "GROUPINGS": "asked",
    "Asked": "asked",
    "Sources": "sources",
    "Window": "asked",
    "answered": "prepared",
    "by_band": "bands",
    "measure": "table",
    "rated": "rates",
    "reached": "reach",
    "sessions_by": "reasons",
    "shared": "rates",
    "year_to_date": "asked",
}
"""The module in which each name stands."""

__all__ = [
    "GROUPINGS",
    "Asked",
    "Sources",
    "Window",
    "answered",
    "by_band",
    "measure",
    "rated",
    "reached",
    "sessions_by",
    "shared",
    "year_to_date",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"attendlib.measures has no {name}")
    return getattr(import_module(f"attendlib.measures.{_HOME[name]}"), name)
