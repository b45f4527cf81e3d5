"""How does an executed notebook become a document?

What makes one is loaded when it is first asked for: the names of the formats are wanted by commands that make none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from attendlib.documents.excel import to_excel
    from attendlib.documents.html import to_html
    from attendlib.documents.opened import prove_opens
    from attendlib.documents.pdf import to_pdf
    from attendlib.documents.word import to_word


@dataclass(frozen=True)
class Format:
    """A kind of document.

    suffix: the end of its file names · called: what a link to one calls it; a page needs no name · module, maker: where
    what makes it stands · loads: the module that loads what it needs · threaded: whether making one starts threads,
    which a process that forks must not have."""

    suffix: str
    called: str
    module: str
    maker: str
    loads: str
    threaded: bool = False

    def make(self, notebook: "NotebookNode") -> bytes:
        """The document of an executed notebook. Raises ExportError where it is not a whole report."""
        made: str | bytes = getattr(_module(self.module), self.maker)(notebook)
        return made.encode() if isinstance(made, str) else made


FORMATS = {
    "html": Format(".html", "", "html", "to_html", "html"),
    "pdf": Format(".pdf", "PDF", "pdf", "to_pdf", "pdf", threaded=True),
    "docx": Format(".docx", "Word", "word", "to_word", "word.body", threaded=True),
    "xlsx": Format(".xlsx", "Excel", "excel", "to_excel", "excel.book"),
}
"""Each format by the name that is asked for."""

NAMES = {each.suffix: each.called for each in FORMATS.values()}
"""What a link to each kind of file calls it."""

_HOME = {"prove_opens": "opened", **{each.maker: each.module for each in FORMATS.values()}}
"""The module in which each name stands."""

__all__ = ["FORMATS", "NAMES", "Format", "load", "prove_opens", "to_excel", "to_html", "to_pdf", "to_word"]


def load(formats: Iterable[str]) -> None:
    """Load what these formats need, and start no thread: for a process that will fork."""
    wanted = [FORMATS[name] for name in formats]
    for each in wanted:
        _module(each.loads)
    if any(each.threaded for each in wanted):
        _module("typesetting").get_ready()


def _module(name: str) -> Any:
    return import_module(f"attendlib.documents.{name}")


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"attendlib.documents has no {name}")
    return getattr(_module(_HOME[name]), name)
