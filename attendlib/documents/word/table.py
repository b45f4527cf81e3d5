"""How does a table become a Word table, with its headings on every page?"""

from typing import Any

from attendlib.documents.fitting import FEW, UPRIGHT, Fit
from attendlib.documents.paper import card, small_print
from attendlib.documents.word.text import BOLD, paragraph, run, strong
from attendlib.report.blocks.column import numeric

_TWENTIETHS = 20
_HALVES = 2
_WHOLE = "<w:cantSplit/>"
_HEAD, _HIGH = f"{_WHOLE}<w:tblHeader/>", f'{_WHOLE}<w:trHeight w:val="640" w:hRule="atLeast"/>'
"""Kinds of rows: on one page; a head that comes again on every page; as high as handwriting."""


def grid(table: dict[str, Any], fit: Fit) -> str:
    """One part of a table with rows, given in its JSON form. Few rows stay together, with the small print below."""
    columns = [table["columns"][at] for at in fit.columns]
    sides = ['<w:jc w:val="right"/>' if numeric(column["kind"]) else "" for column in columns]
    widths = [round(width * _TWENTIETHS) for width in fit.widths]
    together = len(table["rows"]) <= FEW
    last = len(table["rows"]) - 1
    size = f'<w:sz w:val="{round(fit.size * _HALVES)}"/><w:szCs w:val="{round(fit.size * _HALVES)}"/>'
    to_fill_in = "to_fill_in" in table
    rows = [_line([column["label"] for column in columns], widths, sides, BOLD + size, _HEAD, keep=True)]
    for number, row in enumerate(table["rows"]):
        look = BOLD + size if table["total"] and number == last else size
        words = [row[at]["shown"] for at in fit.columns]
        keep = together and (number < last or bool(small_print(table)))
        rows.append(_line(words, widths, sides, look, _HIGH if to_fill_in else _WHOLE, keep=keep))
    return _framed("ToFillIn" if to_fill_in else "Figures", widths, rows, last_row=table["total"])


def cards(figures: list[dict[str, Any]]) -> str:
    """A headline as a table: a column for each figure, headed by its label."""
    made = [card(figure) for figure in figures]
    widths = [round(UPRIGHT * _TWENTIETHS / len(made))] * len(made)
    lines = [[paragraph(style, run(line)) for style, line in _below(one) if line] for one in made]
    rows = [
        _row([paragraph("Cell", strong(one["label"]), "<w:keepNext/>") for one in made], widths, _HEAD),
        _row([paragraph("CardNumber", run(one["number"])) for one in made], widths, _WHOLE),
        _row(["".join(own) or paragraph("Cell", "") for own in lines], widths, _WHOLE),
    ]
    return _framed("Cards", widths, rows)


def _below(one: dict[str, Any]) -> list[tuple[str, str]]:
    """The lines below the number of a card, each with its style."""
    compared = [*one["beside"], f"{one['arrow']} {one['comparison']}".strip()]
    return [
        ("CardLine", one["unit"]),
        *(("CardSmall", line) for line in one["small"]),
        *(("CardLine", line) for line in compared),
    ]


def _framed(style: str, widths: list[int], rows: list[str], last_row: bool = False) -> str:
    columns, inside = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths), "".join(rows)
    look = f'w:val="{"06E0" if last_row else "06A0"}" w:firstRow="1" w:lastRow="{int(last_row)}" w:firstColumn="1"'
    look += ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{inside}</w:tbl>'
    )


def _row(cells: list[str], widths: list[int], kind: str) -> str:
    """A row of cells, each given as paragraphs."""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{kind}</w:trPr>{inside}</w:tr>"


def _line(words: list[str], widths: list[int], sides: list[str], look: str, kind: str, *, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    cells = [paragraph("Cell", run(word, look), kept + side) for word, side in zip(words, sides, strict=True)]
    return _row(cells, widths, kind)
