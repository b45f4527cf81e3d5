"""Which schools are in, and how do they stand?"""

from collections import Counter

import pandas as pd

from attendlib.measures.funnel import limits, outside
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table
from attendlib.report.view import PLACES, View
from attendlib.rounding import percent

FEWEST = 4
"""Schools of a phase below which a funnel says nothing."""


def coverage(view: View) -> Table:
    """Every school of the city: whether it is in the figures, from which file, and what was set aside."""
    accounts: dict[str, list] = {}
    for account in view.open.accounts:
        accounts.setdefault(account.urn, []).append(account)
    enrolments = {urn: len(view.open.city.roll.of(urn).upns) for urn in view.urns}
    rows = []
    for school in view.open.city.schools:
        own = accounts.get(school.urn, [])
        rejected, missing = sum(a.rejected for a in own), sum(a.missing for a in own)
        rows.append(
            {
                "name": school.name,
                "urn": school.urn,
                "phase": school.phase,
                "state": _state(own),
                "enrolments": enrolments[school.urn],
                "records": sum(a.records for a in own),
                "rejected": rejected,
                "missing": missing,
            }
        )
    columns = [
        Column("name", "School"),
        Column("urn", "URN"),
        Column("phase", "Phase"),
        Column("state", "In the figures"),
        Column("enrolments", "Enrolments on roll", "count"),
        Column("records", "Records read", "count"),
        Column("rejected", "Rejected", "count"),
        Column("missing", "No mark", "count"),
    ]
    covered = len(view.open.covered)
    return Table(
        "Which schools are in these figures",
        columns,
        rows,
        "the schools table is empty.",
        note=f"{covered} of {len(rows)} schools are in. City totals add up the schools that are in; nothing is "
        "estimated for the others.",
    )


def _state(accounts: list) -> str:
    if not accounts:
        return "no: no register file is listed"
    if not any(account.accepted for account in accounts):
        return "no: nothing in its files could be used"
    return "yes, termly totals only" if all(a.layout == "census_xml" for a in accounts) else "yes"


def phases(view: View) -> Table:
    """Totals by phase and for the city, pooled over sessions."""
    frame = pd.concat(
        [
            view.own("phase").rename(columns={"phase": "label"}),
            view.own("city").assign(label="All schools").drop(columns="city"),
        ]
    )
    frame["label"] = frame["label"].str.capitalize()
    schools = {
        phase: sum(s.urn in view.open.covered for s in view.open.city.schools if s.phase == phase)
        for phase in {s.phase for s in view.open.city.schools}
    }
    frame["schools"] = [schools.get(label.lower(), len(view.open.covered)) for label in frame.label]
    columns = [
        Column("label", "Phase"),
        Column("schools", "Schools", "count"),
        Column("enrolments", "Enrolments", "count"),
        Column("attendance_percent", "Attendance", "percent"),
        Column("authorised_percent", "Authorised", "percent"),
        Column("unauthorised_percent", "Unauthorised", "percent"),
        Column("persistently_absent", "Persistently absent", "count"),
        Column("persistently_absent_percent", "Share", "percent"),
        Column("severely_absent", "Severely", "count"),
    ]
    return Table.from_frame(
        frame,
        "Attendance and absence by phase",
        columns,
        "no school is in the figures.",
        total=True,
        note="An enrolment is a pupil at a school: a pupil who moved between schools counts at each.",
    )


def all_schools(view: View) -> Table:
    """Every school in order of its name: not a league table."""
    names = {school.urn: school for school in view.open.city.schools}
    frame = view.own("school")
    frame["name"] = [names[urn].name for urn in frame.school]
    frame["phase"] = [names[urn].phase for urn in frame.school]
    columns = [
        Column("name", "School"),
        Column("phase", "Phase"),
        Column("enrolments", "Enrolments", "count"),
        Column("attendance_percent", "Attendance", "percent"),
        Column("unauthorised_percent", "Unauthorised absence", "percent"),
        Column("persistently_absent", "Persistently absent", "count"),
        Column("persistently_absent_percent", "Share", "percent"),
        Column("severely_absent", "Severely absent", "count"),
    ]
    return Table.from_frame(frame.sort_values("name"), "Every school, by name", columns, "no school is in the figures.")


def funnel(view: View, phase: str) -> Chart | Callout:
    """Absence of each school of a phase against its size, with the limits that chance alone would seldom pass."""
    names = {school.urn: school.name for school in view.open.city.schools if school.phase == phase}
    frame = view.own("school")
    frame = frame[frame.school.isin(list(names))]
    if len(frame) < FEWEST:
        return Callout(
            "note",
            f"Too few {phase} schools to compare",
            f"There are {len(frame)}; a comparison with limits needs at least {FEWEST}.",
        )
    total = (int(frame.absent.sum()), int(frame.possible.sum()))
    frame = frame.assign(name=[names[urn] for urn in frame.school], outside=outside(frame.absent, frame.possible))
    target = percent(*total, PLACES)
    return charts.funnel(
        frame,
        name="name",
        size="possible",
        rate="absence_percent",
        outside="outside",
        limits=limits(frame.absent, frame.possible),
        target=(f"All {phase} schools", float(target or 0)),
        title=f"Absence of {phase} schools, by size",
        rate_name="Absence",
        note="Schools between the curves differ by no more than schools of their size usually do. The "
        "limits (95% and 99.8%) are widened by how much these schools vary in general, because "
        "sessions of one pupil go together.",
    )


def spread(view: View) -> Table:
    """Findings by school: where registers need attention first."""
    counted = []
    for school in view.open.city.schools:
        severities = Counter(finding.severity for finding in view.open.findings(school.urn))
        counted.append((severities["error"], severities["warning"], school.name))
    counted.sort(key=lambda one: (-one[0], -one[1], one[2]))
    rows = [{"name": name, "errors": errors, "warnings": warnings} for errors, warnings, name in counted]
    return Table(
        "Register quality by school",
        [Column("name", "School"), Column("errors", "Set aside", "count"), Column("warnings", "Warnings", "count")],
        rows,
        "the schools table is empty.",
        note="Each school's register check lists its findings, row by row, with how to mend them.",
    )
