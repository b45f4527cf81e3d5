"""Is everything that is known of one case there once, on its day, with where it stands?"""

from datetime import date
from pathlib import Path

import pytest
from keyboard import Typed
from tiny import URN, TinyCity

from attendlib.casework import policy
from attendlib.casework.absences import Absence, absences
from attendlib.casework.casefile import KINDS, Entry, case_file
from attendlib.casework.figures import Counts
from attendlib.casework.marks import marks_of
from attendlib.errors import CityError

ON = date(2025, 10, 31)


def entries(city: TinyCity, upn: str, on: date = ON, urn: str = URN) -> tuple[Entry, ...]:
    """The case file by Coventry's letters."""
    opened = city.open()
    return case_file(opened.city, opened.store, policy("coventry-2024", on), (urn, upn), on)


def of(found: tuple[Entry, ...], kind: str) -> list[tuple[str, str, str]]:
    """The entries of one kind: day, words, source."""
    return [(str(one.day), one.words, one.source) for one in found if one.kind == kind]


def runs(city: TinyCity) -> list[Absence]:
    """The absences of the first pupil."""
    opened = city.open()
    (marks,) = marks_of(opened.city, opened.store, ON)
    return list(absences(marks, 0))


def test_an_absence_ends_with_a_session_attended_or_without_a_mark(tiny_city: TinyCity) -> None:
    """Thursday afternoon to Monday morning over the weekend is one; the afternoon after a missing mark is another."""
    tiny_city.pupil("/*7 O I I I . O /*10")
    assert runs(tiny_city) == [
        Absence(date(2025, 9, 4), "PM", date(2025, 9, 8), "AM", (("I", 3), ("O", 1)), Counts(0, 3, 1)),
        Absence(date(2025, 9, 9), "AM", date(2025, 9, 9), "AM", (("O", 1),), Counts(0, 0, 1)),
    ]


def test_a_holiday_does_not_part_an_absence_and_codes_that_do_not_count_do(tiny_city: TinyCity) -> None:
    """The last day before the half term and the first after it are one absence; a closed site is no absence."""
    tiny_city.pupil("/*78 O*2 O*2 Y4*2 O*2")
    tiny_city.as_of = "2025-11-14"
    opened = tiny_city.open()
    (marks,) = marks_of(opened.city, opened.store, date(2025, 11, 14))
    assert [(str(one.first), str(one.last), one.counts.absent) for one in absences(marks, 0)] == [
        ("2025-10-24", "2025-11-03", 4),
        ("2025-11-05", "2025-11-05", 2),
    ]


def test_nobody_who_missed_nothing_has_an_absence(tiny_city: TinyCity) -> None:
    """Present, late and on a visit."""
    tiny_city.pupil("/*4 L V*2 /*10")
    assert runs(tiny_city) == []


def test_the_whole_case_in_order_of_time(tiny_city: TinyCity) -> None:
    """On roll, absences, what was done and what came of it, the sums of the half term, and where it stands."""
    upn = tiny_city.pupil("/*32 O*8 /*40")
    tiny_city.done(
        (upn, "2025-09-29", "letter-a", "sent"),
        (upn, "2025-10-06", "letter-b", "sent"),
        (upn, "2025-10-13", "meeting", "missed"),
    )
    tiny_city.amended((upn, "2025-09-23", "AM", "N", "O"))
    found = entries(tiny_city, upn)
    assert [(str(one.day), one.kind) for one in found] == [
        ("2025-09-01", "on roll"),
        ("2025-09-23", "absence"),
        ("2025-09-23", "amendment"),
        ("2025-09-29", "on record"),
        ("2025-10-06", "on record"),
        ("2025-10-13", "on record"),
        ("2025-10-24", "half term"),
        ("2025-10-31", "step"),
        ("2025-11-10", "review"),
    ]
    assert of(found, "absence") == [
        ("2025-09-23", "8 sessions missed (0 authorised, 8 not): O 8; AM to PM", "register"),
    ]
    assert of(found, "on record")[2] == (
        "2025-10-13",
        "meeting (The informal meeting that Letter B invites to): missed",
        "interventions table, row 4",
    )
    assert of(found, "amendment") == [
        (
            "2025-09-23",
            "the entry of 2025-09-23 AM amended from N to O: parent rang; by Pat Canary, Attendance officer",
            "amendments table, row 2",
        )
    ]
    assert of(found, "half term")[0][1].startswith("half term 1 of 2025/26: attended 72 of 80 sessions (90.00%), 8")


def test_what_was_done_at_another_school_is_there_with_its_school(tiny_city: TinyCity) -> None:
    """A pupil who moved: both stays, the old letter, and six sessions there with four here at the threshold."""
    upn = tiny_city.pupil("O*4 /*20", entry_date="2025-09-08", start="2025-09-08")
    tiny_city.pupil("O*6", urn="999002", upn=upn, leaving_date="2025-09-05")
    tiny_city.done((upn, "2025-09-05", "letter-a", "sent", "999002"))
    found = entries(tiny_city, upn, date(2025, 9, 19))
    assert [(str(one.day), str(one.until), one.words) for one in found if one.kind == "on roll"] == [
        ("2025-09-01", "2025-09-05", "on roll at school 999002"),
        ("2025-09-08", "None", "on roll, and still is"),
    ]
    assert of(found, "on record")[0][1].endswith(": sent at school 999002")
    assert of(found, "notice")[0][0] == "2025-09-09"


def test_nothing_of_a_later_day_is_there(tiny_city: TinyCity) -> None:
    """The evening before the letter: neither it nor what came after."""
    upn = tiny_city.pupil("/*32 O*8 /*40")
    tiny_city.done((upn, "2025-09-29", "letter-a", "sent"))
    found = entries(tiny_city, upn, date(2025, 9, 28))
    assert {one.kind for one in found} == {"on roll", "absence", "half term", "step"}
    assert max(one.day for one in found) == date(2025, 9, 28)


def test_a_note_about_a_child_in_a_hold_is_not_repeated(tiny_city: TinyCity) -> None:
    """A reason that the policy names is told, any other text is not."""
    upn = tiny_city.pupil("/*40")
    tiny_city.done((upn, "2025-09-22", "hold", "Canary note"), (upn, "2025-09-29", "hold", "medical"))
    assert [words for _, words, _ in of(entries(tiny_city, upn), "on record")] == ["hold: other", "hold: medical"]


def test_only_the_pupil_asked_about_is_in_it(tiny_city: TinyCity) -> None:
    """Another pupil of the school with absences, letters and amendments: nothing of it."""
    upn, other = tiny_city.pupil("/*80"), tiny_city.pupil("O*40 /*40")
    tiny_city.done((other, "2025-09-29", "letter-a", "sent"))
    tiny_city.amended((other, "2025-09-23", "AM", "N", "O"))
    assert [one.kind for one in entries(tiny_city, upn)] == ["on roll", "half term", "step"]


def test_every_kind_has_one_place() -> None:
    """No two kinds have one name."""
    assert len(set(KINDS)) == len(KINDS)


def test_it_is_asked_for_by_school_and_pupil(tiny_city: TinyCity, typed: Typed, tmp_path: Path) -> None:
    """As typed; a pupil who is not at the school is an error without the number that was given."""
    upn = tiny_city.pupil("/*32 O*8 /*40")
    city, place = tiny_city.write(), tmp_path / "case.csv"
    common = ("--school", URN, "--on", "2025-10-31")
    said = typed("case-file", str(city), *common, "--pupil", upn, "-o", str(place))
    assert (said.status, "1 absence" in said.err) == (0, True)
    assert "Restricted" in place.read_text(encoding="utf-8")
    wrong = typed("case-file", str(city), *common, "--pupil", "A331900199999")
    assert (wrong.status, "no such pupil at school 999001" in wrong.err, "A331900199999" in wrong.err) == (
        2,
        True,
        False,
    )
    with pytest.raises(CityError, match="no such pupil"):
        entries(tiny_city, "A331900199999")
