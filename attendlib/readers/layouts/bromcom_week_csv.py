"""How is Bromcom's week grid read, ten marks to a row?

Column names as in Bromcom's StudentAttendanceByWeek (``StudentId``, ``MonAM`` to ``FriPM``), with the Monday in
``WeekStart``. A first day that is not a Monday would move every mark to another day, so it is a fault.
"""

from attendlib.calendar import WEEKDAYS, weekday
from attendlib.dateform import ISO
from attendlib.readers.delimited import find_header
from attendlib.readers.entries import Contents
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.readers.wide import Place, WideFields, several_to_a_row
from attendlib.register import SESSIONS

NAME = "bromcom_week_csv"
TITLE = "Bromcom week grid CSV, ten marks to a row"
_MARKS = tuple(
    Place(f"{day[:3]}{half}", session, after)
    for after, day in enumerate(WEEKDAYS[:5])
    for session, half in enumerate(SESSIONS)
)
_FIELDS = WideFields("StudentId", "WeekStart", _MARKS)
NEEDS = _FIELDS.needed


def recognise(sample: Sample) -> bool:
    """A row near the top has the needed columns."""
    return find_header(sample, NEEDS) is not None


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; ISO dates, each a Monday."""
    not_monday = {"week-start-not-monday": lambda first: weekday(first) != 0}
    return several_to_a_row(sample, _FIELDS, options.form(ISO), not_monday)
