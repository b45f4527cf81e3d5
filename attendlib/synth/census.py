"""How does a school report a term's totals in the School Census?

The census is a term in arrears: January's reports the autumn term, May's the spring term. A file is made for each term
whose census was taken by the as-of day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from attendlib.policy import official_terms
from attendlib.synth.facts import counting, marks
from attendlib.synth.made import MadeRegister
from attendlib.synth.schools import LA_CODE

_TAKEN = {"autumn": ("SPR", 1), "spring": ("SUM", 5)}
"""By term reported: the term of the census, and the month on whose third Thursday it is taken."""


@dataclass(frozen=True)
class Census:
    """One census: ``term`` and ``day`` of taking it; ``first`` and ``last`` day of the term that it reports."""

    term: str
    day: date
    first: date
    last: date

    @property
    def file_name(self) -> str:
        return f"census-{self.term}-{self.day.year}.xml"


def censuses(academic_year: str, as_of: date) -> list[Census]:
    """Those that were taken by ``as_of``, in order."""
    taken = []
    for term in official_terms(academic_year):
        if term.name in _TAKEN:
            name, month = _TAKEN[term.name]
            first = date(int(academic_year[:4]) + 1, month, 1)
            third_thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 14)
            taken.append(Census(name, third_thursday, term.first, term.last))
    return [census for census in taken if census.day <= as_of]


def write(register: MadeRegister, census: Census, entry: NDArray, leaving: NDArray, path: Path) -> None:
    """Write one census file: the pupils on roll on its day, then those who were in the term and have left."""
    day = np.datetime64(census.day)
    here = (entry <= day) & (np.isnat(leaving) | (leaving >= day))
    gone = ~here & (leaving < day)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<Message><Header><Collection>School Census</Collection>')
        file.write(f"<Term>{census.term}</Term><Year>{census.day.year}</Year><ReferenceDate>{census.day}")
        file.write(f"</ReferenceDate><LEA>{LA_CODE}</LEA><Estab>{register.school.estab}</Estab></Header><Pupils>\n")
        file.write("<PupilsOnRoll>\n")
        file.writelines(_pupils(register, census, np.flatnonzero(here), (entry, leaving), "PupilOnRoll"))
        file.write("</PupilsOnRoll>\n<PupilsNoLongerOnRoll>\n")
        file.writelines(_pupils(register, census, np.flatnonzero(gone), (entry, leaving), "PupilNoLongerOnRoll"))
        file.write("</PupilsNoLongerOnRoll>\n</Pupils></Message>\n")


def _pupils(
    register: MadeRegister, census: Census, rows: NDArray, dates: tuple[NDArray, NDArray], element: str
) -> Iterator[str]:
    (entry, leaving), days = dates, register.sheet.days.days
    within = np.repeat((days >= np.datetime64(census.first)) & (days <= np.datetime64(census.last)), 2)
    for i in rows.tolist():
        left = f"<LeavingDate>{leaving[i]}</LeavingDate>" if element == "PupilNoLongerOnRoll" else ""
        yield (
            f"<{element}><PupilIdentifiers><UPN>{register.upns[i]}</UPN><Surname>{escape(register.surnames[i])}"
            f"</Surname><Forename>{escape(register.forenames[i])}</Forename><DOB>{register.born[i]}</DOB>"
            f"</PupilIdentifiers><PupilStatus><EntryDate>{entry[i]}</EntryDate>{left}</PupilStatus><Attendance>"
            f"{_termly(register.sheet.cells[i, within], census.first)}</Attendance></{element}>\n"
        )


def _termly(cells: NDArray[np.uint8], day: date) -> str:
    """A pupil's totals of the term; nothing where no session was possible."""
    attended, authorised, unauthorised = counting(day)
    counts = np.bincount(cells, minlength=len(marks()))
    possible = int(counts[attended | authorised | unauthorised].sum())
    if not possible:
        return ""
    reasons = {marks()[i]: int(counts[i]) for i in np.flatnonzero((authorised | unauthorised) & (counts > 0))}
    details = "".join(
        f"<SessionDetail><AttendanceReason>{code}</AttendanceReason><AbsenceSessions>{count}</AbsenceSessions>"
        "</SessionDetail>"
        for code, count in sorted(reasons.items())
    )
    return (
        f"<TermlyAttendance><SessionsPossible>{possible}</SessionsPossible>"
        f"<SessionsAuthorised>{int(counts[authorised].sum())}</SessionsAuthorised>"
        f"<SessionsUnauthorised>{int(counts[unauthorised].sum())}</SessionsUnauthorised>"
        + (f"<SessionDetails>{details}</SessionDetails>" if details else "")
        + "</TermlyAttendance>"
    )
