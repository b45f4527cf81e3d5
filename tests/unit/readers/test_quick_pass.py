"""Does the quick pass take only what it can read for certain?"""

import pytest

from attendlib.readers.passes import Shape
from attendlib.readers.quick_pass import count_lines, lines_are_records, quick

SHAPE = Shape(",", ("upn", "note", "code"), (0, 2))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a,b,c\nd,e,f", True),
        ("a,b\r\nc,d\r\n", True),
        ('"a","b"\n"","c d"\n', True),
        ('"a,b",c', True),
        ("a\rb,c\n", False),
        ("a,b\r", False),
        ('"a\nb",c\n', False),
        ('a,"b\n', False),
        ('a,b"c"\n', False),
        ('"a"b,c\n', False),
        ('"a""b",c\n', False),
        ('a, "b"\n', False),
        ('a"b,"c\n"d\n', False),
        ('"a";b\n', False),
    ],
)
def test_lines_are_records_where_quotes_and_line_ends_are_plain(text, plain):
    """Whole cells quoted, pairs on one line, no quote inside, every carriage return before a newline."""
    assert lines_are_records(memoryview(text.encode()), ",") is plain


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2)])
def test_lines_are_counted_with_or_without_the_last_end(text, lines):
    """As an editor counts them."""
    assert count_lines(memoryview(text.encode())) == lines


@pytest.mark.parametrize(
    "text", ["a,b\n", "a,b,c,d\n", "a,b,c\n\n", " , , \n", ",,\n", "a,b,c\nUPN,note,code\n", "a,b,c\n\nd,e,f"]
)
def test_anything_odd_is_declined(text):
    """Ragged rows, blank rows and repeated headers are for the careful pass."""
    assert quick(memoryview(text.encode()), SHAPE) is None


def test_wanted_columns_are_read_as_text_each_distinct_one_once():
    """Leading zeros, NA and numbers stay text; a column may hold blanks where another holds none."""
    piece = quick(memoryview(b"007,x,NA\n007,y,\n1e3,z,NA\n"), SHAPE)
    assert piece is not None
    assert [column.texts() for column in piece.cells] == [["007", "007", "1e3"], ["NA", "", "NA"]]
    assert [column.values for column in piece.cells] == [("007", "1e3"), ("NA", "")]
    assert (piece.lines, piece.line, piece.ragged) == (3, None, None)
