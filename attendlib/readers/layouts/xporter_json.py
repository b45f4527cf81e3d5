"""How is Groupcall Xporter on Demand's attendance JSON read?

Fields as in Xporter's Attendance records: ``Id, Date, StudentId, Mark, MinsLate, Session, Type``. ``-`` is no mark yet
and ``#`` is closed. ``Type`` S, or none, is a session's mark; L is a lesson's, which says nothing of a session.
"""

from attendlib.dateform import ISO
from attendlib.readers import objects
from attendlib.readers.entries import Contents, Fields
from attendlib.readers.json_records import gather, numeric_identifiers
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import Note, RowCount

NAME = "xporter_json"
TITLE = "Xporter on Demand attendance JSON, one mark to a record"
NEEDS = ("StudentId", "Date", "Session", "Mark")
_FIELDS = Fields(*NEEDS, minutes="MinsLate")
_LESSON = "L"


def recognise(sample: Sample) -> bool:
    """The first records have the needed fields."""
    return sample.names.issuperset(NEEDS)


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; ISO dates, with or without midnight. ``row`` is the record's number in the file, from 1. Marks of
    lessons are counted and noted; they are not records of sessions."""
    form = options.form(ISO)
    items = objects.records(sample.source.name, sample.document, NEEDS)
    kept = [(number, item) for number, item in enumerate(items, start=1) if not _is_lesson(item)]
    sessions = [item for _, item in kept]
    records = gather(sessions, [number for number, _ in kept], _FIELDS, form, sample.source.name)
    lessons = sum(map(_is_lesson, items))
    counted = RowCount(rows=len(items), records=len(items) - lessons, lesson=lessons)
    notes = (*_lessons(lessons), *numeric_identifiers(sessions, "StudentId"))
    return Contents(records, counted, form, _FIELDS.headings, notes)


def _is_lesson(item: object) -> bool:
    return isinstance(item, dict) and item.get("Type") == _LESSON


def _lessons(count: int) -> tuple[Note, ...]:
    if not count:
        return ()
    message = f"marks of lessons passed over, for only marks of sessions belong in a register: {count}"
    return (Note("lesson-marks-ignored", "note", 0, "Type", message, "nothing needs doing"),)
