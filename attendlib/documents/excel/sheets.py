"""Which sheets does a workbook have, and what is in each?

Every sheet is a title, lines of words and one table. What the page says in sentences stands in a table too, each with
the section that it belongs to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from attendlib.documents.paper import card, small_print, unknown
from attendlib.documents.prose import Run, prose_parts, words_parts
from attendlib.documents.report import Report
from attendlib.documents.shown import Shown
from attendlib.report.blocks import Column, Table
from attendlib.report.written import MARKS

COVER = "Cover"
LONGEST = 31
"""Letters of a sheet's name, as Excel counts them."""

TOP, WHOLE = "the top of the report", "the whole report"
NOTHING = "none"
"""Stands where a headline's figure has no unit, comparison or note: a table has no blank cell."""

_WITH_FIGURES = ("table", "pupil_list", "chart", "rules")
_WITH_WORDS = ("section", "words", "prose", "callout", "commentary")
_PARTS = {"heading": "Heading", "paragraph": "Paragraph", "bullets": "Bullet"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]+")


@dataclass(frozen=True)
class Sheet:
    """name: on its tab · title: its first line · lines: below that · table: in the JSON form of a Table block, with or
    without rows · section: the part of the report that it belongs to."""

    name: str
    title: str
    lines: tuple[str, ...]
    table: dict[str, Any]
    section: str


def sheets(report: Report) -> list[Sheet]:
    """Every sheet but the cover, in order. Raises ExportError for a block that has no form there."""
    body = list(_under_headings(report.body))
    made: list[tuple[str, dict[str, Any], list[str]]] = [
        (section, _headline(item.block), []) for section, item in body if item.kind == "headline"
    ]
    spoken = [line for section, item in body for line in _spoken(section, item)]
    if spoken:
        made.append((WHOLE, _texts("In words", ("Part of the report", "Kind", "Words"), spoken), []))
    made += [
        (section, *_figures(item))
        for section, item in [*body, *((WHOLE, item) for item in report.rules)]
        if item.kind in _WITH_FIGURES
    ]
    made.append((WHOLE, _texts("What the marks mean", ("Mark", "Meaning"), list(MARKS.items())), []))
    taken = {COVER.lower()}
    return [
        Sheet(_own_name(table["title"], taken), table["title"], (*lines, *small_print(table)), table, section)
        for section, table, lines in made
    ]


def contents(sheets: Sequence[Sheet]) -> dict[str, Any]:
    """The table of the sheets, for the cover."""
    rows = [(sheet.name, sheet.title, sheet.section) for sheet in sheets]
    return _texts("Contents", ("Sheet", "What it holds", "Part of the report"), rows)


def _under_headings(body: tuple[Shown, ...]) -> Iterator[tuple[str, Shown]]:
    """Every part of the body with the title of the nearest heading before it."""
    section = TOP
    for item in body:
        if item.kind not in (*_WITH_WORDS, *_WITH_FIGURES, "headline"):
            raise unknown(item, "the workbook")
        section = item.block["title"] if item.kind == "section" else section
        yield section, item


def _figures(item: Shown) -> tuple[dict[str, Any], list[str]]:
    """The table of a block, and what else is to be said above it."""
    block = item.block
    if item.kind == "chart":
        return block["table"], [line for line in (block["alt"], block["note"]) if line]
    return (block["table"] if item.kind == "rules" else block), []


def _headline(block: dict[str, Any]) -> dict[str, Any]:
    """The figures as rows; a number is a number of its own kind."""
    cards = [card(figure) for figure in block["figures"]]
    rows = [
        (
            own["label"],
            own["number"],
            *(
                word or NOTHING
                for word in (own["unit"], _line([*own["beside"], own["comparison"]]), _line(own["small"]))
            ),
        )
        for own in cards
    ]
    table = _texts("Headline", ("Figure", "Value", "Unit", "Compared with", "Note"), rows)
    for figure, row in zip(block["figures"], table["rows"], strict=True):
        if "value" in figure:
            places = len(figure["shown"].partition(".")[2])
            kind = "percent" if figure["unit"] == "%" else "number" if places else "count"
            row[1] |= {"value": figure["value"], "kind": kind, "places": places}
    return table


def _line(texts: Sequence[str]) -> str:
    return "; ".join(filter(None, texts))


def _spoken(section: str, item: Shown) -> Iterator[tuple[str, str, str]]:
    """What a part says in words: the section, the kind and the words of each line."""
    block = item.block
    if item.kind == "section":
        yield section, "Heading", section
        if block["intro"]:
            yield section, "Paragraph", block["intro"]
    elif item.kind == "callout":
        yield section, block["tone"], f"{block['title']}: {block['text']}"
    elif item.kind == "commentary":
        for answer in block["answers"]:
            yield section, "Question", answer["question"]
            parts = [(words, part["section"]) for part in answer["parts"] for words in part["sentences"]]
            yield from ((section, "Answer", f"{words} ({there})") for words, there in parts)
    elif item.kind in ("words", "prose"):
        for part in prose_parts(item.prose) if item.kind == "prose" else words_parts(block):
            yield from ((section, _PARTS[part.kind], "".join(map(_run, line))) for line in part.lines)


def _run(run: Run) -> str:
    return f"{run.words} ({run.address})" if run.address else run.words


def _texts(title: str, labels: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A table of words in the JSON form of a Table block."""
    columns = [Column(str(at), label) for at, label in enumerate(labels)]
    cells = [dict(zip((column.key for column in columns), row, strict=True)) for row in rows]
    return Table(title, columns, cells, "there is nothing to say.").json()


def _own_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, as near to the title as can be."""
    plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or "Sheet"
    plain = f"{plain} table" if plain.lower() == "history" else plain
    name, at = _cut(plain, LONGEST), 1
    while name.lower() in taken:
        at += 1
        name = f"{_cut(plain, LONGEST - len(str(at)) - 1)} {at}"
    taken.add(name.lower())
    return name


def _cut(words: str, longest: int) -> str:
    """The words that fit, or the letters that fit of a single long word."""
    if _letters(words) <= longest:
        return words
    kept = words
    while _letters(kept) > longest:
        kept = kept[:-1]
    whole, _, _ = kept.rpartition(" ")
    return (whole if _letters(whole) > longest // 2 else kept).strip("' ")


def _letters(words: str) -> int:
    """How many letters Excel counts: two for one beyond the first 65,536."""
    return len(words.encode("utf-16-le")) // 2
