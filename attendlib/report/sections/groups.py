"""Which year groups and groups of pupils miss most?"""

import pandas as pd

from attendlib.report.blocks import Column, Table
from attendlib.report.view import View

GROUPS = {
    "sex": ("Sex", {"F": "Girls", "M": "Boys"}),
    "fsm": ("Free school meals", {"1": "Eligible", "0": "Not eligible"}),
    "sen": ("Special educational needs", {"N": "None", "K": "SEN support", "E": "Education, health and care plan"}),
    "eal": ("First language", {"1": "Other than English", "0": "English"}),
    "looked_after": ("Looked after", {"1": "Looked after", "0": "Not looked after"}),
    "social_worker": ("Social worker", {"1": "Has a social worker", "0": "Has none"}),
}
"""Each group of the pupils table: its heading and what its values stand for. Other values are shown as they are."""

MEASURED = [
    Column("enrolments", "Enrolments", "count"),
    Column("attendance_percent", "Attendance", "percent"),
    Column("unauthorised_percent", "Unauthorised absence", "percent"),
    Column("persistently_absent", "Persistently absent", "count"),
    Column("persistently_absent_percent", "Persistently absent, share", "percent"),
]

FEW = 10
"""Enrolments below which a group's percentages move a lot with one pupil, which the note says."""


def year_groups(view: View) -> Table:
    """Attendance and persistent absence by year group, beside the same year group of all schools of the phase."""
    own, peers = view.own("year_group"), view.of_peers("year_group")[["year_group", "attendance_percent"]]
    frame = own.merge(peers, on="year_group", how="left", suffixes=("", "_peers"))
    frame["label"] = [year_label(value) for value in frame.year_group]
    columns = [Column("label", "Year group"), *MEASURED]
    if view.school:
        columns.append(Column("attendance_percent_peers", f"Attendance, all {view.phase} schools", "percent"))
    return Table.from_frame(
        frame, "Attendance by year group", columns, "the pupils table gives no year groups.", note=_few(frame)
    )


def groups(view: View) -> Table:
    """The same for groups of pupils, each beside the others of its kind."""
    parts = []
    for name, (heading, values) in GROUPS.items():
        frame = view.own(name)
        frame = frame[frame[name] != ""]
        if len(frame) > 0:
            shown = frame[name].map(lambda value, known=values: known.get(value, value))
            parts.append(frame.assign(kind=heading, label=shown))
    frame = pd.concat(parts) if parts else pd.DataFrame(columns=["kind", "label", *(c.key for c in MEASURED)])
    return Table.from_frame(
        frame,
        "Attendance by group of pupils",
        [Column("label", "Group"), Column("kind", "Kind"), *MEASURED],
        "the pupils table gives no groups.",
        note=_few(frame),
    )


def year_label(value: str) -> str:
    """``Reception``, ``Year 7``."""
    return "Reception" if value in ("0", "R") else f"Year {value}" if value.isdigit() else value or "not given"


def _few(frame: pd.DataFrame) -> str:
    small = (frame["enrolments"] < FEW).any() if len(frame) else False
    return f"A group of fewer than {FEW} enrolments moves a lot with a single pupil." if small else ""
