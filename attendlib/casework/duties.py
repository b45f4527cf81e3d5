"""What does a count or a date ask of somebody beside the steps: a notice, a return, a prompt, a reason, a payment?

Prompts to a person, by enrolment: nothing is decided, and what was done about them is in no register.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby

from attendlib.casework.issued import on_record
from attendlib.casework.lists.events import KINDS as OF_MARKS
from attendlib.casework.lists.events import Event, events
from attendlib.casework.payment import Payable, payable
from attendlib.casework.rollreturns import roll_returns
from attendlib.casework.standing import Policy
from attendlib.casework.unresolved import unresolved
from attendlib.city import City
from attendlib.errors import NotInForce
from attendlib.policy import rule
from attendlib.store import Store

REASON, PAYMENT, ROLL = "reason", "payment", "roll"
KINDS = (*OF_MARKS, REASON, PAYMENT, ROLL)


def duties(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None = None) -> tuple[Event, ...]:
    """Everything that the marks up to ``on`` and the notices on record ask for, by school, pupil and day. Before the
    national rules began there is nothing of theirs."""
    found = [*events(city, store, policy, on, urns)]
    for kind in (_reasons, _payments, _roll):
        with suppress(NotInForce):
            found += kind(city, store, on, urns)
    return tuple(sorted(found, key=lambda one: (one.urn, one.upn, one.on, KINDS.index(one.kind))))


def _reasons(city: City, store: Store, on: date, urns: Sequence[str] | None) -> Iterator[Event]:
    """The sessions of each enrolment that wait for their reason, each with the school days for which it has."""
    code = rule("code_n_resolution").on(on)["code"]
    waiting = unresolved(city, store, on, urns)
    for (urn, upn), group in groupby(waiting, key=lambda one: (one.urn, one.upn)):
        same = list(group)
        each = ", ".join(f"{one.day} {one.session} ({one.open_for}{', late' if one.late else ''})" for one in same)
        words = f"still {code}, with the school days since then: {each}"
        yield Event(urn, upn, REASON, code, same[0].day, len(same), words, stands=True)


def _payments(city: City, store: Store, on: date, urns: Sequence[str] | None) -> Iterator[Event]:
    """The penalty notices on record for pupils of the schools asked about, at each school whose roll they are on."""
    record = on_record(city, rule("penalty_notices").on(on), on)
    for urn in urns if urns is not None else [school.urn for school in city.schools]:
        for spell in city.roll.of(urn).latest:
            for notice in record.get(spell.upn, ()):
                owed = payable(notice, record[spell.upn])
                if owed.by:
                    yield Event(urn, spell.upn, PAYMENT, notice.parent, notice.on, 0, _told(owed), owed.by[-1][1] >= on)


def _roll(city: City, store: Store, on: date, urns: Sequence[str] | None) -> Iterator[Event]:
    """The returns of pupils who joined or left; each holds as long as it can be made in time."""
    for one in roll_returns(city, on, urns):
        words = f"return to the authority: {one.name.replace('-', ' ')}, by {one.by}"
        yield Event(one.urn, one.upn, ROLL, one.name, one.on, 0, words, one.by >= on)


def _told(owed: Payable) -> str:
    amounts = " or ".join(f"£{pounds} to {day}" for pounds, day in owed.by)
    return f"penalty notice of {owed.notice.on}: {amounts}{', if received on the day of issue' if owed.assumed else ''}"
