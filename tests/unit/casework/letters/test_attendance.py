"""Does the record show each mark in its place, and add up to the figures of the letter?"""

from datetime import date

from lettered import every_letter, lettered, letters
from tiny import URN, TinyCity

from attendlib.casework.letters import AttendanceRecord
from attendlib.casework.letters.attendance import CLOSED, UNMARKED, Late
from attendlib.codes import Category


def record(city: TinyCity, on: str) -> AttendanceRecord:
    """The record of the only pupil with a letter."""
    (letter,) = letters(lettered(city), on=on)
    return letter.record


def test_a_week_shows_its_ten_sessions(tiny_city: TinyCity) -> None:
    """Monday to Friday, morning and afternoon; the week's sessions and those of the year so far."""
    tiny_city.pupil("/*6 I*4 /*5 O*5", forename="Ann")
    first, second = record(tiny_city, "2025-09-12").weeks
    assert [cell.mark for cell in first.cells] == ["/", "\\", "/", "\\", "/", "\\", "I", "I", "I", "I"]
    assert (first.monday, first.counts, first.so_far) == (date(2025, 9, 1), (6, 4, 0), (6, 4, 0))
    assert (second.counts, second.so_far) == ((5, 0, 5), (11, 4, 5))
    assert second.cells[-1].category is Category.UNAUTHORISED


def test_a_closed_day_and_one_before_entry_have_a_dash(tiny_city: TinyCity) -> None:
    """Neither is a session of this pupil; one without a mark is shown as such."""
    tiny_city.closed.append(("inset", "2025-09-03", "2025-09-03"))
    upn = tiny_city.pupil(entry_date="2025-09-02")
    tiny_city.mark("I*3 .*1 /*2", URN, upn, "2025-09-02")
    (week,) = record(tiny_city, "2025-09-05").weeks
    assert [cell.mark for cell in week.cells] == [*"–" * 2, "I", "I", *"–" * 2, "I", UNMARKED, "/", "\\"]
    assert CLOSED == "–"


def test_a_week_off_roll_is_left_out(tiny_city: TinyCity) -> None:
    """A record begins with the pupil's first week; holidays have no week."""
    tiny_city.pupil("I*20", entry_date="2025-10-20", start="2025-10-20")
    found = record(tiny_city, "2025-11-07")
    assert [week.monday.isoformat() for week in found.weeks] == ["2025-10-20", "2025-11-03"]


def test_lateness_counts_times_and_minutes(tiny_city: TinyCity) -> None:
    """Before the register closed and after it apart; minutes only of those that have them."""
    upn = tiny_city.pupil("/*8 I*4")
    for session, code, minutes in (("AM", "L", "7"), ("PM", "L", ""), ("AM", "U", "45")):
        day = "2025-09-10" if code == "U" else "2025-09-09"
        tiny_city.record(upn, day, session, code, minutes=minutes)
    found = record(tiny_city, "2025-09-12")
    assert (found.late_before, found.late_after) == (Late(2, 1, 7), Late(1, 1, 45))


def test_the_record_is_the_figures_of_the_letter(tiny_city: TinyCity) -> None:
    """Whatever the letter counts stands in the record: its sums are the stage's, week by week and code by code."""
    for letter in letters(every_letter(tiny_city)):
        found = letter.record
        assert found.counts == letter.stage.counts
        assert found.weeks[-1].so_far == found.counts
        assert tuple(map(sum, zip(*(week.counts for week in found.weeks), strict=True))) == found.counts
        missed = sum(times for code, times in found.codes if code.absent)
        assert missed == found.counts.absent
        shown = [cell.mark for week in found.weeks for cell in week.cells]
        assert {code.code: times for code, times in found.codes} == {
            code.code: shown.count(code.code) for code, _ in found.codes
        }


def test_it_goes_up_to_the_latest_mark(tiny_city: TinyCity) -> None:
    """Not to the day asked about, of which there may be no mark yet."""
    tiny_city.pupil("/*8 I*4")
    assert record(tiny_city, "2025-09-12").marked_to == date(2025, 9, 8)


def test_codes_stand_in_order_of_what_they_count_as(tiny_city: TinyCity) -> None:
    """Present first, both halves of the day together, then late, activities, authorised and unauthorised absence."""
    tiny_city.pupil("/*2 L V O*3 I*3")
    assert [code.code for code, _ in record(tiny_city, "2025-09-05").codes] == ["/", "\\", "L", "V", "I", "O"]
