"""Which thresholds of persistent and severe absence does a report go by?

By the rules of the report's own academic year, so that a change of law changes the words.
"""

from collections.abc import Sequence
from datetime import date

from attendlib.errors import NotInForce
from attendlib.measures import Asked
from attendlib.measures.decided import CLASSES, Decided, decided
from attendlib.measures.thresholds import Threshold, threshold
from attendlib.policy import Held, academic_year_start, rule
from attendlib.report.view import View


def thresholds(view: View) -> tuple[Threshold, ...]:
    """Persistent absence, then severe absence, in the years and for the days for which a rule tells them."""
    return tuple(threshold(name, of) for name, of in in_question(view).by.items())


def of_share(named: str, day: date) -> Threshold:
    """What the rule of that name says on a day on which it is a share of possible sessions. Raises NotInForce."""
    (name,) = [name for name, of in CLASSES.items() if of == named]
    return threshold(name, rule(named).on(day))


def definitions(named: str, years: Sequence[str]) -> list[tuple[str, list[str]]]:
    """What the rule of that name said in words, with the academic years of ``years`` in which it did: an entry for each
    run of years with the same rule. Years without the rule are left out."""
    found: list[tuple[str, list[str]]] = []
    for year in years:
        day = academic_year_start(year)
        if in_force(named, day) is None:
            continue
        if found and same_rule(named, day, academic_year_start(found[-1][1][-1])):
            found[-1][1].append(year)
        else:
            found.append((_definition(named, day), [year]))
    return found


def _definition(named: str, day: date) -> str:
    held = rule(named).on(day)
    if held["method"] == "exact":
        return of_share(named, day).missed
    return f"a fixed count of sessions, those of {held['percent']}% of a usual year"


def in_question(view: View) -> Decided:
    """What decides the classes over the whole window, and why one is not told."""
    return decided(Asked(("city",), view.window), view.open.city.calendar)


def in_force(name: str, day: date) -> Held | None:
    """What a rule says on a day; None on a day on which it has no value."""
    try:
        return rule(name).on(day)
    except NotInForce:
        return None


def same_rule(name: str, day: date, other: date) -> bool:
    """A rule says the same on both days, or has no value on either."""
    one, another = in_force(name, day), in_force(name, other)
    return (one and dict(one)) == (another and dict(another))
