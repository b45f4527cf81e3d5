"""How are the attendance marks in a Common Transfer File read?

``CTfile/CTFpupilData/Pupil/Attendance/YearData/AttendSessions/{AttendanceStartDate, AttendanceMarks}``; some authors
write ``AttendanceDetails`` for ``Attendance`` or for ``AttendSessions``. A pupil may have several years, and years at
another school.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from lxml import etree

from attendlib.dateform import ISO
from attendlib.errors import LayoutError
from attendlib.readers import dates, markup
from attendlib.readers.ctf_totals import TOTALS, compare
from attendlib.readers.entries import Contents, Records
from attendlib.readers.mark_string import MarkString
from attendlib.readers.options import ReadOptions
from attendlib.readers.other_form import refuse_other_form
from attendlib.readers.sample import Sample
from attendlib.register import DATE, PUPIL, SCHOOL, Coded, Note, RowCount

NAME = "ctf_xml"
TITLE = "Common Transfer File XML, a string of marks for each pupil"
NEEDS = ("CTfile", "Pupil", "UPN", "AttendanceStartDate", "AttendanceMarks")
_HEADINGS = {PUPIL: "UPN", DATE: "AttendanceStartDate", SCHOOL: "Estab"}
_ATTENDANCE, _SESSIONS = ("Attendance", "AttendanceDetails"), ("AttendSessions", "AttendanceDetails")


@dataclass
class _Found:
    """What the walk through the file has met so far. ``form``: how its dates are read."""

    form: str
    pupils: int = 0
    without_marks: int = 0
    school: tuple[str, str] | None = None
    starts: list[str] = field(default_factory=list)
    strings: list[MarkString] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def recognise(sample: Sample) -> bool:
    """The root element is CTfile."""
    return sample.root == "CTfile"


def read(sample: Sample, options: ReadOptions) -> Contents:
    """Its records; ISO dates. ``row`` is the pupil's number in the file, ``column`` the place in the pupil's string.
    Raises LayoutError for mark strings that stand elsewhere than described."""
    found = _Found(options.form(ISO))
    for element in markup.elements(sample.source, "SourceSchool", "Pupil"):
        if markup.local(element) == "SourceSchool":
            found.school = _school(element)
        else:
            _add_pupil(found, element, sample.source.name, options)
    refuse_other_form(sample.source.name, found.starts, len(found.starts), found.form)
    notes = (*_without_marks(found), *found.notes)
    counted = RowCount(found.pupils, sum(map(len, found.strings)), blank=found.without_marks)
    return Contents(_records(found.strings), counted, found.form, _HEADINGS, notes)


def _add_pupil(found: _Found, pupil: etree._Element, file: str, options: ReadOptions) -> None:
    found.pupils += 1
    strings: list[MarkString] = []
    for year in _inside(pupil, _ATTENDANCE, ("YearData",)):
        elsewhere = _is_elsewhere(_school(year), found.school)
        of_year: list[MarkString] = []
        for part in _inside(year, _SESSIONS):
            start, marks = markup.text_of(part, "AttendanceStartDate") or "", markup.text_of(part, "AttendanceMarks")
            if marks is not None:
                place = (found.pupils, len(strings) + len(of_year) + 1, (markup.text_of(pupil, "UPN") or "").strip())
                found.starts.append(start)
                of_year.append(MarkString.of(place, dates.day(start, found.form), marks, elsewhere, options.marks))
        strings += of_year
        found.notes += compare(of_year, {total: markup.text_of(year, total) for total in TOTALS}, options.marks)
    _refuse_others(pupil, len(strings), found.pupils, file)
    found.strings += strings
    found.without_marks += not any(map(len, strings))


def _inside(element: etree._Element, *path: tuple[str, ...]) -> Iterator[etree._Element]:
    """The descendants along ``path``, each step a choice of names."""
    if not path:
        yield element
        return
    for child in element:
        if markup.local(child) in path[0]:
            yield from _inside(child, *path[1:])


def _school(element: etree._Element) -> tuple[str, str]:
    return ((markup.text_of(element, "LEA") or "").strip(), (markup.text_of(element, "Estab") or "").strip())


def _is_elsewhere(school: tuple[str, str], source: tuple[str, str] | None) -> bool:
    """Whether a year was spent at another school than the one that made the file, as far as both are named."""
    return source is not None and any(a and b and a != b for a, b in zip(school, source, strict=True))


def _refuse_others(pupil: etree._Element, read_here: int, number: int, file: str) -> None:
    """Marks that stand somewhere else must not be passed over in silence."""
    if sum(1 for _ in pupil.iter("{*}AttendanceMarks")) != read_here:
        raise LayoutError(
            f"{file}: pupil {number}: AttendanceMarks stands elsewhere than once in "
            "Attendance/YearData/AttendSessions. Export the file again in the Common Transfer File layout."
        )


def _records(strings: list[MarkString]) -> Records:
    marks = list(chain.from_iterable(one.marks for one in strings))
    sizes = [len(one) for one in strings]
    return Records(
        pupil=_spread([one.upn for one in strings], sizes),
        date=_joined([one.dates for one in strings], "datetime64[D]"),
        session=_joined([one.sessions for one in strings], "int8"),
        mark=Coded.of([mark.strip() for mark in marks]),
        row=np.repeat(np.array([one.number for one in strings], dtype=np.int32), sizes),
        column=Coded.of([column for one in strings for column in one.columns]),
        faults=[
            ("wrong-school", np.repeat(np.array([one.elsewhere for one in strings], dtype=np.bool_), sizes)),
            ("mark-string-length", np.repeat(np.array([not one.sound for one in strings], dtype=np.bool_), sizes)),
        ],
    )


def _spread(texts: list[str], sizes: list[int]) -> Coded:
    coded = Coded.of(texts)
    return Coded(np.repeat(coded.index, sizes), coded.values)


def _joined(parts: list[np.ndarray], dtype: str) -> np.ndarray:
    return np.concatenate(parts).astype(dtype) if parts else np.zeros(0, dtype=dtype)


def _without_marks(found: _Found) -> tuple[Note, ...]:
    if not found.without_marks:
        return ()
    message = f"pupils without a mark string: {found.without_marks} of {found.pupils}"
    return (Note("ctf-without-marks", "warning", 0, "AttendanceMarks", message, "export the file with attendance"),)
