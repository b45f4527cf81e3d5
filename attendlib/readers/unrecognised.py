"""What may be said of a file that no reader recognises?

What was seen, and what would be accepted. Names of columns and fields are shown only where they read like names: a file
without a header has data in its first row, and that is never repeated.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attendlib.errors import LayoutError
from attendlib.identifiers import redacted
from attendlib.names import DELIMITERS
from attendlib.readers.grid_header import TOP, text
from attendlib.readers.sample import Sample
from attendlib.readers.source import DELIMITED, JSON, WORKBOOK, XML

if TYPE_CHECKING:
    from attendlib.readers.layouts import Layout

_WORDS = frozenset(
    {
        "upn",
        "pupil",
        "student",
        "date",
        "session",
        "mark",
        "code",
        "period",
        "week",
        "class",
        "reg",
        "year",
        "surname",
        "forename",
        "name",
        "attendance",
        "minutes",
        "urn",
        "id",
        "am",
        "pm",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
    }
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_DATA = re.compile(r"[0-9]{3}|[0-9]{1,2}[/.-][0-9]{1,2}|@")
_SHOWN, _LONGEST, _MOST_WORDS = 30, 40, 3


def refusal(sample: Sample, layouts: "Collection[Layout]") -> LayoutError:
    """The error for a file that none of ``layouts`` recognises."""
    accepted = "".join(f"\n  {layout.NAME}: {layout.TITLE}: {', '.join(layout.NEEDS)}" for layout in layouts)
    return LayoutError(
        f"{sample.source.name}: no layout is recognised. Seen: {_seen(sample)}.{_nearest(sample, layouts)}\n"
        f"Accepted here:{accepted}\nExport the register in this way. A `layout:` in the city file only chooses between "
        "layouts that fit."
    )


def shown(names: Iterable[str], words: int = 2) -> str:
    """The names, or only their number where they may be data: so many of them must hold a word that columns are called
    by, and none a run of digits, a date or the shape of a UPN."""
    held = [name for name in names if name]
    looks_like_data = any(_DATA.search(name) or redacted(name) != name or len(name) > _LONGEST for name in held)
    if looks_like_data or sum(map(_is_usual, held)) < words:
        return f"{len(held)} that may be data and so are not shown"
    known = [name for name in held if _is_fit(name)][:_SHOWN]
    others = len(held) - len(known)
    return (", ".join(known) or "none of the usual names") + (f" and {others} under other names" if others else "")


def _is_fit(name: str) -> bool:
    """Whether it may be shown: it reads like the name of a column and can be printed."""
    return _is_usual(name) and len(name.split()) <= _MOST_WORDS and name.isprintable()


def _is_usual(name: str) -> bool:
    """Whether a word of it is one that columns of a register are called by."""
    return any(part.casefold() in _WORDS for part in _PARTS.findall(name))


def _seen(sample: Sample) -> str:
    kind = f"{sample.kind}, {sample.source.encoding}" if sample.source.encoding else sample.kind
    if sample.kind == DELIMITED:
        delimiter, row = max(_rows(sample), key=lambda pair: len(pair[1]), default=(",", ()))
        return f"{kind}, cells divided by {DELIMITERS[delimiter]}; columns: {shown(row)}"
    if sample.kind == XML:
        return f"{kind}; elements: {shown(sorted({sample.root, *sample.names}))}"
    if sample.kind == JSON:
        return f"{kind}; fields: {shown(sorted(sample.names))}" if sample.names else f"{kind} without records"
    row = max((row for _, row in _rows(sample)), key=lambda cells: sum(map(bool, cells)), default=())
    return f"{kind} with {len(sample.sheets)} sheets; columns: {shown(row)}"


def _rows(sample: Sample) -> Iterator[tuple[str, Sequence[str]]]:
    """Every row near a top that may be a header, with its delimiter where it has one."""
    for delimiter, rows in sample.tops.items():
        yield from ((delimiter, row.cells) for row in rows)
    for cells in sample.sheets.values():
        yield from (("", [text(cell) for cell in row]) for row in cells[:TOP])


def _nearest(sample: Sample, layouts: "Collection[Layout]") -> str:
    """Which layout the file comes nearest to, and what it lacks of it; nothing where it shares no two names with
    any."""
    seen = [{cell.casefold() for cell in row} for _, row in _rows(sample)] or [{n.casefold() for n in sample.names}]
    pairs = [
        (layout, [need for need in layout.NEEDS if need.casefold() not in row]) for layout in layouts for row in seen
    ]
    near = [(len(layout.NEEDS) - len(lacks), layout, lacks) for layout, lacks in pairs]
    shared, layout, lacks = max(near, key=lambda one: one[0] / len(one[1].NEEDS))
    if not lacks and sample.kind == WORKBOOK:
        return f" It has the columns of {layout.NAME}: save that sheet as CSV UTF-8."
    if not lacks:
        return f" It has the names of {layout.NAME} in other letters: write them with the same capitals."
    return f" Nearest is {layout.NAME}, but it lacks {', '.join(lacks)}." if shared >= 2 and lacks else ""
