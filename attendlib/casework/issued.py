"""Which penalty notices were issued before for a child and still count, and which would come next?

Source: the rule ``penalty_notices``. Its limit is per parent and child.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from attendlib.city import City
from attendlib.policy import Held


def issued(city: City, price: Held, on: date) -> dict[str, tuple[date, ...]]:
    """The days on which notices that still count were issued, by child. Two of one day went to two parents and count
    once: the table does not name the parent, so each day is taken to have reached the same ones."""
    expired = _years_before(on, price["years"])
    found: dict[str, set[date]] = {}
    for one in sorted(city.interventions, key=lambda i: (i.date, i.row)):
        if one.step != price["step"] or one.date > on:
            continue
        days = found.setdefault(one.upn, set())
        if one.outcome in price["withdrawn"]:
            days -= {max(days)} if days else set()
        elif one.date >= price["counted_from"] and one.date > expired:
            days.add(one.date)
    return {upn: tuple(sorted(days)) for upn, days in found.items()}


def _years_before(on: date, years: int | None) -> date:
    if years is None:
        return date.min
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February in a year without one
        return on.replace(year=on.year - years, day=28)


def following(earlier: Sequence[date], price: Held) -> Sequence[Any]:
    """What the notice after ``earlier`` ones would cost, as the rule has it: empty where there can be none."""
    if price["most"] is not None and len(earlier) >= price["most"]:
        return ()
    return price["second"] if earlier and price["second"] else price["first"]
