"""Is a register whose days were exchanged on the way refused, and one that is merely wrong in places read?"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from records import register
from tiny import HALF_TERMS, URN, TinyCity

from attendlib.calendar import Period, SchoolCalendar
from attendlib.errors import LayoutError
from attendlib.intake import open_city
from attendlib.intake.exchanged import exchanged, refuse_exchanged


def calendar(first: int = 2025) -> SchoolCalendar:
    """The usual half terms of the academic year that begins in ``first``."""
    days = [(n, *(date.fromisoformat(f"{first + (d < '08')}-{d}") for d in (s, e))) for n, s, e in HALF_TERMS]
    return SchoolCalendar(tuple(Period("", "half-term", *period) for period in days))


YEAR = calendar().days.astype(str).tolist()
"""Every school day of 2025/26, ISO."""


def swapped(day: str) -> str:
    """As a program writes it that reads DD/MM as MM/DD wherever it can."""
    year, month, number = day.split("-")
    return f"{year}-{number}-{month}" if int(number) <= 12 else day


def is_refused(days: Sequence[str], closed: Sequence[str] = (), held: SchoolCalendar | None = None) -> bool:
    """Whether a register with a mark on each of ``days``, and ``#`` on each of ``closed``, is refused."""
    marks = [("P1", day, 0, "/") for day in days] + [("P1", day, 0, "#") for day in closed]
    try:
        refuse_exchanged(register(marks), held or calendar())
    except LayoutError:
        return True
    return False


def test_day_and_month_are_exchanged_where_both_can_be() -> None:
    """Every day from 1996 to 2035: the 13th and later stay."""
    days = np.arange(np.datetime64("1996-01-01"), np.datetime64("2036-01-01"))
    assert exchanged(days).astype(str).tolist() == [swapped(day) for day in days.astype(str).tolist()]


@pytest.mark.parametrize(
    "days", [YEAR, YEAR[:70], YEAR[:20], YEAR[100:130], ["2025-09-08", "2025-09-09", "2025-09-10", "2025-09-11"]]
)
def test_exchanged_days_are_refused_and_right_ones_read(days: list[str]) -> None:
    """A year, a term, four weeks, six weeks in spring, four days: as they are, and as such a program writes them."""
    assert not is_refused(days)
    assert is_refused([swapped(day) for day in days])


@pytest.mark.parametrize("slips", [["2025-02-10"], ["2026-08-01", "2026-05-09", "2026-02-14"], YEAR[:1]])
def test_a_few_days_that_are_wrong_are_left_to_the_records(slips: list[str]) -> None:
    """A typing error, marks in the holidays and at weekends: closed sessions, one by one."""
    assert not is_refused([*YEAR, *slips])


def test_two_slips_of_a_year_are_not_the_whole() -> None:
    """The 10th of February and the 11th of March written as October and November of that year, which are holidays."""
    assert not is_refused([*YEAR, "2026-10-02", "2026-11-03"])


def test_a_calendar_of_another_year_is_not_blamed_on_the_register() -> None:
    """Marks of autumn 2025 under the half terms of 2024/25: no day is a school day, and exchanged some would be. But
    the days lie close together as they stand."""
    assert not is_refused(YEAR[:70], held=calendar(2024))


def test_training_days_that_were_marked_are_closed_sessions() -> None:
    """The 5th and 6th of January marked though the school was closed, which the 1st of May and of June were not: three
    days in a row are likelier than three in three months."""
    inset = Period("", "inset", "inset", date(2026, 1, 5), date(2026, 1, 6))
    assert not is_refused(["2026-01-05", "2026-01-06", "2026-01-07"], held=SchoolCalendar((*calendar().periods, inset)))


def test_marks_for_closed_sessions_may_stand_on_any_day() -> None:
    """A grid of every calendar day has # at weekends, in holidays and before the first day of term."""
    closed = ["2025-05-09", "2025-01-10", "2025-02-10", "2025-04-11"]
    assert not is_refused(["2025-09-03", "2025-09-04"], closed)


def test_the_file_is_set_aside_whole_and_the_others_go_on(tiny_city: TinyCity) -> None:
    """A finding says what is wrong and how to mend it; a form that the city file states settles it."""
    upn = tiny_city.pupil("/*20", urn="999002")
    tiny_city.phases = {URN: "primary", "999002": "primary"}
    other = tiny_city.pupil()
    for day in YEAR[:30]:
        tiny_city.record(other, swapped(day), "AM", "/")
    city = tiny_city.open()
    (finding,) = [f for f in city.findings(URN) if f.rule == "unreadable-register"]
    assert "are with day and month exchanged" in finding.message
    assert not {upn, other} & set(finding.message.split())
    assert [(a.urn, a.accepted) for a in city.accounts] == [("999002", 20), (URN, 0)]
    place = tiny_city.folder / "city.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace(f"{URN}.csv}}", f"{URN}.csv, date_format: '%Y-%m-%d'}}"), encoding="utf-8")
    (account,) = [a for a in open_city(place).accounts if a.urn == URN]
    assert (account.records, account.rejected) == (30, account.rules["closed-session"])
