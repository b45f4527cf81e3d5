"""Is X found on a day on which the pupil was of compulsory school age?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.remarking.x_at_compulsory_age import RULE


@pytest.mark.parametrize(
    ("born", "day", "found_"),
    [
        ("2020-09-15", "2025-12-19", 0),
        ("2020-09-15", "2026-01-05", 1),
        ("2021-03-31", "2026-03-27", 0),
        ("2021-03-31", "2026-04-13", 1),
        ("2021-04-01", "2026-07-21", 0),
        ("2020-08-31", "2025-09-01", 1),
        ("2010-06-01", "2026-06-26", 1),
        ("2010-06-01", "2026-06-29", 0),
        ("", "2026-01-05", 0),
    ],
)
def test_by_the_prescribed_days(tiny_city: TinyCity, found: Found, born: str, day: str, found_: int) -> None:
    """Compulsory age begins on 31 December, 31 March or 31 August on or after the fifth birthday and ends on the last
    Friday of June of the year of the sixteenth; without a birth date nothing can be said."""
    tiny_city.pupil("X*2", start=day, date_of_birth=born)
    assert len(found(RULE.name)) == 2 * found_


def test_other_codes_are_not_found(tiny_city: TinyCity, found: Found) -> None:
    """Only X stands for age."""
    tiny_city.pupil("D Q Y1 I /")
    assert not found(RULE.name)


def test_not_found_while_x_also_stood_for_covid(tiny_city: TinyCity, found: Found) -> None:
    """From September 2020 to 18 April 2022 X says nothing of age; on 19 April 2022 it does again."""
    tiny_city.first = 2021
    tiny_city.pupil("X*2", start="2022-04-14")
    assert not found(RULE.name)
    tiny_city.pupil("X*2", start="2022-04-19")
    assert len(found(RULE.name)) == 2
