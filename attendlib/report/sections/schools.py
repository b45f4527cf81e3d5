"""How do the schools of the city stand, phase by phase and one by one?"""

from collections import Counter

import pandas as pd

from attendlib.report.blocks import Column, Explorable, Table
from attendlib.report.sections.measured import columns, shown
from attendlib.report.sections.nothing import why
from attendlib.report.sections.withheld import COUNTED, withheld, withheld_alone
from attendlib.report.view import View
from attendlib.report.words import phase_name, sentence
from attendlib.report.written import HIDDEN

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
    parts = of_phases(view)
    parts = parts.assign(schools=[counted[phase] for phase in parts.phase])
    whole = withheld_alone(view, shown(view.own("city"))).assign(phase="All schools", schools=counted.total())
    frame = pd.concat([parts, whole.drop(columns="city")])
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
    frame = of_schools(view).set_index("school")
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


def of_phases(view: View) -> pd.DataFrame:
    """The measures of every phase with figures, without what would tell of somebody."""
    return withheld(view, shown(view.own("phase")))


def of_schools(view: View) -> pd.DataFrame:
    """The measures of every school with figures, without what would tell of somebody: a phase's schools add up to it,
    and those of the phases that are withheld add up to what the other phases leave of the city."""
    frame = shown(view.own("school"))
    if not view.public or frame.empty:
        return frame
    phases = of_phases(view).set_index("phase")
    of = {school.urn: school.phase for school in view.open.city.schools}
    frame["phase"] = [of[urn] for urn in frame.school]
    within, also = {}, {}
    for name in [name for name in COUNTED if name in phases]:
        gone = frame.phase.map(phases[name] == HIDDEN)
        within[name] = frame.phase.where(~gone, "").tolist()
        # Were all of its schools shown, they would tell a phase that is withheld.
        fewest = frame[gone & (frame[name] != 0)].sort_values(name).groupby("phase").head(1)
        also[name] = frame.index.isin(fewest.index).tolist()
    return withheld(view, frame, within, also)


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
