"""How do JSON records, one mark each, become entries of the register?

A record that is no object or holds the wrong kind of value is kept with its fault: never an error of the whole file.
An absent field is an absent value, as programs write it that leave out what is null: without its mark, a record is a
session without one. An identifier given as a number has lost its leading zeros, so it is not taken for one.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from attendlib.readers.column import Column
from attendlib.readers.entries import Fields, Records, of_columns
from attendlib.register import DATE, MARK, MINUTES, PUPIL, SESSION, Note


def gather(items: Sequence[object], numbers: Sequence[int], fields: Fields, form: str, file: str) -> Records:
    """The entries of ``items``, whose numbers in the file are ``numbers``. A date may stand in an object as
    ``date``. Raises LayoutError where the dates are not in ``form``."""
    held = [item if isinstance(item, Mapping) else {} for item in items]
    no_mark = [not (isinstance(item, Mapping) and isinstance(item.get(fields.mark), str | None)) for item in items]
    columns = {
        PUPIL: [_text(item.get(fields.pupil)) for item in held],
        DATE: [_day(item.get(fields.date)) for item in held],
        SESSION: [_text(item.get(fields.session)) for item in held],
        MARK: [_text(item.get(fields.mark)) for item in held],
        MINUTES: [_minutes(item.get(fields.minutes)) for item in held],
    }
    faults = [("no-mark-field", np.array(no_mark, dtype=np.bool_))]
    coded = {part: Column.of(texts) for part, texts in columns.items()}
    return of_columns(coded, np.array(numbers, dtype=np.int32), form, file, faults)


def numeric_identifiers(items: Sequence[object], field: str) -> tuple[Note, ...]:
    """A note of how many records give the pupil as something other than text."""
    bad = sum(isinstance(item, Mapping) and not isinstance(item.get(field, ""), str | None) for item in items)
    if not bad:
        return ()
    message = f"records that give the pupil as a number or an object, which is no identifier: {bad}"
    return (Note("identifier-not-text", "error", 0, field, message, "export the UPN, as text"),)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> str:
    return _text(value.get("date")) if isinstance(value, Mapping) else _text(value)


def _minutes(value: object) -> str:
    """A number or its text, as text; for any other kind of value a word that is no number."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else "not a number"
