"""How does a table fit on a page of paper?

Small enough, turned, or in parts: in that order, and never so that something is cut off. Widths are those of the
letters in the typeface of the PDF, which is wider than Word's.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from attendlib.documents.typesetting import width_of

UPRIGHT, TURNED = 504.0, 750.0
"""Points across an A4 page between its margins of 16 mm, upright and turned."""

USUAL, SMALL, SMALLEST = 8.5, 7.5, 7.0
"""Points of the letters in a table: where they can, where words are squeezed, and what they do not go below."""

FEW = 12
"""Up to so many rows a table stays together on one page."""

APART = 9.0
"""Points between two columns."""

_LONG, _READABLE, _SQUEEZED, _NAME = 15.0, 12.0, 8.0, 26.0
"""Text longer than the first (in widths of an em) has at least the second, or the third rather than turn the page, and
so has a row's name, which wraps at the fourth."""

_TRIED = tuple(
    (turned, room, *least)
    for turned, room in ((False, UPRIGHT), (True, TURNED))
    for least in ((_READABLE, USUAL), (_SQUEEZED, SMALL))
)
"""Whether the page is turned, how wide it is, the least width of long text, and the largest letters: where words are
squeezed, smaller letters leave them more room."""

_OVER = 1.02
_SURE = 1.02
_PLAIN = re.compile("[ -~\u00a0-\u02af\u0370-\u052f\u2010-\u2026\u2192\u20ac]*")
"""What the widths of letters are raised by for what programs make of them, once more where no mistake may be made, and
the letters that stand beside each other without changing."""

_WORD, _PIECE = 24, 12
"""A word of more letters than the first may be broken, but not into pieces shorter than the second."""


@dataclass(frozen=True)
class Fit:
    """A part of a table as it stands on a page.

    columns: positions of the columns it holds, always the first, which names the rows · widths: of each, in points ·
    size: of the letters, in points · turned: on a page of its own, the long side down."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    turned: bool = False


def fits(table: dict[str, Any]) -> list[Fit]:
    """The parts of a table with rows, given in its JSON form: one, unless it is too wide for any page."""
    every = tuple(range(len(table["columns"])))
    for turned, room, readable, largest in _TRIED:
        needs = _needs(table, readable)
        size = min(largest, _size([least for least, _ in needs], room))
        if size >= SMALLEST:
            return [Fit(every, _widths(needs, size, room), size, turned)]
    return [
        Fit(group, _widths([needs[at] for at in group], SMALLEST, TURNED), SMALLEST, True)
        for group in _groups([least * SMALLEST + APART for least, _ in needs])
    ]


def single_lines(table: dict[str, Any], fit: Fit) -> list[bool]:
    """For each row of a part of a table, whether every cell in it surely takes one line: plain words that leave room.
    Where letters join or are put together their widths do not add up."""
    rooms = [(width - APART) / fit.size / _SURE for width in fit.widths]
    bold = bool(table["total"])
    return [
        all(
            _PLAIN.fullmatch(words) and ems(words, bold) <= room
            for words, room in zip((row[at]["shown"] for at in fit.columns), rooms, strict=True)
        )
        for row in table["rows"]
    ]


@lru_cache(maxsize=4096)
def ems(words: str, bold: bool = False) -> float:
    """How wide a line of text is, in widths of an em, with a little over for what programs make of a font."""
    return sum(width_of(letter, bold) for letter in words) * _OVER


def _needs(table: dict[str, Any], readable: float) -> list[tuple[float, float]]:
    """The least width of each column and the width at which nothing in it wraps, in widths of an em. readable: what
    long text has at least."""
    cells = [{row[at]["shown"] for row in table["rows"]} for at in range(len(table["columns"]))]
    needs = [_need(column, own, table["total"], readable) for column, own in zip(table["columns"], cells, strict=True)]
    # The first column names the rows: it is what a reader looks for.
    least = max(needs[0][0], min(needs[0][1], readable))
    needs[0] = least, max(least, min(needs[0][1], _NAME))
    # What is to be written in takes all the room that there is.
    return [needs[0], *((own, UPRIGHT) for own, _ in needs[1:])] if table.get("to_fill_in") else needs


def _need(column: dict[str, Any], cells: set[str], bold: bool, readable: float) -> tuple[float, float]:
    """The same of one column. bold: some cells are."""
    word = max(ems(word, True) for word in _pieces(column["label"]))
    # A heading may take two lines: figures stand closer together.
    heading = max(word, ems(column["label"], True) * 0.6)
    whole = max(ems(cell, bold) for cell in cells)
    if column["kind"] != "text":
        return max(word, whole), max(heading, whole)
    longest = max(ems(piece, bold) for cell in cells for piece in _pieces(cell))
    least = max(word, longest, readable if whole > _LONG else 0)
    return least, max(heading, whole, least)


def _pieces(text: str) -> list[str]:
    """The words of a text, parted where a line may end: not at a space that does not break."""
    return [word if len(word) <= _WORD else word[:_PIECE] for word in text.split(" ")]


def _size(least: Sequence[float], room: float) -> float:
    """The largest letters, in half points, with which columns of these least widths stand beside each other."""
    return math.floor((room - APART * len(least)) / sum(least) * 2) / 2


def _widths(needs: Sequence[tuple[float, float]], size: float, room: float) -> tuple[float, ...]:
    """The least widths, with what is left shared out to the columns that would take more."""
    least = [narrow * size + APART for narrow, _ in needs]
    more = [(wide - narrow) * size for narrow, wide in needs]
    share = min(1.0, max(0.0, room - sum(least)) / sum(more)) if sum(more) else 0.0
    return tuple(round(own + extra * share, 2) for own, extra in zip(least, more, strict=True))


def _groups(least: Sequence[float]) -> list[tuple[int, ...]]:
    """Columns that fit beside each other on a turned page, each group with the first: as many in each as there are
    groups for, or, where that is too wide, as many as fit."""
    others = range(1, len(least))
    greedy: list[list[int]] = [[]]
    for at in others:
        if greedy[-1] and not _abreast(least, [*greedy[-1], at]):
            greedy.append([])
        greedy[-1].append(at)
    many = -(-len(others) // len(greedy))
    even = [list(others[at : at + many]) for at in range(0, len(others), many)]
    return [(0, *group) for group in (even if all(_abreast(least, group) for group in even) else greedy)]


def _abreast(least: Sequence[float], group: Sequence[int]) -> bool:
    return least[0] + sum(least[at] for at in group) <= TURNED
