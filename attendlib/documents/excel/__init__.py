"""How does a report become an Excel workbook?

A cover with what it is and links to the sheets, one table a sheet, figures as figures that show what the page shows,
names as text and never as formulas, the figures behind every chart, and the meaning of the marks. No day and no machine
is in the file.
"""

from nbformat import NotebookNode

from attendlib.documents.exporter import ReportExporter
from attendlib.documents.report import Report, report_of

__all__ = ["ExcelReport", "excel", "to_excel"]


class ExcelReport(ReportExporter):
    """The nbconvert exporter ``attendlib-xlsx``."""

    export_from_notebook = "attendlib report (Excel)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix = ".xlsx"

    def made(self, report: Report) -> bytes:
        """The workbook of a report."""
        return excel(report)


def to_excel(notebook: NotebookNode) -> bytes:
    """The executed notebook as a workbook. Raises ExportError as ``report_of`` does."""
    return excel(report_of(notebook))


def excel(report: Report) -> bytes:
    """The report as a workbook. Raises ExportError for a block that has no form there."""
    from attendlib.documents.excel.book import book
    from attendlib.documents.excel.sheets import sheets

    return book(report, sheets(report))
