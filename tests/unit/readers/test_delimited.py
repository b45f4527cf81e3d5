"""Are rows, cells and line ends of delimited text told rightly, by either pass?"""

import numpy as np
import pytest

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers import stretches

HEADER = "upn,date,session,code"
ROW = "A1,2025-09-01,AM,/"


@pytest.fixture(params=["quick where it will do", "careful throughout", "in short stretches"])
def passes(request, monkeypatch):
    """Every test here must hold whichever pass reads which part of the file."""
    if request.param == "careful throughout":
        monkeypatch.setattr(stretches, "lines_are_records", lambda *_: False)
    if request.param == "in short stretches":
        monkeypatch.setattr(stretches, "STRETCH", 200)
        monkeypatch.setattr(stretches, "FINEST", 40)


@pytest.fixture
def shape(read_text, told, passes):
    """The row, mark and fault of each record of a text."""
    return lambda text: [(row[4], row[3], row[6]) for row in told(read_text(text))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header(read_text, told, passes, delimiter):
    """Comma, semicolon, tab and bar; the others are then ordinary characters of a cell."""
    text = "\n".join([HEADER, ROW, "A2,2025-09-01,PM,x y"]).replace(",", delimiter)
    assert told(read_text(text)) == [
        ("A1", "2025-09-01", "AM", "/", 2, "", ""),
        ("A2", "2025-09-01", "PM", "x y", 3, "", ""),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_are_line_ends(shape, end):
    """Unix, Windows and old Macintosh; the last line may lack its own."""
    assert shape(end.join([HEADER, ROW, ROW, "", ROW])) == [(2, "/", ""), (3, "/", ""), (5, "/", "")]


def test_quoted_cells_may_hold_the_delimiter_quotes_and_nothing_else(shape):
    """Quoting is removed, a doubled quote is one quote, an empty quoted cell is empty."""
    rows = [HEADER + ",note", '"A1","2025-09-01","AM","/","a, ""b"""', '"A1",2025-09-01,AM,"",""', f"{ROW},x"]
    assert shape("\n".join(rows)) == [(2, "/", ""), (3, "", ""), (4, "/", "")]


def test_a_cell_over_several_lines_is_one_cell_and_rows_after_it_keep_their_number(read_text, told, passes):
    """The record stands on the line where it starts; the lines it goes on over are counted apart."""
    register = read_text(f'{HEADER},note\n{ROW},"one\ntwo\r\nthree"\n{ROW},x\n')
    assert [row[4] for row in told(register)] == [2, 5]
    assert (register.counted.rows, register.counted.records, register.counted.continued) == (5, 2, 2)


def test_a_line_end_inside_a_mark_is_a_broken_row(shape):
    """Two unclosed quotes can pair up over a line end; what they swallow is no mark."""
    assert shape(f'{HEADER}\nA1,2025-09-01,AM,"/\n{ROW},"\n{ROW}\n') == [(2, "", "ragged-row"), (4, "/", "")]


@pytest.mark.parametrize(
    "tail", ['A1,2025-09-01,AM,"/\n', f'"A1,2025-09-01,AM,/\n{ROW}\n{ROW}', f'"A1\n{ROW}\n"A2",x\n']
)
def test_an_unclosed_quote_is_refused_by_its_row(read_text, passes, tail):
    """It would swallow the rows after it."""
    with pytest.raises(UnreadableFile, match="opened on row 3 "):
        read_text(f"{HEADER}\n{ROW}\n{tail}")


def test_an_unclosed_quote_before_a_very_long_rest_is_refused_too(read_text, passes):
    """Also where the swallowed text is longer than a cell may be."""
    with pytest.raises(UnreadableFile, match="opened on row 2 "):
        read_text(f'{HEADER}\n"{ROW}\n' + f"{ROW}\n" * 10_000)


def test_a_stray_quote_spoils_its_own_row_alone(shape):
    """A quote that is not doubled inside a quoted cell; one inside a plain cell is an ordinary character."""
    assert shape(f'{HEADER}\n{ROW}\n"A"1,2025-09-01,AM,/\n{ROW}\nA"1,2025-09-01,AM,/"\n') == [
        (2, "/", ""),
        (3, "", "ragged-row"),
        (4, "/", ""),
        (5, '/"', ""),
    ]


def test_blank_rows_and_repeated_headers_are_counted_and_no_records(read_text, passes):
    """Empty lines, lines of blanks and rows of empty cells are blank; a header in capitals repeats the header."""
    register = read_text("\n".join([HEADER, "", ROW, "   ", ",,,", " , ,, ", HEADER.upper(), ROW, ""]))
    counted = register.counted
    assert register.row.tolist() == [3, 8]
    assert (counted.rows, counted.records, counted.blank, counted.repeated_header) == (8, 2, 4, 1)


def test_titles_above_the_header_are_counted_and_rows_numbered_as_seen(read_text, passes):
    """Also a quoted title over two lines and a `sep=` line."""
    register = read_text(f'sep=,\n"Marks\nof Year 7"\n\n{HEADER}\n{ROW}\n')
    assert register.row.tolist() == [6]
    assert (register.counted.rows, register.counted.title, register.counted.blank, register.counted.header) == (
        6,
        3,
        1,
        1,
    )


def test_a_header_too_far_down_is_not_found(read_text, passes):
    """Twenty rows are looked at; a name far below may be a cell."""
    with pytest.raises(LayoutError, match="no layout is recognised"):
        read_text("title\n" * 20 + f"{HEADER}\n{ROW}\n")


def test_a_column_name_that_stands_twice_is_refused(read_text, passes):
    """Which of two is meant cannot be told. Of columns that nobody reads it need not be."""
    with pytest.raises(LayoutError, match='row 1: columns 4 and 5 are called "code"'):
        read_text(f"{HEADER},Code\n{ROW},/\n")
    with pytest.raises(LayoutError, match='columns 5 and 6 are called "minutes_late"'):
        read_text(f"{HEADER},minutes_late,Minutes_late\n{ROW},1,2\n")
    assert len(read_text(f"{HEADER},Comment,Comment\n{ROW},1,2\n")) == 1


def test_columns_without_a_name_are_passed_over(shape):
    """A trailing delimiter in header and rows alike is a column without a name, even twice."""
    assert shape(f"{HEADER},,\n{ROW},,\n{ROW},,\n") == [(2, "/", ""), (3, "/", "")]


def test_an_odd_row_leaves_the_rest_to_the_quick_pass(read_text, monkeypatch):
    """A blank row in a large file must not cost the whole file its speed, nor move a row's number: the stretch it is in
    is cut finer until few lines are left to the careful pass."""
    monkeypatch.setattr(stretches, "STRETCH", 1000)
    monkeypatch.setattr(stretches, "FINEST", 100)
    careful, pieces = stretches.careful, []
    monkeypatch.setattr(stretches, "careful", lambda *given: pieces.append(careful(*given)) or pieces[-1])
    rows = [ROW] * 200
    rows[120] = ""
    register = read_text("\n".join([HEADER, *rows]) + "\n")
    assert [piece.blank for piece in pieces] == [1]
    assert pieces[0].lines < 10
    assert register.row.tolist() == [row for row in range(2, 202) if row != 122]
    np.testing.assert_array_equal(register.fault.index, np.zeros(199, dtype=np.int32))


def test_an_odd_line_longer_than_the_finest_stretch_is_still_read(shape):
    """A line is never cut, however long."""
    assert shape(f"{HEADER},note\n{ROW},{'x' * 200_000}\n{ROW},{'y' * 200_000},more\n") == [
        (2, "/", ""),
        (3, "", "ragged-row"),
    ]


def test_a_well_formed_file_needs_the_careful_pass_nowhere(read_text, monkeypatch):
    """Windows line ends and plain quoting are well-formed."""
    monkeypatch.setattr(stretches, "careful", None)
    quoted = ",".join(f'"{cell}"' for cell in ROW.split(","))
    assert len(read_text("\r\n".join([HEADER, ROW, quoted, f"{ROW}"]))) == 3
