"""When does compulsory school age begin and end?"""

from datetime import date

import pytest

from attendlib.ages import compulsory_school_age


@pytest.mark.parametrize(
    ("born", "first"),
    [
        ("2020-08-31", "2025-08-31"),
        ("2020-09-01", "2025-12-31"),
        ("2020-12-31", "2025-12-31"),
        ("2021-01-01", "2026-03-31"),
        ("2021-03-31", "2026-03-31"),
        ("2021-04-01", "2026-08-31"),
        ("2020-02-29", "2025-03-31"),
    ],
)
def test_it_begins_on_the_prescribed_day(born: str, first: str) -> None:
    """On the fifth birthday if that is 31 August, 31 December or 31 March, else on the next of them."""
    assert compulsory_school_age(date.fromisoformat(born))[0] == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("born", "last"),
    [
        ("2009-09-01", "2026-06-26"),
        ("2010-06-26", "2026-06-26"),
        ("2010-07-15", "2026-06-26"),
        ("2010-08-01", "2026-06-26"),
        ("2010-08-31", "2026-06-26"),
        ("2010-09-01", "2027-06-25"),
        ("2008-02-29", "2024-06-28"),
    ],
)
def test_it_ends_on_the_last_friday_of_june(born: str, last: str) -> None:
    """Of the school year in which the sixteenth birthday falls, 1 September to 31 August."""
    assert compulsory_school_age(date.fromisoformat(born))[1] == date.fromisoformat(last)
