"""Is a question that cannot be answered refused in words?"""

from datetime import date

import pytest

from attendlib.errors import MeasureError
from attendlib.measures import Asked, Window

YEAR = Window(date(2025, 8, 1), date(2026, 7, 31))


@pytest.mark.parametrize(
    ("by", "window", "scope", "says"),
    [
        (("shool",), YEAR, "roll", '"shool" is not a grouping: did you mean "school"'),
        (("surname",), YEAR, "roll", '"surname" is not a grouping'),
        (("school", "fsm", "school"), YEAR, "roll", "stands twice"),
        (("school",), YEAR, "df", '"df" is not a scope: did you mean "dfe"'),
        (("school",), Window(date(2025, 7, 31), date(2025, 8, 1)), "dfe", "ask year by year"),
    ],
)
def test_refused(by: tuple[str, ...], window: Window, scope: str, says: str) -> None:
    """With what would be accepted."""
    with pytest.raises(MeasureError, match=says):
        Asked(by, window, scope)


def test_a_window_that_ends_before_it_starts() -> None:
    """The two dates are told; one day is a window."""
    with pytest.raises(MeasureError, match="exchange the two dates"):
        Window(date(2025, 9, 2), date(2025, 9, 1))
    assert Window(date(2025, 9, 1), date(2025, 9, 1)).academic_years == ("2025/26",)


def test_the_academic_years_of_a_window() -> None:
    """Every year it touches; 31 July and 1 August are of two years; the century has its label."""
    assert Window(date(2024, 7, 31), date(2026, 8, 1)).academic_years == ("2023/24", "2024/25", "2025/26", "2026/27")
    assert Window(date(2099, 9, 1), date(2099, 9, 1)).academic_years == ("2099/00",)


def test_keys_of_an_answer() -> None:
    """An enrolment is two columns, everything else one."""
    assert Asked(("term", "enrolment", "sex"), YEAR).keys == ("term", "urn", "upn", "sex")
