"""Is a workbook grid read as it is meant?"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from marks import Mark, workbook_of

from attendlib.errors import LayoutError
from attendlib.readers import ReadOptions, read, recognise
from attendlib.register import PUPIL, Register


def written(marks: Sequence[Mark]) -> bytes:
    """A row for each pupil, a column for each session, under titles."""
    held = {(m.pupil, m.day, m.session): m.mark for m in marks}
    pupils, slots = sorted({m.pupil for m in marks}), sorted({(m.day, m.british, m.session) for m in marks})
    head = ["UPN", *(f"{british} {session}" for _, british, session in slots)]
    rows = [[pupil, *(held.get((pupil, day, session), "#") for day, _, session in slots)] for pupil in pupils]
    return workbook_of([["Attendance"], ["Printed for a test"], [], head, *rows])


Rows = list[list[object]]
Merged = Sequence[tuple[int, int, int]]
"""Row, first and last column of cells that are merged, from 0."""


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes sheets of rows, datetimes as typed dates, and merges some cells of one row."""

    def _write(merged: Merged = (), **sheets: Rows) -> Path:
        path = tmp_path / "grid.xlsx"
        book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
            for row, first, last in merged:
                sheet.merge_range(row, first, row, last, rows[row][first])
                sheet.write(row, first, rows[row][first])
        book.close()
        return path

    return _write


@pytest.fixture
def grid(workbook: Callable[..., Path]) -> Callable[..., Register]:
    """The register of one sheet of rows."""

    def _read(rows: Rows, merged: Merged = (), **options: object) -> Register:
        path = workbook(merged, Register=rows)
        return read(path, "999006", "grid.xlsx", ReadOptions(**options))  # type: ignore[arg-type]

    return _read


def test_a_row_is_a_pupil_and_a_column_a_session(fixture, told):
    """Under a title, beside a name and a class; a leading zero, a blank cell, a day that there is not, a row that names
    nobody, totals below and beside."""
    register = read(fixture("xlsx_grid"), "999006", "grid.xlsx")
    zero, other = "0331900100017", "B331900100018"
    assert told(register) == [
        (zero, "2025-09-04", "AM", "/", 4, "04/09/2025 AM", ""),
        (zero, "2025-09-04", "PM", "L", 4, "04/09/2025 PM", ""),
        (zero, "", "AM", "I", 4, "31/09/2025 AM", "bad-date"),
        (other, "2025-09-04", "AM", "J1", 5, "04/09/2025 AM", ""),
        (other, "2025-09-04", "PM", "", 5, "04/09/2025 PM", ""),
        (other, "", "AM", "#", 5, "31/09/2025 AM", "bad-date"),
        ("", "2025-09-04", "AM", "-", 7, "04/09/2025 AM", "no-pupil"),
        ("", "2025-09-04", "PM", "i", 7, "04/09/2025 PM", "no-pupil"),
        ("", "", "AM", "/", 7, "31/09/2025 AM", "no-pupil"),
    ]
    counted = register.counted
    assert (counted.rows, counted.records, counted.header, counted.title, counted.blank) == (8, 9, 1, 2, 2)
    assert (register.form, register.headings) == ("%d/%m/%Y", {PUPIL: "UPN"})


def test_titles_names_and_blank_rows_are_not_marks(grid, told):
    """Identity columns before the sessions are passed over; rows are numbered as the spreadsheet does."""
    register = grid([
        ["Attendance register"],
        [],
        ["Surname", "UPN", "Reg", "04/09/2025 AM", "04/09/2025 PM"],
        ["Null", "0331900100017", "7A", "/", "L"],
        [],
        ["NA", "B331900100018", "7A", "J1", ""],
        ["=SUM(1)", "", "7B", "-", "i"],
    ])  # fmt: skip
    assert told(register) == [
        ("0331900100017", "2025-09-04", "AM", "/", 4, "04/09/2025 AM", ""),
        ("0331900100017", "2025-09-04", "PM", "L", 4, "04/09/2025 PM", ""),
        ("B331900100018", "2025-09-04", "AM", "J1", 6, "04/09/2025 AM", ""),
        ("B331900100018", "2025-09-04", "PM", "", 6, "04/09/2025 PM", ""),
        ("", "2025-09-04", "AM", "-", 7, "04/09/2025 AM", "no-pupil"),
        ("", "2025-09-04", "PM", "i", 7, "04/09/2025 PM", "no-pupil"),
    ]
    counted = register.counted
    assert (counted.rows, counted.records, counted.header, counted.title, counted.blank) == (7, 6, 1, 1, 2)


def test_a_heading_that_cannot_be_read_spoils_its_column_alone(grid, told):
    """31 September and month-first are bad dates; Excel numbers are not days; a date without AM or PM no session."""
    heads = ["31/09/2025 AM", "09/13/2025 PM", 45904, "05/09/2025", "Monday AM", "04/09/2025 AM"]
    register = grid([["UPN", *heads], ["A1", *"IIIIII"]])
    faults = {row[5]: row[6] for row in told(register)}
    assert list(faults.values()) == ["bad-date", "bad-date", "bad-date", "bad-session", "bad-date", ""]


def test_typed_dates_take_their_session_from_the_next_header_row(grid, told):
    """A date cell with AM or PM under it is explicit; without it the session is unreadable."""
    day = datetime(2025, 9, 4)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    register = grid([["UPN", day, day, day], ["", "AM", "PM", ""], ["A1", "/", "\\", "I"]])
    assert [row[1:4] + row[6:] for row in told(register)] == [
        ("2025-09-04", "AM", "/", ""),
        ("2025-09-04", "PM", "\\", ""),
        ("2025-09-04", "", "I", "bad-session"),
    ]
    assert (register.counted.header, register.counted.records) == (2, 3)


def test_sessions_under_dates_take_the_date_of_their_own_column(grid, told):
    """AM and PM beside UPN with dates over them; a merged date counts for its first column only."""
    register = grid([["", "04/09/2025", ""], ["UPN", "AM", "PM"], ["A1", "/", "\\"]])
    assert [row[1:3] + row[6:] for row in told(register)] == [("2025-09-04", "AM", ""), ("", "PM", "bad-date")]


DAY, NEXT = datetime(2025, 9, 4), datetime(2025, 9, 5)  # noqa: DTZ001 - a spreadsheet's dates have no zone


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("beside", ["AM and PM", "the dates"])
def test_a_date_merged_over_its_two_sessions_counts_for_both(grid, told, typed, beside):
    """As a person sees it, and as most printed registers have it, with UPN in either row of the header."""
    one, other = (DAY, NEXT) if typed else ("04/09/2025", "Fri 05/09/2025")
    dates, sessions = ["", "", one, "", other, ""], ["", "Name", "AM", "PM", "AM", "PM"]
    (sessions if beside == "AM and PM" else dates)[0] = "UPN"
    register = grid(
        [["Register"], dates, sessions, ["A1", "NA", "/", "\\", "I", "L"]], [(0, 0, 5), (1, 2, 3), (1, 4, 5)]
    )
    assert [row[1:4] + row[6:] for row in told(register)] == [
        ("2025-09-04", "AM", "/", ""),
        ("2025-09-04", "PM", "\\", ""),
        ("2025-09-05", "AM", "I", ""),
        ("2025-09-05", "PM", "L", ""),
    ]
    assert (register.counted.title, register.counted.header, register.counted.records) == (1, 2, 4)


def test_a_mark_merged_over_two_sessions_counts_for_both(grid, told):
    """Somebody away all day is often shown so; unmerged, the blank is a session without a mark."""
    rows = [["UPN", "04/09/2025 AM", "04/09/2025 PM"], ["A1", "V", ""], ["A2", "V", ""]]
    assert [row[3] for row in told(grid(rows, [(1, 1, 2)]))] == ["V", "V", "V", ""]


def test_one_odd_cell_in_the_header_spoils_its_own_columns_alone(grid, told):
    """A slip in a date over the sessions, and in a session under the dates."""
    over = grid([["", "04/09/2025", "05/O9/2025"], ["UPN", "AM", "PM"], ["A1", "/", "I"]])
    assert [row[6] for row in told(over)] == ["", "bad-date"]
    under = grid([["UPN", DAY, DAY, NEXT], ["", "AM", "PM", "A.M."], ["A1", "/", "I", "L"]])
    assert [row[6] for row in told(under)] == ["", "", "bad-session"]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("04/09/2025\nAM", "2025-09-04"),
        ("04/09/2025AM", "2025-09-04"),
        ("4/9/2025 am", "2025-09-04"),
        ("2025-09-04 AM", "2025-09-04"),
        ("Thu 04/09/2025 AM", "2025-09-04"),
        ("Thursday, 04/09/2025 AM", "2025-09-04"),
        ("Thurs. 04/09/2025 AM", "2025-09-04"),
        ("Wed 04/09/2025 AM", ""),
    ],
)
def test_ways_to_write_a_heading(grid, told, heading, day):
    """Over two lines, without a blank, in small letters, with the weekday; a weekday that is another is a bad date."""
    assert told(grid([["UPN", heading], ["A1", "/"]]))[0][1] == day


def test_month_first_headings_are_refused_whole(grid):
    """As in any layout: days up to the 12th would be other days."""
    heads = [f"09/{day:02}/2025 {session}" for day in range(8, 20) for session in ("AM", "PM")]
    rows = [["UPN", *heads], ["A1", *"/" * len(heads)]]
    with pytest.raises(LayoutError, match="can only be MM/DD/YYYY"):
        grid(rows)
    assert str(grid(rows, date_format="%m/%d/%Y").date[0]) == "2025-09-08"


@pytest.mark.parametrize(
    ("heads", "says"),
    [
        ([45904, 45905], "its dates are numbers"),
        ([DAY, NEXT], "none of them with AM or PM"),
    ],
)
def test_headings_that_say_nothing_of_a_session_are_refused_whole(grid, heads, says):
    """A spreadsheet's count of days is no date, and a day no session: said once, not for every mark."""
    with pytest.raises(LayoutError, match=says):
        grid([["UPN", *heads], ["A1", "/", "/"]])


def test_a_typed_moment_that_is_not_midnight_is_no_day(grid, told):
    """Nine o'clock might mean the morning session, but that is a guess."""
    moment = datetime(2025, 9, 4, 9, 0)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    assert [row[6] for row in told(grid([["UPN", moment, "04/09/2025 AM"], ["A1", "/", "/"]]))] == ["bad-date", ""]


def test_columns_after_the_sessions_that_hold_something_are_noted_by_letter(grid, told):
    """A heading without a session is not read, and that is said without repeating it."""
    register = grid([["UPN", "04/09/2025 AM", "Total", ""], ["A1", "/", 3, "I"]])
    assert len(told(register)) == 1
    assert [note.message.startswith("columns C, D hold") for note in register.notes] == [True]


def test_repeated_headers_are_counted(grid):
    """Printed pages repeat the header; those rows are no pupils."""
    head = ["UPN", "04/09/2025 AM"]
    register = grid([head, ["A1", "/"], head, ["A2", "/"]])
    assert (register.counted.records, register.counted.repeated_header, register.row.tolist()) == (2, 1, [2, 4])


def test_a_header_of_two_rows_that_repeats_is_counted_whole(grid):
    """On each printed page, with the title above it."""
    page = [["Register of Year 7"], ["UPN", DAY, DAY], ["", "AM", "PM"]]
    register = grid([*page, ["A1", "/", "I"], *page, ["A2", "/", "I"]])
    counted = register.counted
    assert (counted.records, counted.header, counted.repeated_header, counted.title) == (4, 2, 2, 2)


@pytest.mark.parametrize(
    ("row", "records"),
    [
        (["Total", 25, "24"], 0),
        (["Total present", "96.5%", 24], 0),
        (["", 25, 24], 0),
        (["Printed on 12/09/2025", "", ""], 0),
        (["", "", ""], 0),
        (["", "/", 24], 2),
        (["A3", 25, 24], 2),
        (["A3", "", ""], 2),
        (["A 3", "/", ""], 2),
    ],
)
def test_rows_that_name_nobody_and_hold_no_mark_are_no_records(grid, rules, row, records):
    """Totals, words and blanks; a row with a mark or an identifier is a record, and found wanting if it is."""
    register = grid([["UPN", "04/09/2025 AM", "04/09/2025 PM"], ["A1", "/", "I"], row])
    assert register.counted.records == len(register) == 2 + records
    assert rules(register) == ([] if records or not any(row) else ["row-without-pupil"])


def test_a_number_that_is_a_schools_own_mark_is_a_mark(grid):
    """Where the city file says that 1 means present, a row of ones is a row of marks."""
    rows = [["UPN", "04/09/2025 AM"], ["", 1]]
    assert len(grid(rows)) == 0
    assert len(grid(rows, marks={"1": "/"})) == 1


def test_two_sheets_with_a_grid_need_the_sheets_name(workbook, told):
    """Reading the first alone would lose the other's marks; a named sheet is read, a wrong name refused."""
    path = workbook(
        Notes=[["nothing"]], Y7=[["UPN", "04/09/2025 AM"], ["A1", "/"]], Y8=[["UPN", "04/09/2025 AM"], ["A2", "I"]]
    )
    assert recognise(path) == "xlsx_grid"
    with pytest.raises(LayoutError, match="2 of its 3 sheets"):
        read(path, "999006", "grid.xlsx")
    assert told(read(path, "999006", "grid.xlsx", ReadOptions(sheet="Y8")))[0][3] == "I"
    with pytest.raises(LayoutError, match='"Y9"'):
        read(path, "999006", "grid.xlsx", ReadOptions(sheet="Y9"))


def test_numbers_in_the_upn_column_show_no_decimals(grid, told):
    """A spreadsheet keeps 331900100017 as a number; it reads as a person sees it."""
    assert told(grid([["UPN", "04/09/2025 AM"], [331900100017, "/"]]))[0][0] == "331900100017"


def test_the_order_of_columns_does_not_matter(grid, told):
    """A mark belongs to the day and session its heading names."""
    one = grid([["UPN", "04/09/2025 AM", "05/09/2025 PM"], ["A1", "/", "I"]])
    other = grid([["05/09/2025 PM", "04/09/2025 AM", "UPN"], ["I", "/", "A1"]])
    assert sorted(told(one)) == sorted(told(other))
