"""How does a report become a Word document?

Real headings, tables whose first row comes again on every page, pictures with their alternative texts, a list of
contents, page numbers, and the restricted mark on every page. No day and no machine is in the file.
"""

from nbformat import NotebookNode

from attendlib.documents.exporter import ReportExporter
from attendlib.documents.report import Report, report_of

__all__ = ["WordReport", "to_word", "word"]


class WordReport(ReportExporter):
    """The nbconvert exporter ``attendlib-docx``."""

    export_from_notebook = "attendlib report (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffix = ".docx"

    def made(self, report: Report) -> bytes:
        """The Word document of a report."""
        return word(report)


def to_word(notebook: NotebookNode) -> bytes:
    """The executed notebook as a Word document. Raises ExportError as ``report_of`` does."""
    return word(report_of(notebook))


def word(report: Report) -> bytes:
    """The report as a Word document. Raises ExportError for a block that has no form there."""
    from attendlib.documents.word.body import content
    from attendlib.documents.word.page import blank, finished

    document = blank(report)
    return finished(document, content(document, report))
