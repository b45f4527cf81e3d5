"""How does an executed notebook become a document?"""

from collections.abc import Callable

from nbformat import NotebookNode

from attendlib.documents.html import to_html


def _html(notebook: NotebookNode) -> bytes:
    return to_html(notebook).encode()


FORMATS: dict[str, tuple[str, Callable[[NotebookNode], bytes]]] = {"html": (".html", _html)}
"""Each format: the end of its file names, and what makes it from an executed notebook."""

__all__ = ["FORMATS", "to_html"]
