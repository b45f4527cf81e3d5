"""How is Wonde's session attendance JSON read?

Fields as in Wonde's attendance/session records (the Open Education Analytics Wonde module): ``student``, ``session``,
``date{date, timezone_type, timezone}``, ``attendance_code``, ``minutes_late``.
"""

from collections.abc import Mapping

from attendlib.dateform import ISO
from attendlib.readers import objects
from attendlib.readers.entries import Contents, Fields
from attendlib.readers.json_records import gather, numeric_identifiers
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import Note, RowCount

NAME = "wonde_json"
TITLE = "Wonde session attendance JSON, one mark to a record"
NEEDS = ("student", "date", "session", "attendance_code")
_FIELDS = Fields(*NEEDS, minutes="minutes_late")


def recognise(sample: Sample) -> bool:
    """The first records have the needed fields."""
    return sample.names.issuperset(NEEDS)


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; ``2025-09-01 00:00:00.000000`` and ISO dates. ``row`` is the record's number in the file, from
    1."""
    form = options.form(ISO)
    items = objects.records(sample.source.name, sample.document, NEEDS)
    records = gather(items, range(1, len(items) + 1), _FIELDS, form, sample.source.name)
    notes = (*_more_pages(sample.document), *numeric_identifiers(items, "student"))
    counted = RowCount(rows=len(items), records=len(items))
    return Contents(records, counted, form, _FIELDS.headings, notes)


def _more_pages(document: object) -> tuple[Note, ...]:
    """A note where the file, or the last of its pages, says itself that more follow."""
    inner = document[-1] if isinstance(document, list) and document else document
    for field in ("meta", "pagination", "more"):
        inner = inner.get(field) if isinstance(inner, Mapping) else None
    if inner is not True:
        return ()
    message = "the file says that more pages follow, so it does not hold all marks"
    return (Note("more-pages", "error", 0, "", message, "fetch every page and join their records into one list"),)
