"""How is our own plain layout read, one mark to a row?"""

from attendlib.dateform import ISO
from attendlib.readers.delimited import find_header
from attendlib.readers.entries import Contents, Fields
from attendlib.readers.long import one_to_a_row
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample

NAME = "long_csv"
TITLE = "plain CSV, one mark to a row"
NEEDS = ("upn", "date", "session", "code")
_FIELDS = Fields(*NEEDS, minutes="minutes_late", school="urn")


def recognise(sample: Sample) -> bool:
    """A row near the top has the needed columns."""
    return find_header(sample, NEEDS) is not None


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; ISO dates."""
    return one_to_a_row(sample, _FIELDS, options.form(ISO))
