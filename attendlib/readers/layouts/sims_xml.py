"""How is a SIMS report of marks in XML read?

``SuperStarReport/Record``, names of fields with ``_x0020_`` for a space. An absent element is an absent value: a record
without ``Mark`` is a session without a mark.
"""

import numpy as np
from lxml import etree

from attendlib.dateform import DAY_FIRST
from attendlib.readers import markup
from attendlib.readers.column import Column
from attendlib.readers.entries import Contents, Fields, of_columns
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import DATE, MARK, MINUTES, PUPIL, SESSION, RowCount

NAME = "sims_xml"
TITLE = "SIMS report XML, one mark to a Record"
NEEDS = ("SuperStarReport", "Record", "UPN", "Mark Date", "Session Name")
_FIELDS = (("UPN",), ("Mark Date", "Date"), ("Session Name", "Session"), ("Mark",), ("Minutes Late",))
_PARTS = (PUPIL, DATE, SESSION, MARK, MINUTES)
_FIELD = {name: number for number, names in enumerate(_FIELDS) for name in names}


def recognise(sample: Sample) -> bool:
    """A SuperStarReport whose records have a pupil, a date and a session."""
    return sample.root == "SuperStarReport" and all(sample.names & set(names) for names in _FIELDS[:3])


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; dates day first. ``row`` is the record's number in the file, from 1."""
    texts: list[list[str]] = [[] for _ in _FIELDS]
    ragged: list[bool] = []
    for record in markup.elements(sample.source, "Record"):
        values, sound = _values(record)
        ragged.append(not sound)
        for column, value in zip(texts, values, strict=True):
            column.append(value or "")
    form, count = options.form(DAY_FIRST), len(ragged)
    columns = {part: Column.of(column) for part, column in zip(_PARTS, texts, strict=True)}
    faults = [("ragged-row", np.array(ragged, dtype=np.bool_))]
    records = of_columns(columns, np.arange(1, count + 1, dtype=np.int32), form, sample.source.name, faults)
    return Contents(records, RowCount(rows=count, records=count), form, _called(sample).headings)


def _called(sample: Sample) -> Fields:
    """What the file calls each part of a record, of the names that there may be."""
    return Fields(*(next((name for name in names if name in sample.names), names[0]) for names in _FIELDS))


def _values(record: etree._Element) -> tuple[list[str | None], bool]:
    """The record's fields, and whether they can be told: none stands twice, none holds elements of its own."""
    values: list[str | None] = [None] * len(_FIELDS)
    sound = True
    for child in record:
        number = _FIELD.get(markup.local(child))
        if number is not None:
            sound = sound and values[number] is None and not len(child)
            values[number] = child.text or ""
    return values if sound else [None] * len(_FIELDS), sound
