"""Does the code book answer the same for one mark and for many, and refuse a table that contradicts itself?"""

from datetime import date, timedelta

import numpy as np
import pytest

from attendlib.codes import STATUSES, CodeBook, book_of, code_book
from attendlib.errors import NotInForce, RuleError, UnknownRule
from attendlib.policy import table

DAYS = [date(2006, 8, 31), date(2006, 9, 1), date(2011, 8, 31), date(2011, 9, 1), date(2020, 9, 1), date(2022, 4, 18)]
DAYS += [date(2022, 4, 19), date(2024, 8, 18), date(2024, 8, 19), date(2025, 9, 8)]


def one_row(**changes: str) -> list[dict[str, str]]:
    """The table with its first row changed."""
    rows = table("codes")
    return [rows[0] | changes, *rows[1:]]


def asked_singly(book: CodeBook, code: str, day: date) -> int:
    try:
        return book.codes().index(book.entry(code, day))
    except (NotInForce, UnknownRule):
        return -1


def test_many_marks_are_answered_like_one() -> None:
    """``positions`` and ``statuses`` give for each code and day what ``entry`` and ``status`` give."""
    book = code_book()
    codes = [*dict.fromkeys(entry.code for entry in book.codes()), "Q9", "", "i"]
    days = np.array(DAYS, dtype="datetime64[D]")
    singly = [[asked_singly(book, code, day) for day in DAYS] for code in codes]
    np.testing.assert_array_equal(book.positions(codes, days), singly)
    named = [[STATUSES.index(book.status(code, day)) for day in DAYS] for code in codes]
    np.testing.assert_array_equal(book.statuses(codes, days), named)


def test_no_marks_or_no_days() -> None:
    """An empty register gives an empty answer of the right shape."""
    none = np.array([], dtype="datetime64[D]")
    assert code_book().positions(["/"], none).shape == (1, 0)
    assert code_book().statuses([], none).shape == (0, 0)


def test_a_code_is_in_force_or_not_on_each_day() -> None:
    """``in_force`` lists a code on a day exactly when ``status`` says so, and never twice."""
    book = code_book()
    every = {entry.code for entry in book.codes()}
    for day in DAYS:
        listed = [entry.code for entry in book.in_force(day)]
        assert sorted(listed) == sorted(code for code in every if book.status(code, day) == "in force")


def test_the_periods_of_a_code_follow_each_other() -> None:
    """Every code's periods join without a gap, so that no day between them is left without a meaning."""
    book = code_book()
    for code in {entry.code for entry in book.codes()}:
        periods = book.periods(code)
        assert [p.end + timedelta(days=1) for p in periods[:-1] if p.end] == [p.start for p in periods[1:]]
    assert book.periods("Q9") == ()


def test_the_flags_exclude_each_other() -> None:
    """A code is at most one of attended, authorised and unauthorised, and possible exactly when it is one."""
    for entry in code_book().codes():
        assert entry.attended + entry.authorised + entry.unauthorised == entry.possible
        assert not (entry.possible and entry.administrative)


def test_only_the_strokes_belong_to_a_session() -> None:
    """``/`` is a morning mark and ``\\`` an afternoon mark; every other code, known or not, is for both."""
    book = code_book()
    every = {entry.code for entry in book.codes()} | {"Q9"}
    assert {code: book.session_of(code) for code in every if book.session_of(code)} == {"/": "AM", "\\": "PM"}


def test_the_codes_for_lateness() -> None:
    """L is late before the register closed and U after."""
    assert code_book().late_codes == {"before": ("L",), "after": ("U",)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"category": "absent"}, "no such category"),
        ({"counts_as_possible": "no"}, "contradicts the category"),
        ({"late": "perhaps"}, "late is before, after or empty"),
        ({"session": "noon"}, "session is AM, PM or empty"),
        ({"end": "2024-08-19"}, 'two rows of the code "/" hold on 2024-08-19'),
        ({"end": ""}, 'two rows of the code "/" hold'),
    ],
)
def test_a_table_that_contradicts_itself(changes: dict[str, str], words: str) -> None:
    """An unknown category, a flag against the category, or two meanings on one day stop the code book."""
    with pytest.raises(RuleError) as refused:
        book_of(one_row(**changes))
    assert words in str(refused.value)
