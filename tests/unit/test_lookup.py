"""Answers looked up in stretches are those looked up at once, wherever a stretch ends."""

import numpy as np
import pytest

from attendlib.lookup import looked_up, present

LENGTHS = (0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 3 * (1 << 16) + 7)


@pytest.mark.parametrize("length", LENGTHS)
def test_each_position_gets_its_answer(length: int) -> None:
    """On either side of a stretch's end, and for no position at all."""
    where = np.random.default_rng(length).integers(0, 14, length).astype(np.int32)
    for answers in (np.arange(14, dtype=np.int8) * 3, np.arange(14).astype("datetime64[D]"), np.arange(14) % 3 == 0):
        found = looked_up(answers, where)
        assert found.dtype == answers.dtype
        assert (found == answers[where]).all()


def test_answers_are_written_where_one_says() -> None:
    """Into a part of a longer column, which is otherwise left alone."""
    column = np.full(10, -1)
    looked_up(np.array([5, 6]), np.array([1, 0, 1]), column[4:7])
    assert column.tolist() == [-1, -1, -1, -1, 6, 5, 6, -1, -1, -1]


@pytest.mark.parametrize("length", LENGTHS)
def test_numbers_are_marked_off(length: int) -> None:
    """Each number of the range that occurs, also when only the last entry has it."""
    numbers = np.full(length, 103)
    numbers[-1:] = 101
    wanted = [False, length > 0, False, length > 1]
    assert present(numbers, 4, first=100).tolist() == wanted
