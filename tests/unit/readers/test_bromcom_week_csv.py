"""Is Bromcom's week grid read as it is meant?"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from marks import Mark, csv_of

from attendlib.readers import read
from attendlib.register import DATE, PUPIL, SESSIONS

WEEK = [f"{day}{half}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for half in ("AM", "PM")]
HEADER = ",".join(["StudentId", "WeekStart", *WEEK]) + "\n"


def written(marks: Sequence[Mark]) -> bytes:
    """A row for each pupil and week."""
    weeks: dict[tuple[str, str], list[str]] = {}
    for m in marks:
        day = date.fromisoformat(m.day)
        monday = (day - timedelta(days=day.weekday())).isoformat()
        weeks.setdefault((m.pupil, monday), ["#"] * 10)[2 * day.weekday() + SESSIONS.index(m.session)] = m.mark
    return csv_of([["StudentId", "WeekStart", *WEEK], *([*key, *cells] for key, cells in weeks.items())])


def test_a_week_is_ten_records_from_its_monday(fixture, told):
    """Each mark column is a day and session counted from WeekStart; case is kept, closed and missing marks stay."""
    register = read(fixture("bromcom_week_csv"), "999001", "weeks.csv")
    pupil = "A331900100017"
    assert told(register)[:10] == [
        (pupil, "2025-09-01", "AM", "#", 2, "MonAM", ""),
        (pupil, "2025-09-01", "PM", "#", 2, "MonPM", ""),
        (pupil, "2025-09-02", "AM", "/", 2, "TueAM", ""),
        (pupil, "2025-09-02", "PM", "\\", 2, "TuePM", ""),
        (pupil, "2025-09-03", "AM", "J1", 2, "WedAM", ""),
        (pupil, "2025-09-03", "PM", "J1", 2, "WedPM", ""),
        (pupil, "2025-09-04", "AM", "/", 2, "ThuAM", ""),
        (pupil, "2025-09-04", "PM", "", 2, "ThuPM", ""),
        (pupil, "2025-09-05", "AM", "-", 2, "FriAM", ""),
        (pupil, "2025-09-05", "PM", "\\", 2, "FriPM", ""),
    ]
    assert (register.form, register.headings) == ("%Y-%m-%d", {PUPIL: "StudentId", DATE: "WeekStart"})
    assert told(register)[19] == ("B331900100018", "2025-09-12", "PM", "i", 3, "FriPM", "")


def test_a_week_that_starts_on_a_tuesday_is_set_aside_throughout(fixture, told):
    """Otherwise every mark of that row would move by a day."""
    register = read(fixture("bromcom_week_csv"), "999001", "weeks.csv")
    assert [(row[1], row[4], row[6]) for row in told(register)[20:]] == [("", 4, "week-start-not-monday")] * 10
    assert [note.rule for note in register.notes] == ["encoding-assumed"]


@pytest.mark.parametrize("start", ["1969-12-30", "2025-09-07", "2024-02-29"])
def test_only_a_monday_starts_a_week(read_text, told, start):
    """A Sunday as little as a day before 1970."""
    assert {row[6] for row in told(read_text(HEADER + f"A1,{start}" + ",/" * 10))} == {"week-start-not-monday"}


def test_windows_text_is_read_with_a_note(fixture):
    """A surname in cp1252 makes the encoding an assumption, which is said."""
    register = read(fixture("bromcom_week_csv"), "999001", "weeks.csv")
    assert register.encoding == "cp1252"
    note = register.notes[0]
    assert (note.rule, note.severity, note.row) == ("encoding-assumed", "warning", 2)


def test_a_ragged_week_is_ten_ragged_records(read_text, told):
    """Records are mark positions, so ten are set aside."""
    register = read_text(HEADER + "A1,2025-09-01" + ",/" * 11 + "\n" + "A1,2025-09-08" + ",/" * 10 + "\n")
    assert [row[6] for row in told(register)] == ["ragged-row"] * 10 + [""] * 10
    assert [row[5] for row in told(register)][:2] == ["MonAM", "MonPM"]
    assert (register.counted.rows, register.counted.records) == (3, 20)


def test_an_unreadable_week_start_is_a_bad_date_throughout(read_text, told):
    """A date in another form than ISO is not guessed."""
    assert {row[6] for row in told(read_text(HEADER + "A1,01/09/2025" + ",/" * 10))} == {"bad-date"}


def test_the_stated_date_format_replaces_the_layouts_own(read_text, told):
    """With date_format the same week is read."""
    register = read_text(HEADER + "A1,01/09/2025" + ",/" * 10, date_format="%d/%m/%Y")
    assert told(register)[9][1] == "2025-09-05"


def test_columns_may_stand_in_any_order(read_text, told):
    """A mark belongs to the day its heading names, wherever the column stands."""
    names = HEADER.strip().split(",")
    cells = ["A1", "2025-09-01", *"ABCDEFGHIJ"]
    backwards = ",".join(reversed(names)) + "\n" + ",".join(reversed(cells)) + "\n"
    assert told(read_text(backwards)) == told(read_text(HEADER + ",".join(cells) + "\n"))
