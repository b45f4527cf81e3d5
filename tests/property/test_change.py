"""Whatever the counts: do the parts of a change add up to it, exactly and as shown?"""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from attendlib.measures.change import Counts, effects, moves, total
from attendlib.rounding import adding_up

counts = st.integers(0, 400).flatmap(lambda possible: st.tuples(st.just(possible), st.integers(0, possible)))
groups = st.dictionaries(st.sampled_from("abcdefgh"), counts.map(lambda pair: Counts(*pair)))
periods = st.tuples(groups, groups).filter(lambda two: all(total(period).possible for period in two))


@given(periods)
def test_the_parts_add_up_exactly(two: tuple[dict[str, Counts], dict[str, Counts]]) -> None:
    """Own rates and sizes together are the change of the whole, to the last fraction; so are the moves."""
    before, now = two
    change = total(now).rate - total(before).rate
    assert sum((effect.own + effect.size for effect in effects(before, now).values()), Fraction(0)) == change
    assert sum(moves(before, now).values(), Fraction(0)) == change


@given(periods)
def test_merging_groups_merges_their_parts(two: tuple[dict[str, Counts], dict[str, Counts]]) -> None:
    """Groups joined into one moved the whole as far as they did apart, however they are joined."""
    before, now = two
    parts = moves(before, now)
    joined = [
        {side: total({k: g for k, g in period.items() if (k < "d") == (side == "x")}) for side in "xy"}
        for period in two
    ]
    assert moves(*joined)["x"] == sum((part for name, part in parts.items() if name < "d"), Fraction(0))


@given(st.lists(st.fractions(-1, 1, max_denominator=10**6), max_size=12), st.integers(0, 3))
def test_rounded_parts_add_up_as_shown(parts: list[Fraction], places: int) -> None:
    """Their sum is the whole rounded half up; none moves by a step or more, and what needs no rounding stays."""
    shown, step = adding_up(parts, places), Fraction(1, 10**places)
    whole = sum(parts, Fraction(0))
    assert abs(sum(map(Fraction, shown), Fraction(0)) - whole) <= step / 2
    assert all(abs(Fraction(one) - part) < step for one, part in zip(shown, parts, strict=True))
    assert all(one == 0 for one, part in zip(shown, parts, strict=True) if part == 0)
    assert all(one.as_tuple().exponent == -places for one in shown if isinstance(one, Decimal))
