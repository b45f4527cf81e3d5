"""How is Arbor's roll-call CSV read?

Column names as in Arbor's ROLL_CALL_ATTENDANCE export (the Open Education Analytics Arbor module). ``MARK_CODE`` is
read, never the ``IS_*`` flags, which are the vendor's own opinion of the mark.
"""

from attendlib.dateform import DAY_FIRST
from attendlib.readers.delimited import find_header
from attendlib.readers.entries import Contents, Fields
from attendlib.readers.long import one_to_a_row
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample

NAME = "arbor_csv"
TITLE = "Arbor roll-call CSV, one mark to a row"
NEEDS = ("STUDENT_UNIQUE_ID", "DATE", "PERIOD", "MARK_CODE")
_FIELDS = Fields(*NEEDS, minutes="MINUTES_LATE")


def recognise(sample: Sample) -> bool:
    """A row near the top has the needed columns."""
    return find_header(sample, NEEDS) is not None


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; dates day first."""
    return one_to_a_row(sample, _FIELDS, options.form(DAY_FIRST))
