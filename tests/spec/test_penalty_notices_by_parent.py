"""How do penalty notices count for each parent, and by which day is one to be paid?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Notice, notices
from attendlib.casework.issued import Issued
from attendlib.casework.payment import last_day, payable

Row = tuple[str, ...]


def found(city: TinyCity, on: str, *rows: Row) -> Notice:
    """The notice of the only pupil, who reached the threshold, with these rows (date, outcome, parent) on record."""
    upn = city.pupils[0]["upn"]
    city.done(*((upn, day, "penalty-notice", outcome, URN, parent) for day, outcome, parent in rows))
    opened = city.open()
    (notice,) = notices(opened.city, opened.store, date.fromisoformat(on)).rows
    return notice


@pytest.fixture
def one_pupil(tiny_city: TinyCity) -> TinyCity:
    """A city with one pupil who reached the threshold on 5 September."""
    tiny_city.pupil("O*10")
    return tiny_city


FIRST, SECOND, THIRD = ("2025-09-15", "issued", "1"), ("2026-01-12", "issued", "1"), ("2026-01-12", "issued", "2")


@pytest.mark.parametrize(
    ("rows", "following"),
    [
        ([], [("", "first")]),
        ([FIRST], [("1", "second")]),
        ([FIRST, SECOND], [("1", "none")]),
        ([FIRST, THIRD], [("1", "second"), ("2", "second")]),
        ([FIRST, SECOND, THIRD], [("1", "none"), ("2", "second")]),
        ([FIRST, ("2026-01-12", "issued", "")], [("1", "none")]),
        ([FIRST, THIRD, ("2026-02-02", "withdrawn", "2")], [("1", "second")]),
        ([FIRST, SECOND, THIRD, ("2026-02-02", "withdrawn", "1")], [("1", "second"), ("2", "second")]),
        ([FIRST, SECOND, ("2026-02-02", "withdrawn", "1")], [("1", "second")]),
    ],
)
def test_each_parent_has_a_first_and_a_second_notice(
    one_pupil: TinyCity, rows: list[Row], following: list[tuple[str, str]]
) -> None:
    """Two in three years per parent and child: another parent's do not count, one without a name counts for each, and
    one that was withdrawn for nobody. Who has had the most comes first."""
    told = found(one_pupil, "2026-07-21", *rows)
    by_parent = [(one.parent, one.next) for one in told.standings]
    assert sorted(by_parent) == following
    assert told.next == by_parent[0][1] == max((n for _, n in following), key=["first", "second", "none"].index)


def test_one_of_two_notices_of_a_day_withdrawn_leaves_the_other(one_pupil: TinyCity) -> None:
    """Nobody is named: two of one day went to two parents, and the one that is left still counts."""
    rows = [("2025-09-15", "issued", ""), ("2025-09-15", "issued", ""), ("2025-09-22", "withdrawn", "")]
    assert found(one_pupil, "2026-07-21", *rows).next == "second"
    assert found(one_pupil, "2026-07-21", *rows, ("2025-09-23", "withdrawn", "")).next == "first"


@pytest.mark.parametrize(
    ("on", "following"), [("2026-02-01", "none"), ("2026-02-02", "second"), ("2026-02-03", "second")]
)
def test_a_notice_is_withdrawn_from_its_day_on(one_pupil: TinyCity, on: str, following: str) -> None:
    """The day before, the day of and the day after the second of two is withdrawn."""
    rows = [("2025-09-15", "issued", ""), ("2026-01-12", "issued", ""), ("2026-02-02", "withdrawn", "")]
    assert found(one_pupil, on, *rows).next == following


def test_a_notice_issued_while_at_another_school_counts(one_pupil: TinyCity) -> None:
    """The limit is per parent and child, not per school."""
    upn = one_pupil.pupils[0]["upn"]
    one_pupil.pupil("/*20", urn="999002", upn=upn, entry_date="2026-01-05", start="2026-01-05")
    one_pupil.done((upn, "2026-02-02", "penalty-notice", "issued", "999002"))
    opened = one_pupil.open()
    (notice,) = notices(opened.city, opened.store, date(2026, 7, 21)).rows
    assert (notice.urn, notice.next) == (URN, "second")


def test_the_schools_own_number_of_a_pupil_is_known(tiny_city: TinyCity) -> None:
    """The table may call the pupil as the register does."""
    tiny_city.pupil("O*10", pupil_id="4711")
    tiny_city.done(("4711", "2025-09-15", "penalty-notice", "issued"))
    opened = tiny_city.open()
    (notice,) = notices(opened.city, opened.store, date(2026, 7, 21)).rows
    assert notice.next == "second"


@pytest.mark.parametrize(("days", "last"), [(1, "2025-09-15"), (21, "2025-10-05"), (28, "2025-10-12")])
def test_the_days_begin_with_the_day_of_receipt(days: int, last: str) -> None:
    """Received on 15 September: that day is the first, so 21 days end on 5 October and 28 on 12 October."""
    assert last_day(date(2025, 9, 15), days) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("issued", "asked"),
    [
        ("2007-08-31", []),
        ("2012-08-31", [(50, "2012-09-27"), (100, "2012-10-11")]),
        ("2012-09-01", [(60, "2012-09-28"), (120, "2012-10-12")]),
        ("2013-09-01", [(60, "2013-09-21"), (120, "2013-09-28")]),
        ("2024-08-18", [(60, "2024-09-07"), (120, "2024-09-14")]),
        ("2024-08-19", [(80, "2024-09-08"), (160, "2024-09-15")]),
    ],
)
def test_the_rule_of_the_day_of_issue_says_how_much_and_to_when(issued: str, asked: list[tuple[int, str]]) -> None:
    """Amounts and days before and after each change; before the first Regulations nothing can be asked."""
    notice = Issued("", date.fromisoformat(issued))
    assert [(pounds, day.isoformat()) for pounds, day in payable(notice, [notice]).by] == asked


def test_a_second_notice_has_one_amount(one_pupil: TinyCity) -> None:
    """£160 within 28 days, counted from the day of receipt where that is on record."""
    told = found(one_pupil, "2026-07-21", FIRST, SECOND, ("2026-01-14", "received", "1"), THIRD)
    assert [(one.notice.parent, one.assumed, one.by) for one in told.payable] == [
        ("1", True, ((80, date(2025, 10, 5)), (160, date(2025, 10, 12)))),
        ("1", False, ((160, date(2026, 2, 10)),)),
        ("2", True, ((80, date(2026, 2, 1)), (160, date(2026, 2, 8)))),
    ]


def test_a_day_of_receipt_is_no_further_notice(one_pupil: TinyCity) -> None:
    """Issued once and received once is one notice."""
    assert found(one_pupil, "2026-07-21", FIRST, ("2025-09-17", "received", "1")).next == "second"
