"""What may be shown to everybody?

In a report that names nobody a pupil could still be told from a small number. Groups of few pupils are put together
with others until none is small, so that no number is missing that the rest would give away; a count that is small, or
leaves few of the whole, is hidden. From how many pupils on is in the rule ``public_report``.
"""

from collections.abc import Hashable, Mapping, Set
from datetime import date

from attendlib.policy import rule


def fewest(day: date) -> int:
    """Pupils from which on a number may be shown to everybody. Raises NotInForce before there was a rule."""
    return int(rule("public_report").on(day)["fewest"])


def hides(part: int, whole: int, least: int) -> bool:
    """Whether ``part`` of ``whole`` pupils is to be hidden: it is small but not nought, or all but few or all of them.
    None of the pupils at all may be said: it tells of nobody that they were absent."""
    return 0 < part < least or (whole - part < least and part > 0)


def together(members: Mapping[str, Set[Hashable]], least: int) -> dict[str, tuple[str, ...]]:
    """For each group the groups that it is shown with, itself among them, in their order. Those of fewer than ``least``
    members are put together, and the next smallest with them until they are so many; where they never are, all are one
    group."""
    by_size = sorted((name for name in members if members[name]), key=lambda name: (len(members[name]), name))
    joined: list[str] = []
    held: set[Hashable] = set()
    for name in by_size:
        if len(members[name]) >= least and (not joined or len(held) >= least):
            break
        joined.append(name)
        held |= members[name]
    one = tuple(name for name in members if name in joined)
    return {name: one if name in joined else (name,) for name in members}
