"""What stands in a report, and in which order?

The one answer that all documents of a notebook share: its title, its parts in their order, and the rules that close it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from attendlib import __version__
from attendlib.documents.faults import ExportError
from attendlib.documents.prose import prose_parts
from attendlib.documents.shown import Shown, shown, title_of

_ELSEWHERE = {"title", "end", "rules"}
"""Kinds of block that do not stand in the body."""


@dataclass(frozen=True)
class Report:
    """What one document holds.

    title: the JSON form of the Title block; where the notebook shows none, the given title in that form · opening: the
    Title block as shown, or None · body: blocks and prose in order, without title, rules and end mark · rules: what
    closes the document."""

    title: dict[str, Any]
    opening: Shown | None
    body: tuple[Shown, ...]
    rules: tuple[Shown, ...]

    @property
    def name(self) -> str:
        """Title and subtitle on one line: the document's name in a reader's list."""
        return " – ".join(filter(None, [self.title["title"], self.title["subtitle"]]))

    @property
    def restricted(self) -> str:
        """The words that mark a report with personal data, or ""."""
        return str(self.title["restricted"])

    @property
    def made(self) -> str:
        """The last line of every document."""
        return f"Made by attendlib {__version__}."

    @property
    def sections(self) -> tuple[Shown, ...]:
        """What the list of contents names: the sections of level 2."""
        return tuple(item for item in self.body if item.kind == "section" and int(item.block["level"]) == 2)

    @property
    def first_page(self) -> int:
        """How many parts of the body stand before the list of contents: those up to the first section of level 2 that
        begins a page, where they sum the report up in a commentary; else none."""
        breaks = [at for at, item in enumerate(self.body) if item in self.sections and item.block.get("new_page")]
        summed_up = breaks and any(item.kind == "commentary" for item in self.body[: breaks[0]])
        return breaks[0] if summed_up else 0

    @property
    def charts(self) -> tuple[Shown, ...]:
        """Its charts in order."""
        return tuple(item for item in self.body if item.kind == "chart")


def report_of(notebook: NotebookNode, title: str = "") -> Report:
    """What the executed notebook shows, made whole. title: the name of a notebook that shows no Title block.

    Raises ExportError for a failed cell, a report without a title or with two, pupils named under an open title, a
    heading of level 3 before any of level 2, and a sentence whose section is not there."""
    items = shown(notebook)
    opening = title_of(items)
    if not opening and not title:
        raise ExportError("The notebook shows no title. Begin with a Title block, or give the page a title.")
    body = tuple(item for item in items if item.kind not in _ELSEWHERE)
    _prove_traceable(body)
    if next((level for item in body for level in _levels(item)), 2) > 2:
        raise ExportError("A heading of level 3 comes before any of level 2. Make the first one level 2.")
    return Report(
        opening or {"title": title, "subtitle": "", "facts": [], "restricted": ""},
        next((item for item in items if item.kind == "title"), None),
        body,
        tuple(item for item in items if item.kind == "rules"),
    )


def _prove_traceable(body: tuple[Shown, ...]) -> None:
    """Every sentence of a commentary leads to a section that is there."""
    there = {item.block["title"] for item in body if item.kind == "section" and int(item.block["level"]) == 2}
    answers = [answer for item in body if item.kind == "commentary" for answer in item.block["answers"]]
    lost = {part["section"] for answer in answers for part in answer["parts"]} - there
    if lost:
        raise ExportError(f"A sentence points to a section that the notebook does not show: {', '.join(sorted(lost))}.")


def _levels(item: Shown) -> Iterator[int]:
    """The levels of the headings that a part of the body brings."""
    if item.kind == "section":
        yield int(item.block["level"])
    if item.kind == "commentary":
        yield 3
    yield from (part.level for part in prose_parts(item.prose) if part.kind == "heading")
