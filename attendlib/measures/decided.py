"""By which rule can it be told who is persistently or severely absent in a window, and if by none, why?"""

from collections.abc import Mapping
from dataclasses import dataclass

from attendlib.calendar import Calendar
from attendlib.errors import MeasureError, NotInForce
from attendlib.measures.asked import Asked, Window
from attendlib.measures.fixed_counts import FixedCounts, fixed_counts
from attendlib.policy import Held, academic_year, rule

PERSISTENT, SEVERE = "persistently_absent", "severely_absent"
CLASSES = {PERSISTENT: "persistent_absence", SEVERE: "severe_absence"}
"""Each class and the rule that decides it."""


@dataclass(frozen=True)
class Decided:
    """``by``: what decides each class that can be told, a share of possible sessions or fixed counts · ``untold``: of
    each other class, why it cannot."""

    by: Mapping[str, Held | FixedCounts]
    untold: Mapping[str, str]


def decided(asked: Asked, calendar: Calendar) -> Decided:
    """How the classes are told that mean something in cells as long as those asked for. A class cannot be told that had
    no rule then, whose rule changed within the window, or that was a fixed count of sessions, published for other half
    terms than those asked for."""
    by: dict[str, Held | FixedCounts] = {}
    untold: dict[str, str] = {}
    for name, named in CLASSES.items() if asked.has_classes else ():
        try:
            held = _throughout(named, asked.window)
            by[name] = held if held["method"] == "exact" else _counts(asked, calendar)
        except (MeasureError, NotInForce) as error:
            untold[name] = str(error)
    return Decided(by, untold)


def _throughout(name: str, window: Window) -> Held:
    """The value that the rule had on every day of the window."""
    held = rule(name).on(window.start)
    if dict(rule(name).on(window.end)) != dict(held):
        raise MeasureError(f'The rule "{name}" changed between {window.start} and {window.end}: ask year by year.')
    return held


def _counts(asked: Asked, calendar: Calendar) -> FixedCounts:
    if {"term", "half_term"} & set(asked.time):
        raise MeasureError(
            f"In {academic_year(asked.window.end)} persistent absence was a fixed count of sessions over several half "
            "terms: ask without term and half_term, from the first day of a term to its last."
        )
    return fixed_counts(asked.window, calendar)
