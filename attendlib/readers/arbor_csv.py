"""How is Arbor's roll-call CSV read?

Column names as in Arbor's ROLL_CALL_ATTENDANCE export (the Open Education Analytics Arbor module). ``MARK_CODE`` is
read, never the ``IS_*`` flags, which are the vendor's own opinion of the mark.
"""

from attendlib.dateform import DAY_FIRST
from attendlib.readers.delimited import find_header, read_table
from attendlib.readers.entries import Heading, Records, days, register, sessions
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import DATE, MARK, MINUTES, PUPIL, SESSION, Register

NAME = "arbor_csv"
TITLE = "Arbor roll-call CSV, one mark to a row"
NEEDS = ("STUDENT_UNIQUE_ID", "DATE", "PERIOD", "MARK_CODE")
_OPTIONAL = ("MINUTES_LATE",)
HEADINGS = dict(zip((PUPIL, DATE, SESSION, MARK, MINUTES), (*NEEDS, *_OPTIONAL), strict=True))


def recognise(sample: Sample) -> bool:
    """A row near the top has the needed columns."""
    return find_header(sample, NEEDS) is not None


def read(sample: Sample, urn: str, name: str, options: ReadOptions) -> Register:
    """The register; dates day first."""
    table = read_table(sample, NEEDS, _OPTIONAL)
    pupil, date, period, mark = (table.columns[column] for column in NEEDS)
    form = options.form(DAY_FIRST)
    records = Records(
        pupil=pupil.coded(),
        date=days(date, form, sample.source.name),
        session=sessions(period),
        mark=mark.coded(),
        row=table.row,
        minutes=table.columns.get("MINUTES_LATE"),
        faults=[("ragged-row", table.ragged)],
    )
    notes = (*sample.source.notes, *table.notes)
    heading = Heading(urn, name, NAME, sample.source.encoding, table.counted, form, notes, HEADINGS)
    return register(records, heading, options)
