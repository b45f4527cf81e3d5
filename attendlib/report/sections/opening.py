"""How does a report open: whom it is about, and where do they stand?"""

import pandas as pd

from attendlib.report.blocks import Figure, Headline, Title, Words
from attendlib.report.sections.compared import last_year
from attendlib.report.view import View
from attendlib.report.words import day, points, share

FOR = {
    "school_report": "head teacher, governors and attendance lead",
    "register_check": "attendance lead and office",
    "city_report": "local authority attendance team",
    "weekly_tracker": "attendance officer, heads of house and year, form tutors",
    "support_meeting": "attendance lead and the local authority's attendance officer",
}
TITLES = {
    "school_report": "Attendance report",
    "register_check": "Register check",
    "city_report": "City attendance report",
    "weekly_tracker": "Weekly tracker",
    "support_meeting": "Targeting support meeting",
}

NAMES_PUPILS = frozenset({"school_report", "weekly_tracker", "support_meeting"})
"""The documents that are for named staff of one school only."""


def title(view: View, document: str) -> Title:
    """The name of the document, whom it is about and for, and the days it covers."""
    facts = [
        ("Period", f"{day(view.first_day)} to {day(view.window.end)}"),
        ("Academic year", view.academic_year),
        ("For", FOR[document]),
    ]
    if view.school:
        facts[:0] = [("URN", view.school.urn), ("Phase", view.school.phase)]
    return Title(f"{TITLES[document]}: {view.name}", facts=facts, restricted=document in NAMES_PUPILS)


def headline(view: View) -> Headline:
    """Attendance, persistent and severe absence, and unauthorised absence, each against last year where it is known."""
    now, before = one(view.own("city")), last_year(view)
    figures = [
        _figure("Attendance", now.attendance_percent, before.get("attendance")),
        _figure(
            "Persistently absent",
            now.persistently_absent_percent,
            before.get("persistent_absence"),
            f"{share(now.persistently_absent, now.enrolments)} missed 10% or more of their sessions",
        ),
        _figure(
            "Severely absent",
            now.severely_absent_percent,
            before.get("severe_absence"),
            f"{share(now.severely_absent, now.enrolments)} missed half or more",
        ),
        _figure(
            "Unauthorised absence", now.unauthorised_percent, before.get("unauthorised_absence"), "of possible sessions"
        ),
    ]
    return Headline(figures)


def _figure(label: str, now: float, before: float | None, note: str = "") -> Figure:
    if before is None or pd.isna(now):
        return Figure(label, now, "%", note=note)
    change = round_difference(now, before)
    direction = "level" if change == 0 else "up" if change > 0 else "down"
    return Figure(label, now, "%", points(change, "the whole of last year"), direction, note)


def round_difference(now: float, before: float) -> float:
    """The difference of two figures already rounded to one place, as shown: exact in tenths."""
    return (int(f"{now:.1f}".replace(".", "")) - int(f"{before:.1f}".replace(".", ""))) / 10


def one(frame: pd.DataFrame) -> pd.Series:
    """The only row of a frame over everybody. Where there is none, zeros and no rates."""
    if len(frame):
        return frame.iloc[0]
    return pd.Series({name: float("nan") if name.endswith("percent") else 0 for name in frame.columns})


def in_brief(view: View) -> Words:
    """Where the school or city stands, in sentences made from the figures below."""
    now, peers = one(view.own("city")), one(view.of_peers("city"))
    sentences = [
        f"Up to {day(view.window.end)}, {view.name} had {now.attendance_percent:.1f}% attendance: pupils missed "
        f"{now.absent:,} of {now.possible:,} possible sessions."
        if now.possible
        else f"No possible session of {view.name} is held up to {day(view.window.end)}."
    ]
    if now.possible and view.school and len(view.peers) > 1:
        change = round_difference(now.attendance_percent, peers.attendance_percent)
        sentences.append(
            f"That is {points(change, f'all {view.phase} schools of the city together')} "
            f"({peers.attendance_percent:.1f}%)."
        )
    if now.enrolments:
        sentences.append(
            f"{share(now.persistently_absent, now.enrolments)} are persistently absent, and "
            f"{now.severely_absent:,} of them severely."
        )
    return Words([" ".join(sentences)])
