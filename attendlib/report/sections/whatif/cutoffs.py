"""How many would each cut-off of attendance bring in?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from attendlib.casework.lists.news import label
from attendlib.casework.whatif import CutOff, groupings, hours, listed, spaced
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table
from attendlib.report.cases import Cases
from attendlib.report.sections.nothing import without_marks
from attendlib.report.sections.whatif.asked import heading, measured, named, percent_of
from attendlib.report.words import listed as listed_names
from attendlib.report.words import plural
from attendlib.rounding import percent

CITY = ("city",)
FIRST, LAST, STEP = "80", "99", "1"
"""The cut-offs of the drawing, in percent."""


def caseload_by_cut_off(cases: Cases) -> Chart | Callout:
    """How the number of enrolments below a cut-off rises, with the policy's own lines."""
    told = without_marks(cases.view)
    if told:
        return told
    lines = _lines(cases)
    cuts = sorted({*spaced(FIRST, LAST, STEP), *lines})
    found = {one.cut_off: one for one in measured(cases, cuts, CITY) if one.measured}
    frame = pd.DataFrame({"cut": [float(cut) for cut in found], "below": [one.below for one in found.values()]})
    marks = [(line.name, float(cut), line.of(found[cut])) for cut, line in lines.items()] if found else []
    return charts.cut_offs(
        frame,
        "cut",
        "below",
        "Enrolments below each cut-off of attendance",
        marks=marks,
        note="On roll, by the year so far; exactly the cut-off is not below it, but belongs to a line of the policy "
        f"that says so. {_apart(cases, found)}".strip(),
        empty="nobody on roll has a possible session.",
    )


@dataclass(frozen=True)
class _Line:
    """A limit of attendance at which a step of the policy begins. inclusive: exactly the limit belongs to it."""

    name: str
    inclusive: bool

    def of(self, one: CutOff) -> int:
        """The enrolments at the line."""
        return one.below + (one.exactly if self.inclusive else 0)


def _lines(cases: Cases) -> dict[Fraction, _Line]:
    """The attendance at which steps of the policy begin, highest last, each with the step that comes first there."""
    found: dict[Fraction, _Line] = {}
    for step in cases.policy.says.steps:
        for limit, inclusive in ((step.when.attendance_below, False), (step.when.attendance_at_most, True)):
            if limit is not None:
                found.setdefault(cases.policy.limit(limit), _Line(label(cases.policy, step.step), inclusive))
    return dict(sorted(found.items()))


def _apart(cases: Cases, found: dict[Fraction, CutOff]) -> str:
    """Who is in no figure: small print."""
    one = next(iter(found.values()), None)
    if one is None:
        return ""
    parts = [f"{plural(one.measured, 'enrolment')} measured"]
    parts += [f"{plural(one.without, 'enrolment')} without a possible session"] if one.without else []
    parts += [f"{one.left:,} no longer on roll"] if one.left else []
    silent = f" No single marks are held of {listed_names(cases.silent)}." if cases.silent else ""
    return f"Of {plural(one.enrolments, 'enrolment')}: {', '.join(parts)}.{silent}"


def cut_offs_compared(cases: Cases, cut_offs: str, minutes: int) -> Table | Callout:
    """Each cut-off with whom it would bring in, who of them is new, and a person's hours. ``minutes``: for one case."""
    told = without_marks(cases.view)
    if told:
        return told
    rows = [
        {
            "cut": f"below {percent_of(one.cut_off)}",
            "below": one.below,
            "share": percent(one.below, one.measured),
            "new": one.new,
            "gone": one.gone,
            "hours": hours(one.below, minutes),
        }
        for one in measured(cases, listed(cut_offs), CITY)
    ]
    columns = [
        Column("cut", "Attendance"),
        Column("below", "Enrolments", "count"),
        Column("share", "Share", "percent"),
        Column("new", "New", "count"),
        Column("gone", "No longer meant", "count"),
        Column("hours", f"Hours, {minutes} minutes each", "number"),
    ]
    return Table(
        "What each cut-off would bring in",
        columns,
        rows,
        "nobody is on roll.",
        note=f"New and no longer meant: against {cases.policy.says.title}, whose steps ask about attendance at the "
        "lines of the chart, or at a school's own. Each cut-off takes in those of the lower ones.",
    )


def cut_offs_by_group(cases: Cases, cut_offs: str, by: str) -> Table | Callout:
    """The same for each group: how many enrolments each cut-off would bring in."""
    told = without_marks(cases.view)
    if told:
        return told
    cuts, names = listed(cut_offs), groupings(by)
    groups: dict[Sequence[str], dict[str, object]] = {}
    for one in measured(cases, cuts, names):
        row = groups.setdefault(one.group, {"group": named(cases, names, one.group), "measured": one.measured})
        row[percent_of(one.cut_off)] = one.below
    columns = [
        Column("group", heading(names)),
        Column("measured", "Enrolments measured", "count"),
        *(Column(percent_of(cut), f"Below {percent_of(cut)}", "count") for cut in cuts),
    ]
    return Table(
        "Enrolments below each cut-off, by group",
        columns,
        list(groups.values()),
        "nobody is on roll.",
        note="A group with nobody measured has no marks of this year, or nobody left on roll.",
    )
