"""Does a finding name the column in which something is to be mended, in every layout with several marks to a row?"""

from pathlib import Path

import pytest
from layouts import GRIDS
from marks import Mark, csv_of, workbook_of
from records import CONTEXT

from attendlib.checks import REJECTING, accounts, examine
from attendlib.readers import read

MONDAY = "2025-09-01"
"""In the term of the context, where its Thursday is closed and the second pupil left on its Wednesday."""

HALVES = [f"{day}{half}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for half in ("AM", "PM")]
Told = tuple[int, str, str]


def told(tmp_path: Path, data: bytes) -> list[Told]:
    """Row, rule and column of every finding about a row of the file; each rejected record has one that rejects it."""
    path = tmp_path / "register"
    path.write_bytes(data)
    examined = examine([read(path, "999001", "register")], CONTEXT)
    (account,) = accounts(examined)
    found = [(one.row, one.rule, one.column) for one in examined.findings if one.file == "register" and one.row]
    assert account.rejected == sum(rule in REJECTING for _, rule, _ in found)
    return found


@pytest.mark.parametrize(
    ("cells", "rule", "columns"),
    [
        (["P0", "soon", *"//////////"], "bad-date", ["WeekStart"] * 10),
        (["P0", "2025-09-02", *"//////////"], "week-start-not-monday", ["WeekStart"] * 10),
        (["", MONDAY, *"//////////"], "no-pupil", ["StudentId"] * 10),
        (["NOBODY", MONDAY, *"##/#######"], "unknown-pupil", ["StudentId"]),
        (["P0", MONDAY, *"//////////", "x"], "ragged-row", [""] * 10),
        (["P0", MONDAY, *"##@#######"], "unknown-code", ["TueAM"]),
        (["P0", MONDAY, *"######I###"], "closed-session", ["ThuAM"]),
        (["P1", MONDAY, *"#########I"], "off-roll", ["FriPM"]),
    ],
)
def test_a_week_to_a_row(tmp_path: Path, cells: list[str], rule: str, columns: list[str]) -> None:
    """What the whole row has from one cell is that cell's; a day that is wrong alone is told by its own column; a row
    that is wrong as a whole names none."""
    sound = ["P0", "2025-09-08", "/", "\\", *"########"]
    found = told(tmp_path, csv_of([["StudentId", "WeekStart", *HALVES], sound, cells]))
    assert found == [(3, rule, column) for column in columns]


def test_a_column_to_a_session(tmp_path: Path) -> None:
    """A heading that is no date spoils the marks below it and is named; a pupil is named by the column of pupils."""
    head = ["UPN", "01/09/2025 AM", "31/09/2025 PM", "04/09/2025 AM", "02/09/2025"]
    rows = [
        ["P0", "/", "I", "#", "#"],
        ["NOBODY", "/", "#", "#", "#"],
        ["P0", "#", "#", "/", "#"],
        ["", "I", "#", "#", "#"],
    ]
    assert sorted(told(tmp_path, workbook_of([head, *rows]))) == [
        (2, "bad-date", "31/09/2025 PM"),
        (2, "bad-session", "02/09/2025"),
        (3, "bad-date", "31/09/2025 PM"),
        (3, "bad-session", "02/09/2025"),
        (3, "unknown-pupil", "UPN"),
        (4, "bad-date", "31/09/2025 PM"),
        (4, "bad-session", "02/09/2025"),
        (4, "closed-session", "04/09/2025 AM"),
        *[(5, "no-pupil", "UPN")] * 4,
    ]


@pytest.mark.parametrize("layout", GRIDS)
def test_a_pupil_is_named_by_the_column_of_pupils_and_a_mark_by_its_own(tmp_path: Path, layout: str) -> None:
    """In any layout with several marks to a row: two marks in a row that are wrong stand in two columns, and a pupil
    whom nobody knows in one."""
    marks = [Mark("P0", MONDAY, "AM", "@"), Mark("P0", MONDAY, "PM", "@"), Mark("NOBODY", MONDAY, "AM", "/")]
    found = told(tmp_path, GRIDS[layout]([*marks, Mark("NOBODY", MONDAY, "PM", "\\")]))
    codes = [column for _, rule, column in found if rule == "unknown-code"]
    (pupil,) = {column for _, rule, column in found if rule == "unknown-pupil"}
    assert len(set(codes)) == len(codes) == 2
    assert pupil
    assert pupil not in codes
