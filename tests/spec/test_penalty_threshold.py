"""When is the threshold for a penalty notice reached, and which notice comes next?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Notice, notices
from attendlib.errors import NotInForce
from attendlib.intake import OpenCity


def found(city: OpenCity, on: str = "2026-07-21", across_schools: bool = False) -> list[Notice]:
    """Who reached the threshold by a day."""
    return list(notices(city.city, city.store, date.fromisoformat(on), across_schools=across_schools).rows)


def issued(city: TinyCity, *rows: tuple[str, ...]) -> OpenCity:
    """The city with these notices (upn, date, outcome, and the parent where it is named) in the interventions table."""
    return city.done(
        *((upn, day, "penalty-notice", outcome, URN, *parent) for upn, day, outcome, *parent in rows)
    ).open()


def test_nine_sessions_are_not_enough_and_ten_are(tiny_city: TinyCity) -> None:
    """The tenth session, on Friday afternoon, reaches the threshold that day."""
    tiny_city.pupil("O*9 /*50")
    ten = tiny_city.pupil("O*10 /*50")
    assert [(n.upn, n.first_met_on, len(n.sessions)) for n in found(tiny_city.open())] == [(ten, date(2025, 9, 5), 10)]


@pytest.mark.parametrize(("on", "count"), [("2025-09-04", 0), ("2025-09-05", 1), ("2025-09-08", 1)])
def test_the_day_before_the_day_of_and_the_day_after(tiny_city: TinyCity, on: str, count: int) -> None:
    """The threshold is reached with the day of the tenth session, not before."""
    tiny_city.pupil("O*10 /*50")
    assert len(found(tiny_city.open(), on)) == count


@pytest.mark.parametrize(("marks", "count"), [("G*3 N*2 O*3 U*2", 1), ("O*9 I M C R", 0), ("O*9 L L", 0)])
def test_any_mix_of_the_four_codes_counts_and_no_other(tiny_city: TinyCity, marks: str, count: int) -> None:
    """G, N, O and U together; illness, leave or lateness before the register closed do not count."""
    tiny_city.pupil(f"{marks} /*20")
    assert len(found(tiny_city.open())) == count


@pytest.mark.parametrize(("later", "count"), [("2025-11-10", 1), ("2025-11-17", 0)])
def test_a_week_without_sessions_is_stepped_over(tiny_city: TinyCity, later: str, count: int) -> None:
    """Five sessions in the week of 1 September: the tenth school week is that of 10 November, because the half-term
    week has none; the week after is the eleventh."""
    upn = tiny_city.pupil("O*5")
    tiny_city.mark("O*5", URN, upn, start=later)
    rows = found(tiny_city.open())
    assert len(rows) == count
    assert all((n.first_week, n.last_week) == (date(2025, 9, 1), date(2025, 11, 10)) for n in rows)


def test_a_closed_week_is_no_school_week(tiny_city: TinyCity) -> None:
    """A week in which the school was closed every day moves the end of the window by a week."""
    tiny_city.closed.append(("closure", "2025-09-15", "2025-09-19"))
    upn = tiny_city.pupil("O*5")
    tiny_city.mark("O*5", URN, upn, start="2025-11-17")
    assert len(found(tiny_city.open())) == 1


SUMMER = (("summer 6", "2025-06-02", "2025-07-18"), ("autumn 1", "2025-09-01", "2025-10-24"))


@pytest.mark.parametrize(("second", "met"), [("2025-09-01", "2025-09-02"), ("2025-09-29", "2025-09-30")])
def test_the_window_crosses_the_summer(tiny_city: TinyCity, second: str, met: str) -> None:
    """Six sessions in July and four in September are in one window: six weeks of holiday are no school weeks."""
    tiny_city.half_terms = SUMMER
    upn = tiny_city.pupil("O*6", start="2025-07-14", entry_date="2024-09-01")
    tiny_city.mark("O*4", URN, upn, start=second)
    (notice,) = found(tiny_city.open(), "2025-10-24")
    assert notice.first_met_on == date.fromisoformat(met)
    assert notice.sessions[0].date == date(2025, 7, 14)


def test_a_reason_found_later_takes_the_threshold_back(tiny_city: TinyCity) -> None:
    """With the tenth session as N it is reached, and that one may change is said; once it is I, it is not."""
    upn = tiny_city.pupil("O*9 N /*20")
    assert [n.provisional for n in found(tiny_city.open())] == [1]
    tiny_city.records.clear()
    tiny_city.mark("O*9 I /*20", URN, upn)
    assert found(tiny_city.open()) == []


def test_the_threshold_lapses_with_the_eleventh_week(tiny_city: TinyCity) -> None:
    """Ten sessions in the first week of September count to the tenth school week; the eleventh begins on 17 November.
    One more session in between changes nothing, ten more move the day."""
    once, more, again = tiny_city.pupil("O*10"), tiny_city.pupil("O*10 /*10 O"), tiny_city.pupil("O*10 /*10 O*10")
    lapses = {n.upn: n.lapses_on for n in found(tiny_city.open())}
    assert lapses == {once: date(2025, 11, 17), more: date(2025, 11, 17), again: date(2025, 12, 1)}


def test_where_the_calendar_ends_nothing_is_said_of_lapsing(tiny_city: TinyCity) -> None:
    """Ten sessions in the last week of July: the weeks of the next year are not known."""
    tiny_city.pupil("O*10", start="2026-07-13")
    assert [n.lapses_on for n in found(tiny_city.open())] == [None]


@pytest.mark.parametrize(
    ("days", "outcome", "following", "pay"),
    [
        ((), "issued", "first", ((80, 21), (160, 28))),
        (("2025-09-15",), "issued", "second", ((160, 28),)),
        (("2025-09-15",), "withdrawn", "first", ((80, 21), (160, 28))),
        (("2025-09-15", "2026-01-12"), "issued", "none", ()),
        (("2024-08-18",), "issued", "first", ((80, 21), (160, 28))),
        (("2024-08-19",), "issued", "second", ((160, 28),)),
        (("2026-07-22",), "issued", "first", ((80, 21), (160, 28))),
    ],
)
def test_first_second_and_none_after(
    tiny_city: TinyCity, days: tuple[str, ...], outcome: str, following: str, pay: tuple[tuple[int, int], ...]
) -> None:
    """A second notice costs £160 with no lower amount; after two there is none. Withdrawn notices do not count, nor
    those from before the framework, nor those after the day asked about."""
    upn = tiny_city.pupil("O*10")
    city = issued(
        tiny_city,
        *((upn, day, "issued") for day in days),
        *([(upn, "2025-09-20", outcome)] if outcome == "withdrawn" else []),
    )
    (notice,) = found(city)
    assert (notice.next, notice.pay) == (following, pay)


@pytest.mark.parametrize(("on", "following"), [("2028-09-14", "second"), ("2028-09-15", "first")])
def test_a_notice_counts_for_three_years(tiny_city: TinyCity, on: str, following: str) -> None:
    """Issued on 15 September 2025 it counts to 14 September 2028."""
    upn = tiny_city.pupil("O*10")
    (notice,) = found(issued(tiny_city, (upn, "2025-09-15", "issued")), on)
    assert notice.next == following


def test_two_notices_of_one_day_went_to_two_parents(tiny_city: TinyCity) -> None:
    """A notice for each parent on one day is a first notice for each: the next is a second."""
    upn = tiny_city.pupil("O*10")
    (notice,) = found(issued(tiny_city, (upn, "2025-09-15", "issued"), (upn, "2025-09-15", "issued")))
    assert (notice.earlier, notice.next) == ((date(2025, 9, 15),), "second")


def test_a_pupil_who_moved_is_counted_by_school_and_across_schools_when_asked(tiny_city: TinyCity) -> None:
    """Six sessions at the old school and four at the new: neither school has ten, both together have."""
    upn = tiny_city.pupil("O*6", leaving_date="2025-09-05")
    tiny_city.pupil("O*4", urn="999002", upn=upn, entry_date="2025-09-08", start="2025-09-08")
    city = tiny_city.open()
    assert found(city) == []
    across = found(city, across_schools=True)
    assert {(n.urn, n.first_met_on) for n in across} == {(URN, date(2025, 9, 9)), ("999002", date(2025, 9, 9))}
    assert all(n.schools == (URN, "999002") for n in across)


@pytest.mark.parametrize(
    ("entry", "at_new", "met"),
    [("2025-09-08", "O*4", "2025-09-09"), ("2025-09-08", "/*4", None), ("2025-09-08", "O*3 /", None)],
)
def test_a_school_is_told_of_a_newcomer_by_the_sessions_of_both_schools(
    tiny_city: TinyCity, entry: str, at_new: str, met: str | None
) -> None:
    """Six at the school that was left: four at the new one reach the threshold there, three and none do not. Only the
    new school is asked about."""
    upn = tiny_city.pupil("O*6", leaving_date="2025-09-05")
    tiny_city.pupil(at_new, urn="999002", upn=upn, entry_date=entry, start=entry)
    city = tiny_city.open()
    told = notices(city.city, city.store, date(2025, 10, 3), ["999002"], across_schools=True).rows
    assert [(n.urn, n.first_met_on) for n in told] == ([("999002", date.fromisoformat(met))] if met else [])


def test_ten_sessions_at_the_old_school_follow_a_pupil_to_the_new_one(tiny_city: TinyCity) -> None:
    """The pupil has missed nothing at the new school: both schools are told, by ten sessions at the old one."""
    upn = tiny_city.pupil("O*10", leaving_date="2025-09-05")
    tiny_city.pupil("/*20", urn="999002", upn=upn, entry_date="2025-09-08", start="2025-09-08")
    across = found(tiny_city.open(), "2025-10-03", across_schools=True)
    assert [(n.urn, n.schools, n.stands(date(2025, 10, 3))) for n in across] == [
        (URN, (URN,), True),
        ("999002", (URN,), True),
    ]


def test_there_was_no_such_threshold_before_19_august_2024(tiny_city: TinyCity) -> None:
    """Asked about the day before, the rule says when it began."""
    tiny_city.pupil("O*10")
    with pytest.raises(NotInForce, match="2024-08-19"):
        found(tiny_city.open(), "2024-08-18")


def again(city: TinyCity, marks: str, on: str, *days: str) -> Notice:
    """The notice of the only pupil, with notices issued on these days."""
    upn = city.pupil(marks)
    (notice,) = found(issued(city, *((upn, day, "issued") for day in days)), on)
    return notice


@pytest.mark.parametrize(
    ("marks", "on", "met", "since"),
    [
        ("O*10 /*90", "2025-10-10", None, 0),
        ("O*10 /*90 O*9", "2025-11-21", None, 9),
        ("O*10 /*90 O*10", "2025-11-20", None, 8),
        ("O*10 /*90 O*10", "2025-11-21", "2025-11-21", 10),
        ("O*10 /*90 O*10", "2025-11-22", "2025-11-21", 10),
    ],
)
def test_a_second_notice_needs_ten_sessions_after_the_first(
    tiny_city: TinyCity, marks: str, on: str, met: str | None, since: int
) -> None:
    """A notice of 15 September has answered for the ten sessions before it. Nine more are not enough and ten are: the
    day before the tenth, the day of, the day after."""
    notice = again(tiny_city, marks, on, "2025-09-15")
    assert (notice.next, notice.since_notice) == ("second", since)
    assert notice.last_met_on == (date.fromisoformat(met) if met else None)
    assert notice.to_consider(date.fromisoformat(on)) is (met is not None)


def test_a_session_of_the_day_of_the_notice_has_been_answered_for(tiny_city: TinyCity) -> None:
    """Issued on the evening of the tenth session's day: that day's sessions are among those it was for."""
    assert again(tiny_city, "O*10 /*10", "2025-09-10", "2025-09-05").since_notice == 0
    assert again(TinyCity(tiny_city.folder / "later"), "O*10 /*10", "2025-09-10", "2025-09-04").since_notice == 2


def test_after_the_second_notice_the_threshold_reached_anew_is_told_and_no_notice_can_follow(
    tiny_city: TinyCity,
) -> None:
    """Three times ten sessions, two notices: for the third there is something to consider, but no notice."""
    notice = again(tiny_city, "O*10 /*20 O*10 /*20 O*10", "2025-10-24", "2025-09-08", "2025-09-29")
    assert (notice.next, notice.last_met_on, notice.since_notice) == ("none", date(2025, 10, 17), 10)
    assert notice.to_consider(date(2025, 10, 24))


def test_without_a_notice_the_last_time_it_was_reached_anew_is_told(tiny_city: TinyCity) -> None:
    """Ten sessions in September lapse in the eleventh week; ten in January are another time, the first day stays."""
    notice = again(tiny_city, "O*10 /*140 O*10", "2026-01-16")
    assert (notice.first_met_on, notice.last_met_on) == (date(2025, 9, 5), date(2026, 1, 9))
    assert (len(notice.now), notice.now[0].date, notice.since_notice) == (10, date(2026, 1, 5), None)


def test_the_window_now_holds_what_counts_on_the_day(tiny_city: TinyCity) -> None:
    """Ten sessions of September and four of October: fourteen while September is in the window, then four."""
    notice = again(tiny_city, "O*10 /*50 O*2 N*2", "2025-11-14")
    assert (len(notice.now), len(notice.sessions), notice.provisional, notice.provisional_now) == (14, 10, 0, 2)
    later = again(TinyCity(tiny_city.folder / "later"), "O*10 /*50 O*2 N*2 /*46", "2025-11-17")
    assert (len(later.now), later.stands(date(2025, 11, 17))) == (4, False)


@pytest.mark.parametrize(("before", "met"), [(0, "2024-08-23"), (2, "2024-08-23"), (10, "2024-08-23")])
def test_sessions_before_the_framework_began_do_not_count(tiny_city: TinyCity, before: int, met: str) -> None:
    """A school in session through August 2024: whatever was missed up to Friday the 16th, ten sessions from Monday the
    19th on are needed, and only they are told."""
    tiny_city.first, tiny_city.as_of = 2024, "2024-08-30"
    tiny_city.half_terms = (("autumn 1", "2024-08-05", "2024-08-30"),)
    tiny_city.pupil(f"/*{20 - before} O*{before} O*10", start="2024-08-05", entry_date="2023-09-01")
    (notice,) = found(tiny_city.open(), "2024-08-30")
    assert (str(notice.first_met_on), len(notice.sessions)) == (met, 10)
    assert notice.sessions[0].date == date(2024, 8, 19)


def test_a_session_of_the_week_before_the_window_is_not_among_its_sessions(tiny_city: TinyCity) -> None:
    """One session in the first school week and ten in the eleventh: the window begins with the second week."""
    tiny_city.pupil("O /*99 O*10")
    (notice,) = found(tiny_city.open(), "2025-11-21")
    assert (len(notice.sessions), notice.sessions[0].date) == (10, date(2025, 11, 17))
    assert (notice.first_week, notice.last_week) == (date(2025, 9, 8), date(2025, 11, 17))
