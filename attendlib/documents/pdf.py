"""How does a report become a tagged PDF for paper and screen reader?

Tagged to PDF/UA-1: headings, tables with headings, figures with their alternative texts, language and title. What the
standard refuses (a chart without words for it) is an error here. No day and no machine is in the file.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from nbformat import NotebookNode

from attendlib.documents.exporter import ReportExporter
from attendlib.documents.finishing import finished
from attendlib.documents.fitting import FEW, Fit, fits, single_lines
from attendlib.documents.paper import (
    ALONE,
    BEHIND,
    BESIDE,
    COLOURS,
    CONTENTS,
    FIGURES,
    LONG_TITLE,
    TONES,
    caption,
    card,
    chart_width,
    figures_tables,
    led,
    listed,
    short,
    small_print,
    unknown,
)
from attendlib.documents.prose import prose_parts, words_parts
from attendlib.documents.report import Report, report_of
from attendlib.documents.shown import Shown
from attendlib.documents.typesetting import BOXES, TYPEFACE, cannot_show, pictures, typeset
from attendlib.report.blocks.column import numeric
from attendlib.report.escape import slug

TEMPLATE = "attendlib_pdf/report.typ"
BOXED = (
    "Letters drawn as boxes in this document are ones that its typeface lacks. They are whole when they are copied or "
    "read aloud, in the Word document and on the page."
)
_SHAPED = re.compile(
    "[^\n\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u27ff\ufffd]"
)
"""Letters that are put together before they are drawn: a drawing that holds one goes in as a picture."""


class PdfReport(ReportExporter):
    """The nbconvert exporter ``attendlib-pdf``."""

    export_from_notebook = "attendlib report (PDF)"
    output_mimetype = "application/pdf"
    suffix = ".pdf"

    def made(self, report: Report) -> bytes:
        """The PDF of a report."""
        return pdf(report)


def to_pdf(notebook: NotebookNode) -> bytes:
    """The executed notebook as a PDF. Raises ExportError as ``report_of`` and ``typeset`` do."""
    return pdf(report_of(notebook))


def pdf(report: Report) -> bytes:
    """The report as a PDF. Raises ExportError for what a tagged PDF may not lack."""
    return finished(typeset(TEMPLATE, _data(report)))


def _data(report: Report) -> dict[str, Any]:
    """Everything that the template sets: words as they are shown, widths, colours and drawings."""
    tables = figures_tables(report)
    return {
        **report.title,
        "name": report.name,
        "short": short(report),
        "long": len(report.title["title"]) > LONG_TITLE,
        "contents": CONTENTS if listed(report) else "",
        "contents_later": bool(report.first_page),
        "body": list(_paired(_body(report))),
        "figures": {"title": FIGURES, "tables": [{**_table(table), "target": name} for name, table in tables]},
        "rules": [_table(item.block["table"]) for item in report.rules],
        "made": report.made,
        "boxed": BOXED if cannot_show(_everything(report)) else "",
        "fonts": [TYPEFACE, BOXES],
        "colours": COLOURS,
        "beside": BESIDE,
        "behind": BEHIND,
    }


def _everything(report: Report) -> str:
    """All that a report says, in one text."""
    items = [*report.body, *report.rules]
    return json.dumps(
        [report.title, *(item.block for item in items), *(item.prose for item in items)], ensure_ascii=False
    )


def _body(report: Report) -> Iterator[dict[str, Any]]:
    """The parts in order, each with its headings; a turned table takes its headings along."""
    charts, sections = iter(_charts(report)), iter(_sections(report))
    for headings, item in led(report.body):
        lead = [next(sections) for _ in headings]
        part = next(charts) if item and item.kind == "chart" else _one(item) if item else None
        if part and part.get("turned"):
            yield {**part, "lead": lead}
        else:
            yield from (*lead, *filter(None, [part]))


def _paired(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for kind, run in groupby(parts, key=lambda part: str(part["kind"])):
        together = list(run)
        if kind == "chart":
            yield from ({"kind": "charts", "charts": together[at : at + 2]} for at in range(0, len(together), 2))
        else:
            yield from together


def _sections(report: Report) -> Iterator[dict[str, Any]]:
    """The headings in order; those that the list of contents names say in which of its two columns, and the first of a
    name can be pointed at."""
    many, at, named = len(listed(report)), 0, set[str]()
    for number, item in enumerate(report.body):
        if item.kind == "section" and int(item.block["level"]) > 2:
            yield item.block
        elif item.kind == "section":
            place = _place(item.block["title"])
            own: dict[str, Any] = {} if place in named else {"target": place}
            own |= {"contents": True} if number and number == report.first_page else {}
            named.add(place)
            yield {**item.block, "column": 1 if 2 * at < many else 2, **own}
            at += 1


def _one(item: Shown) -> dict[str, Any]:
    """A part that is neither a heading nor a chart."""
    block = item.block
    if item.kind in ("table", "pupil_list"):
        return _table(block)
    if item.kind == "headline":
        return {"kind": "headline", "cards": [card(figure) for figure in block["figures"]]}
    if item.kind == "commentary":
        return {"kind": "commentary", "answers": [_answer(answer) for answer in block["answers"]]}
    if item.kind == "callout":
        return {**block, "colour": TONES[block["tone"]]}
    if item.kind in ("words", "prose"):
        parts = prose_parts(item.prose) if item.kind == "prose" else words_parts(block)
        return {"kind": "words", "parts": [asdict(part) for part in parts]}
    raise unknown(item, "the PDF")


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    """A question and the parts of its answer, each with the place that it leads to."""
    return {**answer, "parts": [{**part, "target": _place(part["section"])} for part in answer["parts"]]}


def _place(title: str) -> str:
    """The label of a section."""
    return f"section-{slug(title)}"


def _table(table: dict[str, Any]) -> dict[str, Any]:
    parts = fits(table) if table["rows"] else []
    return {
        "kind": "table",
        "lead": [],
        **{key: table[key] for key in ("title", "empty", "total", "restricted")},
        "to_fill_in": "to_fill_in" in table,
        "few": len(table["rows"]) <= FEW,
        "small": small_print(table),
        "parts": [_part(table, part) for part in parts],
        "turned": any(part.turned for part in parts),
    }


def _part(table: dict[str, Any], part: Fit) -> dict[str, Any]:
    columns = [table["columns"][at] for at in part.columns]
    return {
        "caption": caption(table, part),
        "size": part.size,
        "widths": part.widths,
        "turned": part.turned,
        "head": [column["label"] for column in columns],
        "right": [numeric(column["kind"]) for column in columns],
        "rows": [[row[at]["shown"] for at in part.columns] for row in table["rows"]],
        "single": single_lines(table, part),
    }


def _charts(report: Report) -> list[dict[str, Any]]:
    """The charts in order. A drawing is a list of bytes: of an SVG, or of a PNG where its letters need it."""
    drawings = [unicodedata.normalize("NFC", item.svg) for item in report.charts]
    shaped = [svg for svg in drawings if _SHAPED.search(svg)]
    drawn = dict(zip(shaped, pictures(shaped, ALONE), strict=True))
    return [
        {
            "kind": "chart",
            "title": item.block["title"],
            "alt": item.block["alt"],
            "note": item.block["note"],
            "drawing": list(drawn[svg]) if svg in drawn else svg,
            "format": "png" if svg in drawn else "svg",
            "wide": chart_width(svg),
            "target": target,
        }
        for item, svg, (target, _) in zip(report.charts, drawings, figures_tables(report), strict=True)
    ]
