"""What stands in the Word document, from the title to the last line, and in which order?"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from attendlib.documents.fitting import fits
from attendlib.documents.paper import (
    ALONE,
    BEHIND,
    CONTENTS,
    FIGURES,
    LONG_TITLE,
    TONES,
    caption,
    chart_width,
    figures_tables,
    led,
    listed,
    small_print,
    unknown,
)
from attendlib.documents.prose import Part, Run, prose_parts, words_parts
from attendlib.documents.report import Report
from attendlib.documents.shown import Shown
from attendlib.documents.typesetting import pictures
from attendlib.documents.word.page import pages
from attendlib.documents.word.picture import inline
from attendlib.documents.word.table import cards, grid
from attendlib.documents.word.text import (
    BREAK,
    CLOSED,
    LINKED,
    TAB,
    bookmark,
    link,
    opened,
    outside,
    paragraph,
    run,
    strong,
)

SMALLER = '<w:sz w:val="26"/><w:szCs w:val="26"/>'
"""The look of a title that would fill the first page."""

QUESTION = '<w:sz w:val="21"/><w:szCs w:val="21"/>'
NEAR = '<w:spacing w:before="120" w:after="60"/>'
"""How large a question is, and where a heading stands, that shares the first page with what sums the report up."""

GAP = paragraph("Gap", "")
"""A thin line of nothing: what follows a table does not touch it."""


def content(document: Document, report: Report) -> str:
    """The report as WordprocessingML; its pictures and links are put into the document. Raises ExportError for a block
    that has no form there."""
    return "".join(_Story(document, report).parts())


class _Story:
    """The document under way: what has been numbered so far."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report = document, report
        self.numbers = count(1)
        self.sections = count(1)
        self.drawn = iter(pictures([item.svg for item in report.charts], ALONE))
        self.tables = figures_tables(report)
        self.targets = iter([target for target, _ in self.tables])
        self.kinds: dict[str, Callable[[Shown], Iterator[str]]] = {
            "callout": lambda item: _callout(item.block),
            "chart": self._chart,
            "commentary": lambda item: self._commentary(item.block),
            "headline": lambda item: iter([GAP, cards(item.block["figures"]), GAP]),
            "prose": lambda item: self._words(prose_parts(item.prose)),
            "pupil_list": lambda item: self._table(item.block),
            "table": lambda item: self._table(item.block),
            "words": lambda item: self._words(words_parts(item.block)),
        }

    def parts(self) -> Iterator[str]:
        """Everything in order, as WordprocessingML."""
        yield from _opening(self.report)
        if not self.report.first_page:
            yield from self._contents()
        for lead, item in led(self.report.body):
            headings = [part for one in lead for part in self._section(one.block)]
            yield from self._on_pages(item.block if item else {}, [*headings, *self._shown(item)])
        if self.tables:
            yield from self._section({"title": FIGURES, "intro": "", "level": 2})
        for target, table in self.tables:
            yield from self._on_pages(table, [*self._table(table, target)])
        for item in self.report.rules:
            yield from self._on_pages(item.block["table"], [*self._table(item.block["table"])])
        yield paragraph("Small", run(self.report.made))

    def _shown(self, item: Shown | None) -> Iterator[str]:
        if item and item.kind not in self.kinds:
            raise unknown(item, "the Word document")
        return self.kinds[item.kind](item) if item else iter(())

    def _on_pages(self, block: dict[str, Any], own: list[str]) -> Iterator[str]:
        """What shows a block: a table that is too wide has pages of its own, the long side down."""
        turned = bool(block.get("rows")) and any(fit.turned for fit in fits(block))
        if turned:
            yield paragraph("Gap", "", pages(self.document))
        yield from own
        if turned:
            yield paragraph("Gap", "", pages(self.document, turned=True))

    def _contents(self, more: str = "") -> Iterator[str]:
        """A field that Word can bring up to date, filled already: links without page numbers, which only Word knows."""
        titles = listed(self.report)
        lines = [link(_section_name(at), run(title, LINKED)) for at, title in enumerate(titles, start=1)]
        if lines:
            lines[0], lines[-1] = opened(r"TOC \o 2-2 \h \n") + lines[0], lines[-1] + CLOSED
            yield paragraph("Contents", run(CONTENTS), more)
            yield from (paragraph("TOC2", line) for line in lines)

    def _section(self, block: dict[str, Any]) -> Iterator[str]:
        words, turn = run(block["title"]), "<w:pageBreakBefore/>" if "new_page" in block else ""
        turn += NEAR if any(block is one.block for one in self.report.body[: self.report.first_page]) else ""
        if self.report.first_page and block is self.report.body[self.report.first_page].block:
            yield from self._contents(turn)
            turn = ""
        if block["level"] == 2:
            words = bookmark(next(self.numbers), _section_name(next(self.sections)), words)
        yield paragraph(f"Heading{block['level']}", words, turn)
        if block["intro"]:
            yield paragraph("Intro", run(block["intro"]), NEAR if NEAR in turn else "")

    def _words(self, parts: list[Part]) -> Iterator[str]:
        for part in parts:
            style = {"heading": f"Heading{part.level}", "bullets": "ListBullet"}.get(part.kind, "Normal")
            yield from (paragraph(style, "".join(self._run(one) for one in line)) for line in part.lines)

    def _commentary(self, block: dict[str, Any]) -> Iterator[str]:
        """Questions and their answers in two columns, so that they stand on one page with the headline."""
        places: dict[str, int] = {}
        for at, item in enumerate(self.report.sections, start=1):
            places.setdefault(item.block["title"], at)
        yield paragraph("Gap", "", pages(self.document))
        for answer in block["answers"]:
            yield paragraph("Heading3", run(answer["question"], QUESTION), NEAR)
            for part in answer["parts"]:
                yield from (paragraph("Answer", run(words)) for words in part["sentences"])
                there = link(_section_name(places[part["section"]]), run(part["section"], LINKED))
                yield paragraph("AnswerPlace", there)
        yield paragraph("Gap", "", pages(self.document, columns=2, begins="continuous"))
        # What follows begins below both columns, so that they are made equally long.
        yield paragraph("Gap", "", pages(self.document, begins="continuous"))

    def _run(self, one: Run) -> str:
        if one.address:
            return outside(self.document.part.relate_to(one.address, RELATIONSHIP_TYPE.HYPERLINK, True), one.words)
        return strong(one.words) if one.bold else run(one.words)

    def _chart(self, item: Shown) -> Iterator[str]:
        block = item.block
        drawn = inline(self.document, next(self.drawn), chart_width(item.svg), block["alt"], next(self.numbers))
        # In one paragraph: caption and picture are on one page in every program that shows the document.
        yield paragraph("Caption", run(block["title"]) + BREAK + drawn)
        if block["note"]:
            yield paragraph("Small", run(block["note"]), "<w:keepNext/>")
        yield paragraph("Small", link(_figures_name(next(self.targets)), run(BEHIND, LINKED)))

    def _table(self, table: dict[str, Any], target: str = "") -> Iterator[str]:
        if table["restricted"]:
            yield paragraph("Restricted", run(table["restricted"]))
        if not table["rows"]:
            yield paragraph("Caption", self._named(target, table["title"]))
            yield paragraph("Normal", run(table["empty"]))
        for fit in fits(table) if table["rows"] else []:
            yield paragraph("Caption", self._named(target, caption(table, fit)))
            yield grid(table, fit)
            target = ""
        yield from (paragraph("Small", run(line)) for line in small_print(table))
        yield GAP

    def _named(self, target: str, words: str) -> str:
        return bookmark(next(self.numbers), _figures_name(target), run(words)) if target else run(words)


def _opening(report: Report) -> Iterator[str]:
    title = report.title
    if report.restricted:
        yield paragraph("Restricted", run(report.restricted))
    yield paragraph("Heading1", run(title["title"], SMALLER if len(title["title"]) > LONG_TITLE else ""))
    if title["subtitle"]:
        yield paragraph("Subtitle", run(title["subtitle"]))
    for fact in title["facts"]:
        yield paragraph("Fact", f"{run(fact['label'])}{TAB}{strong(fact['value'])}")


def _callout(block: dict[str, Any]) -> Iterator[str]:
    colour = TONES[block["tone"]].removeprefix("#")
    side = f'<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{colour}"/></w:pBdr>'
    yield GAP
    yield paragraph("Callout", strong(f"{block['tone']}: {block['title']}"), f"<w:keepNext/>{side}")
    yield paragraph("Callout", run(block["text"]), side)
    yield GAP


def _section_name(at: int) -> str:
    return f"section_{at}"


def _figures_name(target: str) -> str:
    return target.replace("-", "_")
