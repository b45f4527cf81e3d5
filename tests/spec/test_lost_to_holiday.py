"""How many sessions are lost to holidays in term time?"""

import pytest
from seen import cells
from tiny import TinyCity

from attendlib import report

OLD, NEW = "2024-07-15", "2024-09-16"
"""A Monday in the last term of the old code set and one in the first of the new."""


def lost(city: TinyCity) -> tuple[str, str]:
    """Sessions, and how many for every hundred pupils."""
    (row,) = cells(report.lost_to(report.school_view(city.write(), "999001"), "holiday"))
    return row["sessions"], row["rate"]


def test_eight_sessions_of_forty_pupils_are_twenty_in_a_hundred(tiny_city: TinyCity) -> None:
    """One pupil of six sessions and one of two, among forty."""
    tiny_city.pupil("G*6 /*4")
    tiny_city.pupil("G*1 /*8 G*1")
    for _ in range(38):
        tiny_city.pupil("/*10")
    assert lost(tiny_city) == ("8", "20.0")


def test_no_other_absence_is_one(tiny_city: TinyCity) -> None:
    """Neither leave in exceptional circumstances, nor illness, nor an absence for no known reason."""
    tiny_city.pupil("G C I N O E R /")
    assert lost(tiny_city) == ("1", "100.0")


@pytest.mark.parametrize(("day", "codes", "sessions"), [(OLD, "GH", "2"), (NEW, "GC", "1")])
def test_agreed_or_not_under_either_code_set(tiny_city: TinyCity, day: str, codes: str, sessions: str) -> None:
    """To 18 August 2024 an agreed holiday had a code of its own (H) and counts; since then it has none."""
    tiny_city.first = 2023 if day == OLD else 2024
    upn = tiny_city.pupil()
    for session, code in zip(("AM", "PM"), codes, strict=True):
        tiny_city.record(upn, day, session, code)
    assert lost(tiny_city)[0] == sessions
