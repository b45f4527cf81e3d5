"""Which schools have notices to consider and returns to make?"""

from attendlib.casework.issued import FIRST, NONE, SECOND
from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.cases import Cases
from attendlib.report.sections.nothing import without_marks


def notices_by_school(cases: Cases) -> Table | Callout:
    """Every school in which somebody reached the threshold: ever, still, and which notice would come next."""
    told = without_marks(cases.view)
    if told:
        return told
    if cases.notices is None:
        return Callout("note", "No notices", "There was no national threshold for penalty notices on that day.")
    names = cases.view.open.city.school_names
    rows = [
        {
            "school": names[one.urn],
            "reached": one.reached,
            "standing": one.standing,
            "provisional": one.provisional,
            **{name: one.following[name] for name in (FIRST, SECOND, NONE)},
            "issued": one.issued,
        }
        for one in cases.by_school
        if one.reached or one.issued
    ]
    held = cases.notices.rules[0]
    return Table(
        "Threshold for a penalty notice, by school",
        [
            Column("school", "School"),
            Column("reached", "Reached it", "count"),
            Column("standing", "Still do", "count"),
            Column("provisional", "Of these, a reason may be found", "count"),
            Column(FIRST, "It would be the first notice", "count"),
            Column(SECOND, "The second", "count"),
            Column(NONE, "None can follow", "count"),
            Column("issued", "Issued this year", "count"),
        ],
        sorted(rows, key=lambda row: str(row["school"])),
        "nobody on roll has reached it.",
        note=f"{held['sessions']} sessions of {', '.join(held['codes'])} in {held['school_weeks']} school weeks. Of "
        "enrolments on roll; which notice it would be is told of those who still do, by sessions after their latest. "
        "Issued this year: as the interventions table has it, those withdrawn apart. Support comes first, and the "
        "authority decides.",
    )


def returns_by_school(cases: Cases) -> Table | Callout:
    """Every school whose marks call for a return: of each kind, and how many absences go on."""
    told = without_marks(cases.view)
    if told:
        return told
    if cases.notices is None:
        return Callout("note", "No returns", "The Regulations that ask for returns were not in force on that day.")
    runs, sickness = (rule(name).on(cases.on) for name in ("attendance_return", "sickness_return"))
    names = cases.view.open.city.school_names
    rows = [
        {
            "school": names[one.urn],
            **{name: one.returns[name] for name in (runs["return"], sickness["return"])},
            **{f"{name} going": one.going[name] for name in (runs["return"], sickness["return"])},
        }
        for one in cases.by_school
        if one.returns
    ]
    return Table(
        "Returns that the year's marks call for, by school",
        [
            Column("school", "School"),
            Column(runs["return"], f"{runs['school_days']} days in a row, not authorised", "count"),
            Column(f"{runs['return']} going", "Still going on", "count"),
            Column(sickness["return"], f"{sickness['school_days']} days of illness", "count"),
            Column(f"{sickness['return']} going", "Ill on the last day", "count"),
        ],
        sorted(rows, key=lambda row: str(row["school"])),
        "the marks of nobody on roll call for one.",
        note="Whether a return was made is in no register. The count of illness is a prompt: the law asks for a belief "
        "about days to come.",
    )
