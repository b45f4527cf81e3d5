"""What do PDF and Word say where the page shows or hides?

On paper nothing can be opened: the figures behind the charts stand in a section of their own, and a chart says where.
"""

import re
from collections.abc import Iterator
from typing import Any

from attendlib.documents.faults import ExportError
from attendlib.documents.fitting import Fit
from attendlib.documents.report import Report
from attendlib.documents.shown import Shown
from attendlib.report import style
from attendlib.report.blocks.headline import ARROWS
from attendlib.report.blocks.prose import CALLOUTS

CONTENTS, FIGURES = "In this report", "The figures behind the charts"
BEHIND = "The figures behind this chart"

COLOURS = {name: getattr(style, name.upper()) for name in ("blue", "ink", "plum", "quiet", "rule", "tint")}
"""The house's colours by the names that the templates know."""

TONES = {CALLOUTS["note"]: style.BLUE, CALLOUTS["warning"]: style.ORANGE, CALLOUTS["good"]: style.GREEN}
"""The colour beside a callout, by the word that says its tone."""

ALONE, BESIDE = 104.0, 85.0
"""Millimetres across a chart: alone its letters are nearly as large as the text; beside another, or tall, smaller."""

_TALL, _PAGE = 105.0, 210.0
"""Millimetres down a chart: what a tall one is drawn smaller for, and what no chart exceeds."""

LONG_TITLE = 120
"""Letters from which on a title is set smaller, so that it leaves room on the first page."""

_FEW = 3
"""So many sections are seen without a list of them."""

_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def listed(report: Report) -> list[str]:
    """What the list of contents names, in order: every section, and the one of the figures. A short report needs no
    list."""
    titles = [*(str(item.block["title"]) for item in report.sections), *([FIGURES] if report.charts else [])]
    return titles if len(titles) > _FEW else []


def led(body: tuple[Shown, ...]) -> Iterator[tuple[list[Shown], Shown | None]]:
    """Every part of the body that is not a heading, with the headings right before it; None after the last part."""
    lead: list[Shown] = []
    for item in body:
        if item.kind == "section":
            lead.append(item)
        else:
            yield lead, item
            lead = []
    if lead:
        yield lead, None


def chart_width(svg: str) -> float:
    """Millimetres across a chart that stands alone."""
    found = _VIEW.search(svg)
    if not found:
        raise ExportError("A chart's drawing does not say how large it is: it needs a viewBox.")
    tall = float(found[2]) / float(found[1])
    return min(ALONE, max(_TALL / tall, min(BESIDE, _PAGE / tall)))


def short(report: Report, longest: int = 90) -> str:
    """The report's name for the foot of a page."""
    return report.name if len(report.name) <= longest else f"{report.name[:longest].rstrip()}…"


def figures_tables(report: Report) -> list[tuple[str, dict[str, Any]]]:
    """The table behind each chart with the name by which the chart points at it, in order."""
    return [(f"figures-{at}", item.block["table"]) for at, item in enumerate(report.charts, start=1)]


def card(figure: dict[str, Any]) -> dict[str, Any]:
    """A headline's figure, from its JSON form, line by line: the number with its sign, the unit in words, the small
    print, what it is set beside, what it is compared with and the arrow before that."""
    percent = figure["unit"] == "%"
    return {
        "label": figure["label"],
        "number": figure["shown"] + ("%" if percent else ""),
        "unit": "" if percent else figure["unit"],
        "small": [figure[key] for key in ("meaning", "note") if figure[key]],
        "beside": figure["beside"],
        "arrow": ARROWS[figure["direction"]],
        "comparison": figure["comparison"],
    }


def caption(table: dict[str, Any], fit: Fit) -> str:
    """A table's caption above one of its parts: which columns stand there, where it is not all."""
    every = len(table["columns"])
    if len(fit.columns) == every:
        return str(table["title"])
    first, last = fit.columns[1] + 1, fit.columns[-1] + 1
    which = f"columns {first} to {last}" if last > first else f"column {last}"
    return f"{table['title']} ({which} of {every})"


def small_print(table: dict[str, Any]) -> list[str]:
    """What stands below a table: its note and what its marks mean."""
    return [line for line in (table["note"], *table["marks"]) if line]


def unknown(item: Shown, document: str) -> ExportError:
    """The error for a kind of block that a document has no form for: nothing is left out in silence."""
    return ExportError(f"The notebook shows a block of kind {item.kind}, for which {document} has no form.")
