"""Which notebooks cannot become a document?"""

from attendlib.errors import AttendlibError


class ExportError(AttendlibError):
    """A notebook is not a whole report: a cell failed, there is no title, or pupils are named under an open title."""
