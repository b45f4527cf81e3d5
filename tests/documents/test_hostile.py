"""Does a name from a register stay a name in all four documents, whatever it looks like?"""

from typing import Any

import pytest

from attendlib.documents import FORMATS
from attendlib.report.blocks import (
    Block,
    Callout,
    Chart,
    Column,
    Figure,
    Headline,
    PupilList,
    Rules,
    RuleUsed,
    Section,
    Table,
    Title,
    Words,
)
from attendlib.report.escape import plain
from documents.every_block import notebook
from documents.said import SAID, squeezed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 100"><text x="0" y="20">x</text></svg>'
NAMES = {
    "markup": "<script>alert(1)</script><b>&amp;</b>",
    "formula": "=HYPERLINK(\"http://x.example\",\"x\")",
    "plus": "+1+1", "at": "@SUM(A1)", "minus": "-2+3", "number": "007", "address": "https://x.example/?a=b",
    "typst": "#let x = [*b*] $x^2$ \\ @ref <label> _i_ `raw` // /* ~ -- --- ... #include \"/etc/passwd\"",
    "word": "</w:t></w:r><w:p/>", "template": "{{ 7*7 }} {% raw %} ${x}",
    "commas": "O'Neil, \"Zoë\"; a|b", "quotes": "''\"\"``",
    "emoji": "👩\u200d🚀 😀", "script": "தமிழ் 漢字", "hebrew": "אבג", "marks": "a\u200eb\u200fc\u00adde\u0301",
    "turning": "\u202egnp.exe\u202c", "control": "a\x00b\x07c\x1b[0m\ufffe", "surrogate": "a\ud800b",
    "order mark": "\ufeffbom\ufeff", "long": "Wolfeschlegelsteinhausenbergerdorff" * 9, "spaces": "a  b\u00a0c\td\ne",
    "percent": "%s %(x)s %%", "entity": "&#x27; &lt; &nbsp;",
}  # fmt: skip
"""What a name can look like, by what is wrong with it."""


UNSEEN_IN_PDF = {0xFEFF: "\u2060", 0x200F: ""}
"""Marks without a glyph that a PDF does not hold: a byte order mark becomes a word joiner, a turn to the left is made
and not kept."""


def hostile(name: str) -> list[Block]:
    """The name wherever a block can hold a text."""
    table = Table(name, [Column("n", name), Column("c", "Count", "count")], [{"n": name, "c": 1}], name, note=name)
    return [
        Title(name, name, [(name, name)], restricted=True),
        Section(name, name),
        Headline([Figure(name, name, name, name, "up", name)]),
        Words([name], [name]),
        Callout("warning", name, name),
        Section(name, level=3),
        Chart(name, name, SVG, table, name),
        table,
        Table(name, [Column("n", name)], [], name),
        PupilList(name, [Column("n", name), Column("m", name)], [{"n": name, "m": name}], name),
        Rules([RuleUsed(name, name, "2015-09-01", name)]),
    ]


def wanted(name: str) -> str:
    """The text as every document has it."""
    return squeezed(plain(name))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_text_wherever_it_stands(kind: str, form: str) -> None:
    """In titles, headings, cards, sentences, captions, headings of columns, cells, notes, rules: the letters that it
    has, as often as it is shown, and nothing that they could do."""
    name = NAMES[kind]
    said = SAID[form](FORMATS[form].make(notebook(hostile(name))))
    words, cells = said.words, {squeezed(cell) for grid in said.grids for row in grid for cell in row}
    text = wanted(name).translate(UNSEEN_IN_PDF if form == "pdf" else {})
    assert words.count(text) >= 20
    assert text in cells


@pytest.mark.parametrize("form", FORMATS)
def test_long_and_wide_tables_are_whole(form: str) -> None:
    """Fifteen hundred rows, thirty columns, and none: every cell is there."""
    long = Table(
        "Long", [Column("n", "N"), Column("c", "C", "count")], [{"n": f"row {n}", "c": n} for n in range(1500)], "none."
    )
    columns = [Column(f"c{at}", f"Column {at}") for at in range(30)]
    wide = Table("Wide", columns, [{f"c{at}": f"cell {row}/{at}" for at in range(30)} for row in range(3)], "none.")
    empty = Table("Empty", columns, [], "nothing happened.")
    said = SAID[form](FORMATS[form].make(notebook([Title("T"), long, wide, empty])))
    cells = {cell for grid in said.grids for row in grid for cell in row}
    assert {cell["shown"] for table in (long, wide) for row in table.json()["rows"] for cell in row} <= cells
    assert squeezed("No rows: nothing happened.") in said.words


def test_a_prose_cell_is_text_too() -> None:
    """What is written in a notebook's own words gives no orders either."""
    book: Any = notebook([Title("T")])
    book.cells[0].source = f"## {NAMES['typst']}\n\n{NAMES['markup']}\n\n- {NAMES['word']}"
    for form in FORMATS:
        words = SAID[form](FORMATS[form].make(book)).words
        for kind in ("typst", "markup", "word"):
            assert wanted(NAMES[kind]) in words, (form, kind)
