"""What is the smallest census return that shows one rule?"""

import re
from xml.sax.saxutils import escape

AUTUMN, SPRING, SUMMER = "SPR", "SUM", "AUT"
"""The collection that reports the term, a term in arrears."""


def block(possible: str, reasons: str = "", kind: str = "TermlyAttendance", **reported: int) -> str:
    """One pupil's attendance in one period: "I3 O2" are three sessions of I and two of O, whose sums are the reported
    totals unless others are given."""
    counts = [(code, int(n)) for code, n in re.findall(r"([A-Z][0-9]?):(\d+)", reasons)]
    sums = {
        "authorised": sum(n for code, n in counts if code not in "GNOU"),
        "unauthorised": sum(n for code, n in counts if code in "GNOU"),
    } | reported
    details = "".join(
        f"<SessionDetail><AttendanceReason>{escape(code)}</AttendanceReason><AbsenceSessions>{n}</AbsenceSessions>"
        "</SessionDetail>"
        for code, n in counts
    )
    return (
        f"<{kind}><SessionsPossible>{possible}</SessionsPossible><SessionsAuthorised>{sums['authorised']}"
        f"</SessionsAuthorised><SessionsUnauthorised>{sums['unauthorised']}</SessionsUnauthorised>"
        f"<SessionDetails>{details}</SessionDetails></{kind}>"
    )


def census(*pupils: tuple[str, str], term: str = AUTUMN, year: int = 2026) -> str:
    """A School Census return of pupils on roll: (identifier, attendance)."""
    held = "".join(
        f"<PupilOnRoll><PupilIdentifiers><UPN>{upn}</UPN></PupilIdentifiers><Attendance>{text}</Attendance></PupilOnRoll>"
        for upn, text in pupils
    )
    return (
        f"<Message><Header><Term>{term}</Term><Year>{year}</Year><ReferenceDate>{year}-01-15</ReferenceDate>"
        f"<LEA>331</LEA><Estab>2001</Estab></Header><Pupils><PupilsOnRoll>{held}</PupilsOnRoll></Pupils></Message>"
    )
