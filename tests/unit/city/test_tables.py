"""Is every mistake in a city's tables named with file, row and column, and nothing private repeated?"""

from pathlib import Path

import pytest
from tiny import TinyCity, upn_number

from attendlib.city import City, load_city
from attendlib.errors import CityError
from attendlib.intake import open_city

CANARY = "Zebedee"
"""A name that no message may hold."""


@pytest.fixture
def folder(tiny_city: TinyCity) -> Path:
    """The folder of a city of two schools and three pupils in which nothing is wrong."""
    tiny_city.pupil("/*4", surname=CANARY, forename=CANARY, pupil_id="1", year_group="4")
    tiny_city.pupil("/*4", surname=CANARY, forename=CANARY, pupil_id="2", year_group="4")
    tiny_city.pupil("/*4", urn="999002", surname=CANARY, forename=CANARY, pupil_id="1", year_group="R")
    return tiny_city.write().parent


def told(folder: Path) -> list[str]:
    """The mistakes, one a line, in none of which a name or UPN stands."""
    with pytest.raises(CityError) as error:
        load_city(folder / "city.yaml")
    message = str(error.value)
    assert CANARY not in message
    assert not [number for number in range(9) if upn_number(number) in message]
    return message.splitlines()[1:]


def edit(folder: Path, table: str, old: str, new: str) -> None:
    place = folder / f"{table}.csv"
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_wrong(folder: Path) -> None:
    """The usual tables are read as they stand."""
    city = load_city(folder / "city.yaml")
    assert [school.urn for school in city.schools] == ["999001", "999002"]
    assert len(city.roll.spells) == 3


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("schools", "999002,", "99902,", "schools.csv, line 3: column urn: not a URN — a URN has six digits"),
        ("schools", "999002,", "999001,", "schools.csv, line 3: column urn: this URN stands in an earlier row"),
        ("schools", "primary", "primry", 'schools.csv, line 2: column phase: not a phase — did you mean "primary"?'),
        (
            "schools",
            "urn,name,phase",
            "urn,name,Phase",
            "line 1: the column phase is missing — rename column 3 to phase",
        ),
        ("schools", "urn,name,phase", "urn,urn,phase", "columns 1 and 2 are called urn — keep one of them"),
        ("pupils", "pupil_id,", "surname,", "columns 6 and 8 are called surname — keep one of them"),
        ("pupils", "pupil_id,", "Pupil ID,", "the column pupil_id is missing — rename column 8 to pupil_id"),
        ("pupils", "date_of_birth", "Date of Birth", "the column date_of_birth is missing — rename column 3 to"),
        ("pupils", "urn,upn", "urn,UPN", "pupils.csv, line 1: the column upn is missing — rename column 2 to upn"),
        ("pupils", "entry_date", "Entry Date", "the column entry_date is missing — rename column 4 to entry_date"),
        ("pupils", "entry_date", "started", "the column entry_date is missing — add it, spelt like this"),
        (
            "pupils",
            "2025-09-01",
            "01/09/2025",
            "pupils.csv, line 2: column entry_date: not a date of the form YYYY-MM-DD",
        ),
        ("pupils", "2025-09-01", "20250901", "line 2: column entry_date: not a date"),
        ("pupils", "2025-09-01", "2025-02-29", "line 2: column entry_date: not a date"),
        ("pupils", "2025-09-01", "", "line 2: column entry_date: the date is missing"),
        ("pupils", "2025-09-01,", "2025-09-01,2025-08-31", "column leaving_date: the pupil leaves before entering"),
        ("pupils", "2015-01-15", "2025-09-01", "column date_of_birth: the pupil enters before being born"),
        ("pupils", "999002,", "999003,", "pupils.csv, line 4: column urn: no such school in the schools table"),
        ("pupils", f"999001,{upn_number(0)}", "999001,", "pupils.csv, line 2: column upn: the identifier is missing"),
        ("pupils", upn_number(1), upn_number(0), "line 3: column entry_date: this pupil is already on roll here"),
        (
            "pupils",
            f"{CANARY},{CANARY},2,",
            f"{CANARY},{CANARY},1,",
            "another pupil of this school has the same number",
        ),
        ("pupils", f"{CANARY},{CANARY},2,", f"{CANARY},{CANARY},{upn_number(0)},", "has the same number"),
        (
            "pupils",
            f"{CANARY},{CANARY},2",
            f"{CANARY},x,{CANARY},2",
            "pupils.csv, line 3: the row has 10 cells where the header has 9",
        ),
        ("pupils", f",{CANARY},{CANARY},2", f',"{CANARY},{CANARY},2', "a quotation mark is not closed"),
        ("calendar", "half-term", "halfterm", 'column kind: not a kind of period — did you mean "half-term"?'),
        ("calendar", "autumn 1", "autumn", "column name: a half term without its number"),
        ("calendar", "autumn 1", "autumn 7", "column name: a half term without its number"),
        ("calendar", "2025-10-24", "2025-08-24", "calendar.csv, line 2: column end: the end is before the start"),
        ("calendar", "2025-10-24", "2025-11-03", "line 3: the half term shares days with that of row 2"),
        ("calendar", ",half-term,autumn 1", "999009,half-term,autumn 1", "column urn: no such school"),
    ],
)
def test_a_mistake_is_named_with_its_row(folder: Path, table: str, old: str, new: str, says: str) -> None:
    """File, row, column, what is wrong and how to mend it."""
    edit(folder, table, old, new)
    lines = told(folder)
    assert any(says in line for line in lines), lines
    assert all(" — " in line for line in lines)


def test_a_table_without_a_header_shows_none_of_its_cells(folder: Path) -> None:
    """Where the first row is a pupil, the column names are asked for and no cell is taken for one."""
    place = folder / "pupils.csv"
    place.write_text("".join(place.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    (line, *others) = told(folder)
    assert "pupils.csv, line 1: the first row does not hold the column names — begin with urn,upn,entry_date" in line
    assert not others


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("table", ["schools", "pupils", "calendar"])
def test_the_delimiter_is_told_from_the_header(folder: Path, table: str, delimiter: str) -> None:
    """As in a register: a spreadsheet saved in another country has semicolons. A comma is then part of a cell."""
    place = folder / f"{table}.csv"
    edit(folder, "schools", "School 999001", "St Anne's")
    usual = load_city(folder / "city.yaml")
    text = place.read_text(encoding="utf-8").replace(",", delimiter).replace("St Anne's", "St Anne's, Upper")
    place.write_text(text, encoding="utf-8", newline="\r\n")
    city = load_city(folder / "city.yaml")
    assert (city.roll, city.calendar) == (usual.roll, usual.calendar)
    assert city.schools[0].name == ("St Anne's, Upper" if table == "schools" else "St Anne's")


def test_a_mistake_in_a_table_with_semicolons_is_told_in_its_own_terms(folder: Path) -> None:
    """A column that is spelt otherwise, and a row in which a cell holds the sign that divides cells."""
    place = folder / "pupils.csv"
    text = place.read_text(encoding="utf-8").replace(",", ";")
    place.write_text(text.replace("entry_date", "Entry date"), encoding="utf-8")
    assert "pupils.csv, line 1: the column entry_date is missing — rename column 4 to entry_date" in told(folder)[0]
    place.write_text(text.replace(f";{CANARY};{CANARY};2", f";{CANARY}; x;{CANARY};2"), encoding="utf-8")
    assert (
        "line 3: the row has 10 cells where the header has 9 — put a text that contains a semicolon" in told(folder)[0]
    )


def test_the_same_mistake_on_many_rows_is_told_once(folder: Path) -> None:
    """With the first row and the number of the others; the count at the top is of all."""
    place = folder / "pupils.csv"
    place.write_text(place.read_text(encoding="utf-8").replace("2025-09-01", "1/9/25"), encoding="utf-8")
    (line,) = told(folder)
    assert "line 2" in line
    assert line.endswith("(2 more rows with the same)")


def test_an_overlap_is_told_once_for_all_schools(folder: Path) -> None:
    """The city's own calendar is wrong once, however many schools there are."""
    edit(folder, "calendar", "2025-10-24", "2025-11-03")
    assert len(told(folder)) == 1


def test_a_half_term_twice(folder: Path) -> None:
    """The same row twice, or the same half term with two ends: never the later one in silence."""
    place = folder / "calendar.csv"
    text = place.read_text(encoding="utf-8")
    place.write_text(text + ",half-term,autumn 1,2025-09-01,2025-10-24\n", encoding="utf-8")
    assert any("stands in an earlier row" in line for line in told(folder))
    place.write_text(text + ",half-term,autumn 1,2025-09-01,2025-10-17\n", encoding="utf-8")
    assert any("line 8: the half term shares days with that of row 2" in line for line in told(folder))


def test_a_school_without_a_half_term(folder: Path) -> None:
    """Where only other schools have a calendar."""
    place = folder / "calendar.csv"
    text = place.read_text(encoding="utf-8").replace("\n,half-term", "\n999001,half-term")
    place.write_text(text, encoding="utf-8")
    assert any("no half term for school 999002" in line for line in told(folder))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"urn,upn\n\x00", b"\x81\x8d\x8f"])
def test_a_table_that_is_no_text(folder: Path, data: bytes) -> None:
    """Empty, damaged or in no known encoding: named, and the city is not read."""
    (folder / "pupils.csv").write_bytes(data)
    assert told(folder)[0].startswith("  pupils.csv: ")


def test_windows_text_is_read_with_a_remark(folder: Path) -> None:
    """A cp1252 pupils table stops nobody, but a finding says that letters may be wrong."""
    place = folder / "pupils.csv"
    place.write_bytes(place.read_text(encoding="utf-8").replace(CANARY, "Zoë").encode("cp1252"))
    city = open_city(folder / "city.yaml")
    assert city.city.roll.spells[0].surname == "Zoë"
    (finding,) = [f for f in city.findings() if f.rule == "encoding-assumed"]
    assert (finding.urn, finding.file, finding.severity) == ("", "pupils.csv", "warning")


@pytest.mark.parametrize(
    ("written", "boards"), [("1", True), ("Yes", True), ("B", True), ("", False), ("N", False), ("0", False)]
)
def test_a_boarder_is_told_by_yes_or_no(folder: Path, written: str, boards: bool) -> None:
    """In the words and letters of school systems; anything else is a mistake: a boarder is in no official figure."""
    edit(folder, "pupils", "pupil_id,", "boarder,")
    edit(folder, "pupils", f"{CANARY},{CANARY},1,", f"{CANARY},{CANARY},{written},")
    edit(folder, "pupils", f"{CANARY},{CANARY},2,", f"{CANARY},{CANARY},,")
    assert [spell.boarder for spell in load_city(folder / "city.yaml").roll.spells] == [boards, False, True]
    edit(folder, "pupils", f"{CANARY},{CANARY},{written},", f"{CANARY},{CANARY},weekly,")
    (line,) = told(folder)
    assert "pupils.csv, line 2: column boarder: neither yes nor no — write 1 for a boarder" in line


def test_blank_rows_and_extra_columns_are_passed_over(folder: Path) -> None:
    """A spreadsheet's empty last rows and columns of the school's own are no mistake; rows keep their numbers."""
    place = folder / "pupils.csv"
    head, *rows = place.read_text(encoding="utf-8").splitlines()
    text = "\n".join([f"{head},notes", ",,,,,,,,", *(f"{row},x" for row in rows), ",,,,,,,,"])
    place.write_text(text, encoding="utf-8")
    assert [spell.row for spell in load_city(folder / "city.yaml").roll.spells] == [3, 4, 5]


SIMILAR = "urn,similar_urn,distance,similar_name,period,source,overall_absence,severe_absence\n"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["999001,123456,1.25,Abroad,2024/25,DfE,6.8,0.4", "999001,999002,0,,,,,"], None),
        (["999009,123456,1,,,,,"], "column urn: no such school in the schools table"),
        (["999001,12345,1,,,,,"], "column similar_urn: not a URN"),
        (["999001,999001,1,,,,,"], "column similar_urn: a school cannot stand beside itself"),
        (["999001,999002,1,,,,,"] * 2, "line 3: column similar_urn: this pair stands in an earlier row"),
        (["999001,999002,,,,,,"], "column distance: the distance is missing"),
        (["999001,999002,near,,,,,"], "column distance: not a figure"),
        (["999001,999002,NaN,,,,,"], "column distance: not a figure"),
        (["999001,999002,-1,,,,,"], "column distance: below nought"),
        (["999001,123456,1,A,2024/25,DfE,101,"], "column overall_absence: not a percentage"),
        (["999001,123456,1,A,2024/25,DfE,-6,"], "column overall_absence: not a percentage"),
        (["999001,123456,1,A,2024/25,DfE,c,"], "column overall_absence: not a figure"),
        (["999001,123456,1,A,2024/25,DfE,0.068,"], "column overall_absence: a share, not a percentage"),
        (["999001,123456,1,A,,DfE,6.8,"], "column period: missing, though there are figures"),
        (["999001,123456,1,A,2024/25,,6.8,"], "column source: missing, though there are figures"),
    ],
)
def test_similar_schools(folder: Path, rows: list[str], says: str | None) -> None:
    """Each row needs two schools and a distance, and a figure its period and source; what cannot be right is named with
    its row and column."""
    (folder / "similar.csv").write_text(SIMILAR + "\n".join(rows) + "\n", encoding="utf-8")
    place = folder / "city.yaml"
    place.write_text("similar_schools: similar.csv\n" + place.read_text(encoding="utf-8"), encoding="utf-8")
    if says is None:
        abroad, here = load_city(place).similar
        assert (str(abroad.distance), abroad.name, dict(here.percents)) == ("1.25", "Abroad", {})
        assert {measure: str(figure) for measure, figure in abroad.percents.items()} == {
            "overall_absence": "6.8", "severe_absence": "0.4"
        }  # fmt: skip
    else:
        assert any(says in line for line in told(folder))


HISTORY = "academic_year,urn,enrolments,possible,authorised,unauthorised,persistently_absent,severely_absent\n"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["2024/25,999001,10,100,5,5,1,0"], None),
        (["2024/25,999001,10,100,5,5,1,0", "2023/24,999001,10,100,5,5,1,0"], None),
        (["2024/25,999009,10,100,5,5,1,0"], "column urn: no such school"),
        (["2024-25,999001,10,100,5,5,1,0"], "column academic_year: not an academic year"),
        (["2024/25,999001,10,100,50,51,1,0"], "column possible: fewer possible sessions than absent ones"),
        (["2024/25,999001,10,100,5,5,11,0"], "column enrolments: fewer enrolments than"),
        (["2024/25,999001,ten,100,5,5,1,0"], "column enrolments: not a whole number"),
        (["2024/25,999001,10,100,5.5,5,1,0"], "column authorised: not a whole number"),
        (["2024/25,999001,10,100,5,5,1,0"] * 2, "line 3: column urn: this school and year stand in an earlier row"),
    ],
)
def test_history(folder: Path, rows: list[str], says: str | None) -> None:
    """Counts of earlier years that cannot be right are named."""
    (folder / "history.csv").write_text(HISTORY + "\n".join(rows) + "\n", encoding="utf-8")
    place = folder / "city.yaml"
    place.write_text("history: history.csv\n" + place.read_text(encoding="utf-8"), encoding="utf-8")
    if says is None:
        assert [(row.enrolments, row.authorised) for row in load_city(place).history] == [(10, 5)] * len(rows)
    else:
        assert any(says in line for line in told(folder))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("{upn},14/11/2025,letter-a,sent", "date"),
        ("{upn},,letter-a,sent", "date"),
        ("{upn},2025-11-14,letter-a", ""),
        ("{upn},2025-11-14,letter-a,sent,,", ""),
    ],
)
def test_a_row_that_is_no_intervention_is_set_aside_and_stops_nobody(folder: Path, row: str, column: str) -> None:
    """It is told with its row and column; the rows beside it are read. Every row is one or the other."""
    good = f"999001,{upn_number(0)},2025-11-14,letter-a,sent"
    city = with_interventions(folder, good, f"999001,{row.format(upn=upn_number(0))}", good)
    assert [(one.step, one.outcome, one.row) for one in city.interventions] == [("letter-a", "sent", n) for n in (2, 4)]
    assert [(one.line, one.column, one.file) for one in city.interventions_aside] == [(3, column, "interventions.csv")]
    assert upn_number(0) not in str(city.interventions_aside[0])


@pytest.mark.parametrize(
    "text", ["urn,upn,day,step,outcome\n", "", 'urn,upn,date,step,outcome\n999001,"A,2025-11-14,b,c\n']
)
def test_an_interventions_table_that_cannot_be_told_as_a_whole_stops_the_city(folder: Path, text: str) -> None:
    """Without its columns, or past a quotation mark that is never closed, nobody knows what was done already."""
    with pytest.raises(CityError, match=r"interventions\.csv"):
        with_interventions(folder, header=text)


def with_interventions(folder: Path, *lines: str, header: str = "urn,upn,date,step,outcome\n") -> City:
    """The city with a table of interventions."""
    (folder / "interventions.csv").write_text(header + "\n".join(lines), encoding="utf-8")
    place = folder / "city.yaml"
    place.write_text("interventions: interventions.csv\n" + place.read_text(encoding="utf-8"), encoding="utf-8")
    return load_city(place)


@pytest.mark.parametrize(
    ("written", "target"), [("", ""), ("95", "95"), ("95.5", "95.5"), ("95%", "95"), ("95.5 %", "95.5"), ("100", "100")]
)
def test_a_schools_own_target_is_a_percentage(folder: Path, written: str, target: str) -> None:
    """With its sign or without; blank is none of its own."""
    edit(folder, "schools", "urn,name,phase", "urn,name,phase,attendance_target")
    edit(folder, "schools", "School 999001,primary", f"School 999001,primary,{written}")
    edit(folder, "schools", "School 999002,primary", "School 999002,primary,")
    assert load_city(folder / "city.yaml").school("999001").attendance_target == target


@pytest.mark.parametrize("written", ["0.95", "1", "950", "-95", "ninety", "95,5", "9e1", "."])
def test_a_target_that_is_no_percentage_is_named_with_its_row(folder: Path, written: str) -> None:
    """A share such as 0.95 would be below everybody's attendance, so that no letter would ever be due."""
    edit(folder, "schools", "urn,name,phase", "urn,name,phase,attendance_target")
    edit(folder, "schools", "School 999001,primary", f'School 999001,primary,"{written}"')
    edit(folder, "schools", "School 999002,primary", "School 999002,primary,")
    (line,) = told(folder)
    assert "schools.csv, line 2: column attendance_target: not a percentage of attendance" in line
