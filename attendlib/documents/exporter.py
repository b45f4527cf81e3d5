"""How does ``jupyter nbconvert`` reach our documents?

``jupyter nbconvert --to attendlib-pdf report.ipynb``, and ``attendlib-html``, ``-docx`` and ``-xlsx``, make the file
that ``attendlib run`` makes.
"""

from abc import abstractmethod
from typing import Any, ClassVar

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode

from attendlib.documents.report import Report, report_of


class ReportExporter(Exporter):
    """What the exporters have in common. title: the document's name, for a notebook without a Title block."""

    suffix: ClassVar[str]
    title = Unicode("", help="Name of the document, for a notebook that shows no Title block").tag(config=True)

    def _file_extension_default(self) -> str:
        return self.suffix

    def __init__(self, **traits: Any) -> None:
        # A document is made from the blocks alone: nothing may rewrite the notebook on the way.
        super().__init__(**{"default_preprocessors": [], **traits})

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """The document and what nbconvert writes it with. Raises ExportError as ``report_of`` does."""
        return self.made(report_of(nb, self.title)), {**(resources or {}), "output_extension": self.suffix}

    @abstractmethod
    def made(self, report: Report) -> str | bytes:
        """The document of a report."""
