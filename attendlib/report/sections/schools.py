"""How do the schools of the city stand, phase by phase and one by one?"""

from collections import Counter

import pandas as pd

from attendlib.report.blocks import Column, Explorable, Table
from attendlib.report.sections.measured import columns, shown
from attendlib.report.sections.nothing import why
from attendlib.report.view import View
from attendlib.report.words import phase_name, sentence

MEASURED = (
    "enrolments",
    "attendance_percent",
    "authorised_percent",
    "unauthorised_percent",
    "persistently_absent",
    "persistently_absent_percent",
    "severely_absent",
)


def phases(view: View) -> Table:
    """Totals by phase and for the city, pooled over sessions."""
    counted = Counter(s.phase for s in view.open.city.schools if view.reach[s.urn].last)
    parts = view.own("phase")
    parts = parts.assign(schools=[counted[phase] for phase in parts.phase])
    whole = view.own("city").assign(phase="All schools", schools=counted.total())
    frame = shown(pd.concat([parts, whole.drop(columns="city")]))
    frame["label"] = [sentence(phase_name(phase)) for phase in frame.phase]
    return Table.from_frame(
        frame,
        "Attendance and absence by phase",
        [Column("label", "Phase"), Column("schools", "Schools", "count"), *columns(*MEASURED)],
        "no school is in the figures.",
        total=True,
        note="An enrolment is a pupil at a school: a pupil who moved between schools counts at each.",
    )


def all_schools(view: View) -> Explorable:
    """Every school, in order of its name until the reader sorts them, also those without figures, with the reason: not
    a league table."""
    measured = [name for name in MEASURED if name != "authorised_percent"]
    frame = shown(view.own("school")).set_index("school")
    rows = []
    for school in sorted(view.open.city.schools, key=lambda school: school.name):
        held = frame.loc[school.urn].to_dict() if school.urn in frame.index else {}
        reason = "" if held else why(view.open, (school.urn,))
        figures = {name: held.get(name) for name in measured}
        known = {"name": school.name, "urn": school.urn, "phase": phase_name(school.phase)}
        rows.append({**known, **figures, "reason": reason})
    reasons = [Column("reason", "Why there are no figures")] if any(row["reason"] for row in rows) else []
    heads = [Column("name", "School"), Column("phase", "Phase"), *columns(*measured), *reasons]
    empty = "the schools table is empty."
    return Explorable("Every school", heads, rows, empty, filters="phase", urns="urn")


def quality(view: View) -> Table:
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
