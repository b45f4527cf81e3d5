"""Does every table fit on a page, without a letter too small or a word cut?"""

from typing import Any

import nbformat
import pytest

from attendlib.documents.fitting import APART, SMALLEST, TURNED, UPRIGHT, USUAL, Fit, ems, fits, single_lines
from attendlib.documents.paper import caption
from attendlib.documents.report import report_of
from attendlib.places import shipped
from attendlib.report.blocks import Column, Table
from attendlib.report.charts.sheet import text_width


def table(columns: int, name: str = "School", label: str = "Measure", rows: int = 3) -> dict[str, Any]:
    """A table of percentages in its JSON form."""
    shown = [Column("n", "Name"), *(Column(f"c{at}", f"{label} {at}", "percent") for at in range(columns - 1))]
    data = [{"n": f"{name} {row}", **{f"c{at}": 93.4 for at in range(columns - 1)}} for row in range(rows)]
    return Table("T", shown, data, "none.").json()


def every_text() -> set[str]:
    """Everything that stands in a cell or heads a column in the committed notebooks."""
    found: set[str] = set()
    for file in shipped("notebooks").glob("*.ipynb"):
        report = report_of(nbformat.read(file, as_version=4))
        for item in (*report.body, *report.rules):
            block = item.block.get("table", item.block)
            found |= {cell["shown"] for row in block.get("rows", []) for cell in row}
            found |= {column["label"] for column in block.get("columns", [])}
    return found


@pytest.mark.parametrize("bold", [False, True])
def test_a_width_is_never_reckoned_too_small(bold: bool) -> None:
    """No text of the committed notebooks is wider in the typeface of the PDF than it was taken to be."""
    weight = "bold" if bold else "normal"
    texts = every_text()
    assert len(texts) > 300
    assert [text for text in texts if ems(text, bold) < text_width(text, 1000, weight) / 1000] == []


@pytest.mark.parametrize(("columns", "turned", "parts"), [(2, False, 1), (9, False, 1), (13, True, 1), (30, True, 2)])
def test_small_then_turned_then_in_parts(columns: int, turned: bool, parts: int) -> None:
    """A table is upright while it can be read so, turned while it fits so, and in parts when nothing else helps."""
    found = fits(table(columns))
    assert ({fit.turned for fit in found}, len(found)) == ({turned}, parts)


@pytest.mark.parametrize("columns", range(1, 41))
def test_every_part_fits_and_nothing_is_left_out(columns: int) -> None:
    """Whatever the number of columns: no wider than the page, letters neither too small nor too large, every column
    once, in order, and the names of the rows in each part."""
    found = fits(table(columns, "A school with a long name"))
    for fit in found:
        assert sum(fit.widths) <= (TURNED if fit.turned else UPRIGHT) + 0.01 * len(fit.widths)
        assert SMALLEST <= fit.size <= USUAL
        assert fit.columns[0] == 0
        assert len(fit.columns) == len(fit.widths)
    assert [0, *(at for fit in found for at in fit.columns[1:])] == list(range(columns))


def test_parts_are_about_equal() -> None:
    """Thirty columns are not twenty-eight and one."""
    sizes = [len(fit.columns) for fit in fits(table(30))]
    assert max(sizes) - min(sizes) <= 1


def test_a_long_word_does_not_need_a_page() -> None:
    """A name of three hundred letters is broken, one of twenty is not."""
    (broken,) = fits(table(3, "A" * 300))
    assert broken.size == USUAL
    (whole,) = fits(table(3, "A" * 20))
    assert whole.widths[0] >= ems("A" * 20) * whole.size + APART


def test_what_is_left_of_the_page_goes_to_the_words() -> None:
    """A column of figures is as wide as its figures; a column of sentences takes the rest."""
    columns = [Column("n", "Rule"), Column("c", "Count", "count"), Column("t", "How to mend it")]
    rows = [{"n": "x", "c": 1, "t": "A sentence that goes on and on. " * 5}]
    (fit,) = fits(Table("T", columns, rows, "none.").json())
    assert sum(fit.widths) == pytest.approx(UPRIGHT, abs=0.1)
    assert fit.widths[2] > 8 * fit.widths[1]


@pytest.mark.parametrize(
    ("fit", "wanted"),
    [
        (Fit((0, 1, 2), (), 8), "T"),
        (Fit((0, 1), (), 8), "T (column 2 of 3)"),
        (Fit((0, 2), (), 8), "T (column 3 of 3)"),
    ],
)
def test_a_part_says_which_columns_it_holds(fit: Fit, wanted: str) -> None:
    """In its caption, where it does not hold all."""
    assert caption(table(3), fit) == wanted


def test_a_row_is_known_to_take_one_line_only_where_it_surely_does() -> None:
    """Plain words that leave room do; words as wide as their column do not, nor do letters that join."""
    words = ("Zoë O’Neil – 7A", "W" * 12, "W" * 11, "e\u0301", "\u0644\u0627", "")
    shown = Table("T", [Column("n", "N")], [{"n": each} for each in words], "none.").json()
    exact = Fit((0,), (ems("W" * 12) * 8 + APART,), 8)
    assert single_lines(shown, exact) == [True, False, True, False, False, True]
    bold = {**shown, "total": True}
    assert not single_lines(bold, Fit((0,), (ems("W" * 11) * 8 * 1.02 + APART,), 8))[2]
