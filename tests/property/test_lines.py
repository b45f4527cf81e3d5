"""Whatever the counts: is the headroom what trying every number would give?"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from attendlib.casework.lists.line import Line

SHARES = st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(15, 100), Fraction(125, 1000)])
LINES = st.builds(Line, st.just("persistent_absence"), SHARES, st.booleans())
COUNTS = st.integers(0, 60).flatmap(lambda possible: st.tuples(st.integers(0, possible), st.just(possible)))


def over(line: Line, absent: int, possible: int) -> bool:
    """The definition: a share of the possible sessions, of which there is one."""
    if not possible:
        return False
    missed = Fraction(absent, possible)
    return missed >= line.share if line.inclusive else missed > line.share


@given(LINES, COUNTS, st.integers(0, 80))
def test_may_miss_is_the_largest_number_that_stays_below(line: Line, counts: tuple[int, int], to_come: int) -> None:
    """Of all numbers of sessions still to be missed, the largest that is not over the line at the end."""
    absent, possible = counts
    fine = [m for m in range(to_come + 1) if not over(line, absent + m, possible + to_come)]
    assert line.may_miss(absent, possible, to_come) == max(fine, default=None)


@given(LINES, COUNTS, st.integers(0, 80))
def test_in_a_row_is_the_longest_absence_from_now_on(line: Line, counts: tuple[int, int], to_come: int) -> None:
    """Session after session is missed; the one before the line is reached is the last."""
    absent, possible = counts
    missed = 0
    while missed < to_come and not over(line, absent + missed + 1, possible + missed + 1):
        missed += 1
    assert line.in_a_row(absent, possible, to_come) == (None if over(line, absent, possible) else missed)


@given(LINES, COUNTS)
def test_the_way_out_is_the_fewest_sessions_attended(line: Line, counts: tuple[int, int]) -> None:
    """Session after session is attended until it is not over the line."""
    absent, possible = counts
    attended = 0
    while over(line, absent, possible + attended):
        attended += 1
    assert line.way_out(absent, possible) == attended


@given(LINES, COUNTS, st.integers(0, 200))
def test_avoidable_and_a_way_out_are_the_same(line: Line, counts: tuple[int, int], to_come: int) -> None:
    """It can be kept out of or got out of by the end exactly when the way out is no longer than what is to come."""
    absent, possible = counts
    assert (line.may_miss(absent, possible, to_come) is not None) == (line.way_out(absent, possible) <= to_come)
