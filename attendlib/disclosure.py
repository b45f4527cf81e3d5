"""Which numbers of pupils does a document that anybody may read leave out?

A count that is small is hidden, and so are as many others of the same total as are needed, so that no hidden count can
be worked out from the total and the counts beside it. A share of a group tells its count, so the two are hidden
together. Where a group that is small should not be missing, it is put together with others until none is. Source: the
rule ``small_numbers``, the only one that says what is small.
"""

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from attendlib.policy import rule


@dataclass(frozen=True)
class SmallNumbers:
    """The rule of a day. fewest: pupils from which a group shows figures · most: the largest count of pupils that is
    hidden."""

    fewest: int
    most: int

    def is_small_group(self, pupils: int) -> bool:
        """A group of so few shows nothing by itself; one of nobody tells of nobody."""
        return 0 < pupils < self.fewest

    def is_small_count(self, part: int, whole: int) -> bool:
        """So few of a group, or nearly all or all of it. None at all may be said: it tells of nobody."""
        return part > 0 and (part <= self.most or whole - part <= self.most)

    def groups(self, pupils: Sequence[int], also: Sequence[bool] = ()) -> list[bool]:
        """Which groups that make up a known total are hidden, with all their figures; ``also``: those that are in any
        case."""
        small = [self.is_small_group(count) for count in pupils]
        return hidden(pupils, _either(small, also), self.fewest - 1)

    def counts(self, parts: Sequence[int], wholes: Sequence[int], also: Sequence[bool] = ()) -> list[bool]:
        """Which counts that make up a known total are hidden; ``also``: those that are in any case."""
        small = [self.is_small_count(part, whole) for part, whole in zip(parts, wholes, strict=True)]
        return hidden(parts, _either(small, also), self.most, wholes)

    def together(self, members: Mapping[str, Set[Hashable]]) -> dict[str, tuple[str, ...]]:
        """For each group the groups that it is shown with, itself among them, in their order. Small ones are put
        together, and the next smallest with them until they are no small group; where they always are, all are one."""
        by_size = sorted((name for name in members if members[name]), key=lambda name: (len(members[name]), name))
        joined: list[str] = []
        held: set[Hashable] = set()
        for name in by_size:
            if not self.is_small_group(len(members[name])) and not self.is_small_group(len(held)):
                break
            joined.append(name)
            held |= members[name]
        one = tuple(name for name in members if name in joined)
        return {name: one if name in joined else (name,) for name in members}


def small_numbers(on: date) -> SmallNumbers:
    """The rule on a day. Raises NotInForce before there was one."""
    held = rule("small_numbers").on(on)
    return SmallNumbers(held["fewest"], held["most_hidden"])


def hidden(counts: Sequence[int], small: Sequence[bool], most: int, wholes: Sequence[int] | None = None) -> list[bool]:
    """Which of some counts with a known sum to hide: the small ones, and the next larger until those hidden could each
    be more than ``most``, whichever the others were. Where even all together cannot, all are hidden.

    ``wholes``: the groups that the counts are of, whose rest must not be told either."""
    found = list(small)
    if not any(found):
        return found
    # A nought adds nothing that the others could be taken for, so it is hidden last.
    others = sorted((i for i, one in enumerate(found) if not one), key=lambda i: (not counts[i], counts[i], i))
    for i in others:
        if _is_safe(found, counts, most) and (wholes is None or _is_safe(found, _rests(counts, wholes), most)):
            break
        found[i] = True
    return found


def _either(small: Sequence[bool], also: Sequence[bool]) -> list[bool]:
    return [one or other for one, other in zip(small, also or [False] * len(small), strict=True)]


def _rests(counts: Sequence[int], wholes: Sequence[int]) -> list[int]:
    return [whole - count for count, whole in zip(counts, wholes, strict=True)]


def _is_safe(found: Sequence[bool], counts: Sequence[int], most: int) -> bool:
    """At least two are hidden, and what they come to leaves each of them room to be more than ``most`` while the others
    are at least one."""
    held = [count for one, count in zip(found, counts, strict=True) if one]
    return len(held) > 1 and sum(held) >= len(held) + most
