"""What did a run make, and where is it?

The page to open first: the city's report, then every school with its documents, its attendance as the reports show it,
and whether its report was made. It holds figures of whole schools only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from attendlib.documents.faults import ExportError
from attendlib.documents.html import HtmlReport, shell
from attendlib.report.escape import escaped, plain
from attendlib.report.written import MARKS, write

_PLACE = re.compile(r"^(?!/)(?!.*(?:^|/)\.\.(?:/|$))[^:\\?#\x00-\x1f]+$")


@dataclass(frozen=True)
class Document:
    """A link: label, such as PDF, and the file's path below the index, with forward slashes."""

    label: str
    place: str


@dataclass(frozen=True)
class Entry:
    """A school, or the city. attendance, persistently_absent: rounded percentages, None, or a mark · state: made,
    failed, rows set aside, in a few words · documents: empty when none was made."""

    name: str
    phase: str
    documents: Sequence[Document]
    attendance: Decimal | float | str | None
    persistently_absent: Decimal | float | str | None
    state: str


@dataclass(frozen=True)
class Group:
    """A heading and its entries; ``empty`` says why there are none."""

    heading: str
    entries: Sequence[Entry]
    empty: str = "nothing was due."


def index_page(title: str, groups: Sequence[Group], notes: Sequence[str]) -> str:
    """The index as HTML, the groups in their order: the city's own first. notes: sentences about the run. Raises
    ExportError for a link that leads out of the run's folder, BlockError for a figure that is not rounded."""
    page = {
        **shell(plain(title)),
        "title": plain(title),
        "notes": [plain(note) for note in notes],
        "groups": [_group(group, at) for at, group in enumerate(groups, start=1)],
    }
    environment = HtmlReport().shell
    return str(environment.get_template("run.html.j2").render(page=page, escaped=escaped)).strip() + "\n"


def _group(group: Group, at: int) -> dict[str, Any]:
    rows = [_row(entry) for entry in group.entries]
    used = {figure.shown for row in rows for figure in (row["attendance"], row["persistent"]) if figure.mark}
    marks = [f"{mark} means: {meaning}" for mark, meaning in MARKS.items() if mark in used]
    return {
        "id": f"group-{at}",
        "heading": group.heading,
        "rows": rows,
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
        "links": [(document.label, _link(document.place)) for document in entry.documents],
    }


def _link(place: str) -> str:
    if not _PLACE.match(place):
        raise ExportError("A link in the index must be a path below the run's folder, with forward slashes.")
    return quote(place)
