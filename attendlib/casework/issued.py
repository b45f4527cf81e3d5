"""Which penalty notices are on record for a child, which of them still count for which parent, and what comes next?

Source: the rule ``penalty_notices``. Its limit is per parent and child. Where the interventions table does not name the
parent, a notice counts for every parent of the child, and two of one day went to two parents.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from attendlib.city import City
from attendlib.policy import Held, years_later

FIRST, SECOND, NONE = "first", "second", "none"


class Issued(NamedTuple):
    """One notice that was not withdrawn. parent: empty where it is not named · received: the day on which it was
    received, None where that is not on record · urn: the school for which it is on record."""

    parent: str
    on: date
    received: date | None = None
    urn: str = ""

    def reached(self, parent: str) -> bool:
        """Whether it counts for a parent; one without a name counts for each, and without a name every one counts."""
        return not parent or self.parent in ("", parent)


class Standing(NamedTuple):
    """Where a parent stands. earlier: the days of the notices that count · next: FIRST, SECOND or NONE · pay: what the
    next one would cost, as (pounds, days)."""

    parent: str
    earlier: tuple[date, ...]
    next: str
    pay: tuple[tuple[int, int], ...]


def on_record(city: City, price: Held, on: date) -> dict[str, tuple[Issued, ...]]:
    """The notices up to ``on`` by child (UPN), oldest first, those that no longer count among them."""
    known = city.roll.by_identifier
    found: dict[str, list[Issued]] = {}
    for one in sorted(city.interventions, key=lambda i: (i.date, i.row)):
        if one.step != price["step"] or one.date > on:
            continue
        spells = known.get((one.urn, one.upn), ())
        notices = found.setdefault(spells[0].upn if spells else one.upn, [])
        meant = next((i for i in reversed(range(len(notices))) if notices[i].reached(one.parent)), None)
        if one.outcome in price["withdrawn"]:
            notices[:] = [notice for i, notice in enumerate(notices) if i != meant]
        elif one.outcome not in price["received"]:
            notices.append(Issued(one.parent, one.date, urn=one.urn))
        elif meant is not None:
            notices[meant] = notices[meant]._replace(received=one.date)
    return {upn: tuple(notices) for upn, notices in found.items()}


def issued_by_school(city: City, price: Held, first: date, on: date) -> Counter[str]:
    """How many notices from ``first`` to ``on`` are on record for each school, those withdrawn by then apart."""
    found = (notice for notices in on_record(city, price, on).values() for notice in notices)
    return Counter(notice.urn for notice in found if notice.on >= first)


def standings(notices: Sequence[Issued], price: Held, on: date) -> tuple[Standing, ...]:
    """Where each parent stands on a day, who has had the most first; without any name, all parents together."""
    parents = sorted({notice.parent for notice in notices if notice.parent}) or [""]
    found = [_standing(parent, notices, price, on) for parent in parents]
    return tuple(sorted(found, key=lambda one: -len(one.earlier)))


def _standing(parent: str, notices: Sequence[Issued], price: Held, on: date) -> Standing:
    earlier = counted(parent, notices, price, on)
    steps = following(earlier, price)
    named = NONE if not steps else SECOND if steps is price["second"] else FIRST
    return Standing(parent, earlier, named, tuple((step["pounds"], step["days"]) for step in steps))


def counted(parent: str, notices: Sequence[Issued], price: Held, on: date) -> tuple[date, ...]:
    """The days on which a parent's notices that still count on a day were issued, oldest first."""
    days = {notice.on for notice in notices if notice.reached(parent) and notice.on <= on}
    since, years = price["counted_from"], price["years"]
    return tuple(sorted(day for day in days if day >= since and (years is None or on < years_later(day, years))))


def following(earlier: Sequence[date], price: Held) -> Sequence[Any]:
    """What the notice after ``earlier`` ones would cost, as the rule has it: empty where there can be none."""
    if price["most"] is not None and len(earlier) >= price["most"]:
        return ()
    return price["second"] if earlier and price["second"] else price["first"]
