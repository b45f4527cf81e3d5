"""What did a run make, and where is it?

The page to open first: the city's report, then every school with its documents, its attendance as the reports show it,
and whether its report was made. It holds figures of whole schools only. Its tables can be sorted and searched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from attendlib.documents.faults import ExportError
from attendlib.documents.shell import shell, template
from attendlib.report.escape import escaped, plain
from attendlib.report.written import MARKS, write

_PLACE = re.compile(r"^(?!/)(?!.*(?:^|/)\.\.(?:/|$))[^:\\?#\x00-\x1f]+$")


_SORTS = "text none number number text text"
"""How the columns of the page sort: not by their documents."""

_PHASE = "4"
"""The column by whose values a reader can filter."""


@dataclass(frozen=True)
class Document:
    """A link. name: what it is, such as School report · form: PDF, Word or Excel, empty for a page · place: the file's
    path below the index, with forward slashes."""

    name: str
    form: str
    place: str


@dataclass(frozen=True)
class Entry:
    """A school, or the city. attendance, persistently_absent: rounded percentages, None, or a mark · state: made,
    failed, rows set aside, in a few words · documents: those of one name together, empty when none was made · anchor:
    the id of its row, or ""."""

    name: str
    phase: str
    documents: Sequence[Document]
    attendance: Decimal | float | str | None
    persistently_absent: Decimal | float | str | None
    state: str
    anchor: str = ""


@dataclass(frozen=True)
class Group:
    """A heading and its entries, which a reader can search where there are several; ``empty`` says why there are
    none."""

    heading: str
    entries: Sequence[Entry]
    empty: str = "nothing was due."


def index_page(title: str, groups: Sequence[Group], notes: Sequence[str]) -> str:
    """The index as HTML, the groups in their order: the city's own first. notes: sentences about the run. Raises
    ExportError for a link that leads out of the run's folder, BlockError for a figure that is not rounded."""
    page = {
        **shell(plain(title), explores=any(len(group.entries) > 1 for group in groups)),
        "title": plain(title),
        "marks": MARKS,
        "notes": [plain(note) for note in notes],
        "groups": [_group(group, at) for at, group in enumerate(groups, start=1)],
    }
    return template("run.html.j2").render(page=page, escaped=escaped).strip() + "\n"


def _group(group: Group, at: int) -> dict[str, Any]:
    rows = [_row(entry) for entry in group.entries]
    used = {figure.shown for row in rows for figure in (row["attendance"], row["persistent"]) if figure.mark}
    marks = [f"{mark} means: {meaning}" for mark, meaning in MARKS.items() if mark in used]
    return {
        "id": f"group-{at}",
        "heading": group.heading,
        "rows": rows,
        "explored": {"noun": group.heading.lower(), "sorts": _SORTS, "filter": _PHASE} if len(rows) > 1 else {},
        "empty": f"No rows: {group.empty}",
        "marks": marks,
    }


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "phase": entry.phase,
        "state": entry.state,
        "attendance": write(entry.attendance, "percent"),
        "persistent": write(entry.persistently_absent, "percent"),
        "anchor": entry.anchor,
        "documents": [_links(name, list(same)) for name, same in groupby(entry.documents, key=attrgetter("name"))],
    }


def _links(name: str, same: Sequence[Document]) -> list[tuple[str, str, str]]:
    """What each link to a document of one name says, what it leaves unsaid, and where it leads. The first says the
    name."""
    said = [(document.form if at else _called(document), document) for at, document in enumerate(same)]
    return [(words, f" of the {name.lower()}" if at else "", _link(d.place)) for at, (words, d) in enumerate(said)]


def _called(document: Document) -> str:
    return f"{document.name} ({document.form})" if document.form else document.name


def _link(place: str) -> str:
    if not _PLACE.match(place):
        raise ExportError("A link in the index must be a path below the run's folder, with forward slashes.")
    return quote(place)
