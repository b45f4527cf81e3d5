"""Does a document that was written open, and has it all its parts?

Read as a stranger would read it, from its bytes: what a full disk or a broken template leaves behind is found here,
before anybody is given it.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from lxml import html
from nbformat import NotebookNode

from attendlib.documents.faults import ExportError
from attendlib.documents.shown import Shown, shown

ELSEWHERE = {"end"}
"""Kinds of blocks that documents leave out."""


def prove_opens(name: str, data: bytes, notebook: NotebookNode) -> None:
    """Raise ExportError unless ``data`` is a whole document of the format ``name``, with the heading of every block
    that the notebook shows."""
    _OPENS[name](data, [item for item in shown(notebook) if item.kind not in ELSEWHERE])


def _html(data: bytes, items: Sequence[Shown]) -> None:
    if not (data.startswith(b"<!doctype html>") and data.rstrip().endswith(b"</html>")):
        raise ExportError("The page is not whole: its beginning or its end is missing.")
    page = html.document_fromstring(data.decode())
    if len(page.findall(".//h1")) != 1 or not (page.findtext(".//title") or "").strip():
        raise ExportError("The page is not whole: it should have one title.")
    for contents in page.findall(".//nav"):
        contents.drop_tree()  # a heading in the list of contents does not stand over anything
    _prove_headings(_plain(page.text_content()), items)


def _prove_headings(text: str, items: Sequence[Shown]) -> None:
    """The heading of every block stands in the text, as often as there are blocks of that heading."""
    wanted = Counter(heading for item in items if (heading := _plain(str(item.block.get("title", "")))))
    lacking = sum(text.count(heading) < times for heading, times in wanted.items())
    if lacking:
        raise ExportError(f"The document lacks {lacking} of the {len(wanted)} headings that the notebook shows.")


def _plain(text: str) -> str:
    return " ".join(text.split())


_OPENS: dict[str, Callable[[bytes, Sequence[Shown]], None]] = {"html": _html}
"""For each format how it is opened."""
