"""How does an executed notebook become a document?

What makes one is loaded when it is first asked for: the names of the formats are wanted by commands that make none.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from attendlib.documents.excel import to_excel
    from attendlib.documents.html import to_html
    from attendlib.documents.opened import prove_opens
    from attendlib.documents.pdf import to_pdf
    from attendlib.documents.word import to_word

_HOME = {"prove_opens": "opened", "to_excel": "excel", "to_html": "html", "to_pdf": "pdf", "to_word": "word"}
"""The module in which each name stands."""


def _html(notebook: "NotebookNode") -> bytes:
    from attendlib.documents.html import to_html

    return to_html(notebook).encode()


def _pdf(notebook: "NotebookNode") -> bytes:
    from attendlib.documents.pdf import to_pdf

    return to_pdf(notebook)


def _word(notebook: "NotebookNode") -> bytes:
    from attendlib.documents.word import to_word

    return to_word(notebook)


def _excel(notebook: "NotebookNode") -> bytes:
    from attendlib.documents.excel import to_excel

    return to_excel(notebook)


FORMATS: "dict[str, tuple[str, Callable[[NotebookNode], bytes]]]" = {
    "html": (".html", _html),
    "pdf": (".pdf", _pdf),
    "docx": (".docx", _word),
    "xlsx": (".xlsx", _excel),
}
"""Each format: the end of its file names, and what makes it from an executed notebook."""

_MODULES = {"html": "html", "pdf": "pdf", "docx": "word.body", "xlsx": "excel.book"}
"""The module that loads what each format needs."""

NAMES = {".html": "", ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel"}
"""What a link to each kind of file calls it; a page needs no name."""

THREADED = frozenset({"pdf", "docx"})
"""The formats whose making starts threads, which a process that forks must not have."""

__all__ = ["FORMATS", "NAMES", "THREADED", "prove_opens", "to_excel", "to_html", "to_pdf", "to_word"]


def load(formats: Iterable[str]) -> None:
    """Load what these formats need, and start no thread: for a process that will fork."""
    for name in formats:
        import_module(f"attendlib.documents.{_MODULES[name]}")
    if not THREADED.isdisjoint(formats):
        import_module("attendlib.documents.typesetting").get_ready()


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"attendlib.documents has no {name}")
    return getattr(import_module(f"attendlib.documents.{_HOME[name]}"), name)
