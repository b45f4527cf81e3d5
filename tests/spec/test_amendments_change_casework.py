"""What does an amendment of the register change, and is an amendment that nobody wrote down noticed?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Amended, amended, policy
from attendlib.casework.amended import keep_until
from attendlib.codes import Category

LAST = "2025-09-05"
"""The Friday of the first week: its afternoon is the tenth session."""


def found(city: TinyCity, on: str = "2026-07-21", name: str = "national-2024") -> list[Amended]:
    """The amendments of a city as of a day."""
    opened, day = city.open(), date.fromisoformat(on)
    return list(amended(opened.city, opened.store, policy(name, day), day, opened.amended_now))


def test_a_reason_found_takes_the_threshold_back(tiny_city: TinyCity) -> None:
    """Nine sessions O and an N reached the threshold; with the N as I it is not reached."""
    upn = tiny_city.pupil("O*9 I /*200")
    tiny_city.amended((upn, LAST, "PM", "N", "I"))
    (one,) = found(tiny_city)
    assert (one.before, one.after, one.changes_category) == (Category.UNAUTHORISED, Category.AUTHORISED, True)
    assert one.effects == ("threshold for a penalty notice: no longer reached (was on 2025-09-05)",)
    assert (one.complete, one.held, one.findings) == (True, "I", ())


def test_an_amendment_can_reach_the_threshold_or_move_its_day(tiny_city: TinyCity) -> None:
    """Illness that was none is the tenth session; an eleventh after it only moves the day."""
    one, two = tiny_city.pupil("O*10 /*200"), tiny_city.pupil("O*10 /*2 O /*200")
    tiny_city.amended((one, LAST, "PM", "I", "O"), (two, LAST, "PM", "I", "O"))
    assert [a.effects for a in found(tiny_city)] == [
        ("threshold for a penalty notice: reached on 2025-09-05",),
        ("threshold for a penalty notice: reached on 2025-09-05 instead of 2025-09-09",),
    ]


def test_a_return_is_no_longer_called_for(tiny_city: TinyCity) -> None:
    """Twenty sessions without a break; the last one was in school after all."""
    upn = tiny_city.pupil("O*19 / /*200")
    tiny_city.amended((upn, "2025-09-12", "PM", "O", "\\"))
    (one,) = found(tiny_city)
    assert one.effects == ("return ten-day-unauthorised: no longer reached (was on 2025-09-12)",)


@pytest.mark.parametrize(
    ("on", "effect"),
    [
        ("2025-09-04", ()),
        ("2025-09-05", ("persistently-absent of national-2024: attendance is now as it asks",)),
        ("2025-09-08", ()),
    ],
)
def test_a_step_of_the_policy_is_crossed(tiny_city: TinyCity, on: str, effect: tuple[str, ...]) -> None:
    """One session of ten missed is exactly 10%: on the day itself, not before, and not when it is one of twelve."""
    upn = tiny_city.pupil("/*9 I /*200")
    tiny_city.amended((upn, LAST, "PM", "\\", "I"))
    assert [one.effects for one in found(tiny_city, on)] in ([effect], [] if on < LAST else [effect])


def test_an_entry_that_was_not_made_is_written_as_a_dash(tiny_city: TinyCity) -> None:
    """No entry is no category; making it later is an amendment like any other."""
    upn = tiny_city.pupil("/*9 I /*20")
    tiny_city.amended((upn, LAST, "PM", "-", "I"))
    (one,) = found(tiny_city)
    assert (one.before, one.after, one.complete) == (None, Category.AUTHORISED, True)


def test_codes_of_one_category_change_no_category(tiny_city: TinyCity) -> None:
    """O to G is unauthorised before and after, and counts as ever."""
    upn = tiny_city.pupil("G*10 /*200")
    tiny_city.amended((upn, LAST, "PM", "O", "G"))
    (one,) = found(tiny_city)
    assert (one.changes_category, one.effects) == (False, ())


def test_what_is_lacking_is_named_and_the_rest_goes_on(tiny_city: TinyCity) -> None:
    """Without a position and with a pupil whom nobody knows: each has its row, and the sound one its effect."""
    upn = tiny_city.pupil("O*9 I /*200")
    tiny_city.amended((upn, LAST, "PM", "N", "I", "rang", LAST, "Pat", ""), ("Z000000000000", LAST, "PM", "N", "I"))
    one, other = found(tiny_city)
    assert (one.complete, one.lacks, len(one.effects)) == (False, ("position",), 1)
    assert (other.complete, other.effects, [f.rule for f in other.findings]) == (True, (), ["amendment-unknown-pupil"])


@pytest.mark.parametrize(("on", "rows"), [("2025-09-08", 0), ("2025-09-09", 1), ("2025-09-10", 1)])
def test_an_amendment_is_there_from_its_day_on(tiny_city: TinyCity, on: str, rows: int) -> None:
    """Asked about the day before, it has not been made; one without a day is always shown."""
    upn = tiny_city.pupil("O*9 I /*200")
    tiny_city.amended((upn, LAST, "PM", "N", "I", "rang", "2025-09-09"), (upn, LAST, "AM", "O", "O", "", ""))
    assert len(found(tiny_city, on)) == rows + 1


@pytest.mark.parametrize(
    ("day", "until"),
    [
        ("2024-08-18", "2027-08-18"),
        ("2024-08-19", "2030-08-19"),
        ("2024-08-20", "2030-08-20"),
        ("2024-02-29", "2027-03-01"),
        ("2028-02-29", "2034-03-01"),
    ],
)
def test_an_entry_is_kept_for_three_years_and_since_19_august_2024_for_six(day: str, until: str) -> None:
    """By the rule of the day on which it was made; 29 February runs to 1 March."""
    assert keep_until(date.fromisoformat(day)).isoformat() == until


def corrected(city: TinyCity, upn: str, marks: str, as_of: str) -> TinyCity:
    """The same city after its register was sent again with these marks, as of another day."""
    city.records.clear()
    city.mark(marks, URN, upn)
    city.as_of = as_of
    return city


def test_a_change_that_nobody_wrote_down_is_noticed(tiny_city: TinyCity) -> None:
    """Read on 5 September with an N and a week later with an I: without an amendment that is told, with the day."""
    tiny_city.as_of = LAST
    upn = tiny_city.pupil("O*9 N")
    assert found(tiny_city) == []
    (one,) = found(corrected(tiny_city, upn, "O*9 I /*10", "2025-09-12"))
    assert (one.amendment.entry, one.amendment.original, one.amendment.amended) == (
        (URN, upn, date(2025, 9, 5), "PM"),
        "N",
        "I",
    )
    assert one.lacks == ("reason", "amended_on", "name", "position")
    assert one.effects == ("threshold for a penalty notice: no longer reached (was on 2025-09-05)",)
    (finding,) = one.findings
    assert finding.rule == "amendment-not-recorded"
    assert "as of 2025-09-05" in finding.message
    assert upn not in finding.message


def test_a_change_that_is_on_record_is_not_told_again(tiny_city: TinyCity) -> None:
    """The same with the amendment written down; and with two amendments that lead from the one code to the other."""
    tiny_city.as_of = LAST
    upn = tiny_city.pupil("O*9 N")
    tiny_city.open()
    corrected(tiny_city, upn, "O*9 I /*10", "2025-09-12").amended((upn, LAST, "PM", "N", "I"))
    assert [one.amendment.row for one in found(tiny_city)] == [2]
    tiny_city.amended((upn, LAST, "PM", "N", "O"), (upn, LAST, "PM", "O", "I"))
    assert [one.amendment.row for one in found(tiny_city)] == [2, 3]
    tiny_city.amended((upn, LAST, "PM", "O", "I"))
    assert [one.amendment.row for one in found(tiny_city)] == [2, 0]


def test_each_reading_is_compared_with_the_one_before(tiny_city: TinyCity) -> None:
    """N, then O, then I again: two changes, each since its own day."""
    tiny_city.as_of = LAST
    upn = tiny_city.pupil("O*9 N")
    tiny_city.open()
    corrected(tiny_city, upn, "O*10 /*10", "2025-09-12").open()
    told = found(corrected(tiny_city, upn, "O*9 I /*20", "2025-09-19"))
    assert [(one.amendment.original, one.amendment.amended) for one in told] == [("N", "O"), ("O", "I")]
    assert ["2025-09-05" in one.findings[0].message for one in told] == [True, False]
    assert "2025-09-12" in told[1].findings[0].message


@pytest.mark.parametrize(
    "marks", ["O*9 N /*10", "O*9 . /*10", ". O*8 N /*10", "O*9 N"], ids=["more days", "gone", "first gone", "same"]
)
def test_what_is_no_change_of_an_entry_is_not_told(tiny_city: TinyCity, marks: str) -> None:
    """More days, or an entry that is not in the file any more (which the checks tell), are no amendment."""
    tiny_city.as_of = LAST
    upn = tiny_city.pupil("O*9 N")
    tiny_city.open()
    assert found(corrected(tiny_city, upn, marks, "2025-09-12")) == []


def test_the_two_strokes_for_present_are_one(tiny_city: TinyCity) -> None:
    """A school whose next system writes / in the afternoon has amended nothing."""
    tiny_city.as_of = LAST
    upn = tiny_city.pupil("/*10")
    tiny_city.open()
    tiny_city.records.clear()
    for day in tiny_city.school_days()[:5]:
        for session in ("AM", "PM"):
            tiny_city.record(upn, day, session, "/")
    assert found(tiny_city) == []


def test_what_was_noticed_stands_in_no_report(tiny_city: TinyCity) -> None:
    """The findings of a city are the same with and without a store that remembers, so that reports are too."""
    tiny_city.as_of = LAST
    upn = tiny_city.pupil("O*9 N")
    tiny_city.open()
    assert not [rule for rule in corrected(tiny_city, upn, "O*9 I", LAST).rules() if rule.startswith("amendment")]
