"""How does a Common Transfer File with attendance look? A string of marks per pupil: AM then PM, every calendar day.

Totals stand beside the string and say the same, except for a pupil in ``shift``.
"""

from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from attendlib.synth.facts import counting, mark, marks
from attendlib.synth.made import CHARACTERS, MadeRegister
from attendlib.synth.schools import LA_CODE

NAME, ENDING, HOLDS = "ctf_xml", "ctf.xml", CHARACTERS


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's cells. Raises ValueError for a mark of two characters, which a string cannot hold."""
    school, days = register.school, register.sheet.days.days
    place = (days - days[0]).astype(int)
    cells = np.full((register.sheet.enrolments, 2 * (place[-1] + 1)), mark("closed"), dtype=np.uint8)
    cells[:, 2 * place], cells[:, 2 * place + 1] = register.sheet.cells[:, 0::2], register.sheet.cells[:, 1::2]
    if any(len(marks()[cell]) != 1 for cell in np.unique(cells)):
        raise ValueError("a mark string holds one character for each session")
    where = f"<LEA>{LA_CODE}</LEA><Estab>{school.estab}</Estab><SchoolName>{escape(school.name)}</SchoolName>"
    upns = register.upns[: register.sheet.enrolments]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<CTfile><Header><DocumentName>Common Transfer File')
        file.write(f"</DocumentName><SourceSchool>{where}<AcademicYear>{register.first_year}</AcademicYear>")
        file.write("</SourceSchool></Header><CTFpupilData>\n")
        for i in sorted(range(len(upns)), key=upns.__getitem__):
            file.write(_pupil(register, i, "".join(register.texts()[cells[i]]), where))
        file.write("</CTFpupilData></CTfile>\n")


def _pupil(register: MadeRegister, i: int, string: str, where: str) -> str:
    """One pupil's element."""
    start = date.fromisoformat(register.isodays()[0])
    attended, authorised, unauthorised = (int(kind[register.sheet.cells[i]].sum()) for kind in counting(start))
    possible = attended + authorised + unauthorised + register.shift.get(i, 0)
    return (
        f"<Pupil><UPN>{register.upns[i]}</UPN><Surname>{escape(register.surnames[i])}</Surname>"
        f"<Forename>{escape(register.forenames[i])}</Forename><DOB>{register.born[i]}</DOB>"
        f"<Sex>{'M' if register.male[i] else 'F'}</Sex><Attendance><YearData><Year>{register.first_year}</Year>{where}"
        f"<SessionsPossible>{possible}</SessionsPossible><SessionsAuthorised>{authorised}</SessionsAuthorised>"
        f"<SessionsAttended>{attended}</SessionsAttended><SessionsUnauthorised>{unauthorised}</SessionsUnauthorised>"
        f"<AttendSessions><AttendanceStartDate>{start}</AttendanceStartDate><AttendanceMarks>{escape(string)}"
        "</AttendanceMarks></AttendSessions></YearData></Attendance></Pupil>\n"
    )
