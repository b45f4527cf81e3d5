"""What fell due beside the steps between two days: a notice to consider, a return to make, a prompt of the policy?"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from attendlib.casework.issued import NONE
from attendlib.casework.notices import notices
from attendlib.casework.prompts import prompts
from attendlib.casework.returns import returns
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.errors import NotInForce
from attendlib.store import Store

NOTICE, RETURN, PROMPT = KINDS = ("notice", "return", "prompt")


@dataclass(frozen=True)
class Event:
    """One thing that fell due for one enrolment. name: of the notice that would come next (first, second, none), of the
    return, or of the prompt · on: the day on which the count was reached · sessions: how many · words: in a line ·
    stands: it still holds on the day asked about."""

    urn: str
    upn: str
    kind: str
    name: str
    on: date
    sessions: int
    words: str
    stands: bool


def events(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None = None) -> tuple[Event, ...]:
    """Everything that the marks up to ``on`` have made due in the year, by school, day and pupil; for the threshold of
    a notice a pupil's sessions at all schools count. Before the national rules began there are neither."""
    found: list[Event] = []
    for kind in (_notices, _returns, _prompts):
        with suppress(NotInForce):
            found += kind(city, store, policy, on, urns)
    return tuple(sorted(found, key=lambda event: (event.urn, event.on, KINDS.index(event.kind), event.upn)))


def _notices(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None) -> Iterator[Event]:
    found = notices(city, store, on, urns, across_schools=True)
    weeks = found.rules[0]["school_weeks"]
    for one in found.rows:
        following = "no further notice can be given" if one.next == NONE else f"it would be the {one.next} notice"
        others = sum(session.urn != one.urn for session in one.now)
        at = f" ({others} of them at another school)" if others else ""
        since = "" if one.since_notice is None else f", {one.since_notice} of all since the last notice"
        now = f"{len(one.now)} sessions in the last {weeks} school weeks{at}{since}"
        words = f"threshold for a penalty notice reached, {now}; {following}"
        day = one.last_met_on or one.first_met_on
        yield Event(one.urn, one.upn, NOTICE, one.next, day, len(one.now), words, one.to_consider(on))


def _returns(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None) -> Iterator[Event]:
    for one in returns(city, store, on, urns):
        words = f"return to the authority: {one.name.replace('-', ' ')}, {one.sessions} sessions"
        yield Event(one.urn, one.upn, RETURN, one.name, one.reached_on, one.sessions, words, one.going_on)


def _prompts(city: City, store: Store, policy: Policy, on: date, urns: Sequence[str] | None) -> Iterator[Event]:
    said = {prompt.prompt: prompt for prompt in policy.says.prompts}
    for one in prompts(city, store, policy, on, urns):
        words = f"{said[one.prompt].name}: {said[one.prompt].of(one.sessions)}"
        yield Event(one.urn, one.upn, PROMPT, one.prompt, one.on, one.sessions, words, one.going_on)
