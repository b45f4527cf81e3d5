"""Which year groups and groups of pupils miss most?"""

from functools import partial

import pandas as pd

from attendlib.measures.asked import EARLY
from attendlib.measures.decided import CLASSES
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.measured import columns, shown
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.public import pooled
from attendlib.report.sections.withheld import COUNTED, withheld
from attendlib.report.view import View
from attendlib.report.words import schools
from attendlib.report.written import HIDDEN

GROUPS = {
    "sex": {"F": "Girls", "M": "Boys"},
    "fsm": {"1": "Eligible for free school meals", "0": "Not eligible for free school meals"},
    "sen": {"E": "Education, health and care plan", "K": "SEN support", "N": "No special educational needs"},
    "eal": {"1": "First language other than English", "0": "First language English"},
    "looked_after": {"1": "Looked after", "0": "Not looked after"},
    "social_worker": {"1": "Has a social worker", "0": "Has no social worker"},
}
"""Each group of the pupils table and what its values stand for, in the order shown. Other values are shown too."""

MEASURED = (
    "enrolments",
    "attendance_percent",
    "unauthorised_percent",
    "persistently_absent",
    "persistently_absent_percent",
    "severely_absent",
    "severely_absent_percent",
)

FEW = 10
"""Enrolments below which a group's percentages move a lot with one pupil, which the note says."""


def year_groups(view: View) -> Table | Callout:
    """Attendance and persistent absence by year group, beside the same year group of all schools of the phase."""
    told = without_figures(view)
    if told:
        return told
    frame = shown(pooled(view, view.own("year_group"), "year_group", year_label))
    frame = frame if view.without_names else withheld(view, frame)
    heads = [Column("label", "Year group"), *columns(*_measured(view))]
    if view.has_peers:
        peers = shown(pooled(view, view.of_peers("year_group"), "year_group", year_label))
        frame = frame.merge(peers[["label", "attendance_percent"]], on="label", how="left", suffixes=("", "_peers"))
        heads.append(Column("attendance_percent_peers", f"Attendance, all {schools(view.phase)}", "percent"))
    return Table.from_frame(
        frame, "Attendance by year group", heads, "the pupils table gives no year groups.", note=_few(frame)
    )


def groups(view: View) -> Table | Callout:
    """The same for groups of pupils, each beside the others of its kind."""
    told = without_figures(view)
    if told:
        return told
    parts = []
    for name, values in GROUPS.items():
        frame = view.own(name)
        frame = pooled(view, frame[frame[name] != ""], name, partial(group_label, name))
        order = {value: place for place, value in enumerate(values)}
        frame = frame.assign(place=[order.get(value, len(order)) for value in frame[name]], kind=name)
        if not (view.without_names and len(frame) < 2):  # all together say nothing of the groups
            parts.append(frame.sort_values(["place", "label"]))
    frame = shown(pd.concat(parts)) if parts else pd.DataFrame(columns=["label", "kind", *MEASURED])
    if not view.without_names:
        frame = withheld(view, frame, dict.fromkeys(COUNTED, frame.kind.tolist()))
    return Table.from_frame(
        frame,
        "Attendance by group of pupils",
        [Column("label", "Group"), *columns(*_measured(view))],
        "the pupils table gives no groups.",
        note=_few(frame),
    )


def wards(view: View) -> Table | Callout:
    """Persistent and severe absence by the ward in which pupils live, those whose ward is not given last."""
    told = without_figures(view)
    if told:
        return told
    frame = view.own("ward")
    if not frame.ward.any():
        return Callout("note", "No wards", "The pupils table gives no wards, so nothing can be said of them.")
    frame = withheld(view, shown(frame.sort_values("ward", key=lambda names: names.where(names != "", "\uffff"))))
    frame["label"] = [name or "Not given" for name in frame.ward]
    heads = [Column("label", "Ward"), *columns(*MEASURED)]
    note = "Where pupils live by the pupils table, also those who go to school in another ward."
    return Table.from_frame(frame, "Attendance by ward", heads, "nobody has figures.", note=note)


def _measured(view: View) -> list[str]:
    """The measures by group: in a report without names none that counts the few pupils of a class."""
    return [name for name in MEASURED if not (view.without_names and name.startswith(tuple(CLASSES)))]


def year_label(value: str) -> str:
    """``Reception``, ``Year 7``."""
    return "Reception" if value in ("0", "R") else f"Year {value}" if value.isdigit() else value or "not given"


def year_order(value: str) -> tuple[bool, int, str]:
    """How a year group sorts: those before Year 1 first, the rest by number, what is neither last."""
    number = EARLY.index(value) - len(EARLY) if value in EARLY else int(value) if value.isdigit() else 0
    return not (value in EARLY or value.isdigit()), number, value


def group_label(kind: str, value: str) -> str:
    """``Girls``; a value that is not known, with the kind of group it is of."""
    return GROUPS[kind].get(value) or f"{kind.replace('_', ' ')}: {value or 'not given'}"


def _few(frame: pd.DataFrame) -> str:
    small = any(count != HIDDEN and count < FEW for count in frame["enrolments"]) if len(frame) else False
    return f"A group of fewer than {FEW} enrolments moves a lot with a single pupil." if small else ""
