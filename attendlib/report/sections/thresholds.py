"""Which thresholds of persistent and severe absence does a report go by?

By the rules of the report's own academic year, so that a change of law changes the words.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from attendlib.errors import NotInForce
from attendlib.measures import Asked
from attendlib.measures.decided import CLASSES, Decided, decided
from attendlib.measures.thresholds import Threshold, threshold
from attendlib.policy import Held, academic_year_start, rule
from attendlib.report.view import View
from attendlib.report.words import listed, sentence


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


def told_by(named: str, years: Iterable[str]) -> str:
    """By which rule figures of a class that others give for those years were told, in sentences; empty for no year. The
    rule of their year where it was a share of sessions. Else it is not known: files of today count some earlier years
    anew."""
    asked, name = sorted(set(years)), named.replace("_", " ")
    known = [year for year in asked if _is_share(named, academic_year_start(year))]
    rules = "; ".join(f"in {listed(of)} {words}" for words, of in definitions(named, known))
    said = [f"{sentence(name)} by the rule of its year: {rules}."] if rules else []
    unknown = listed([year for year in asked if year not in known])
    said += [f"By which rule {name} of {unknown} was told is not known."] if unknown else []
    return " ".join(said)


def _is_share(named: str, day: date) -> bool:
    held = in_force(named, day)
    return held is not None and held["method"] == "exact"


def _definition(named: str, day: date) -> str:
    if _is_share(named, day):
        return of_share(named, day).missed
    return f"a fixed count of sessions, those of {rule(named).on(day)['percent']}% of a usual year"


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
