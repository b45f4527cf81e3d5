"""How does an executed notebook become a document?

What makes one is loaded when it is first asked for: the names of the formats are wanted by commands that make none.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from attendlib.documents.html import to_html
    from attendlib.documents.opened import prove_opens

_HOME = {"prove_opens": "opened", "to_html": "html"}
"""The module in which each name stands."""


def _html(notebook: "NotebookNode") -> bytes:
    from attendlib.documents.html import to_html

    return to_html(notebook).encode()


FORMATS: "dict[str, tuple[str, Callable[[NotebookNode], bytes]]]" = {"html": (".html", _html)}
"""Each format: the end of its file names, and what makes it from an executed notebook."""

__all__ = ["FORMATS", "prove_opens", "to_html"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"attendlib.documents has no {name}")
    return getattr(import_module(f"attendlib.documents.{_HOME[name]}"), name)
