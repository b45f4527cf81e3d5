"""Which steps are due in each school, and how much is that in all?"""

from collections import Counter

import pandas as pd

from attendlib.casework.lists.news import label
from attendlib.checks.finding import NOTE
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table, Words
from attendlib.report.cases import Cases
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import day, listed, plural


def casework_in_brief(cases: Cases) -> Words | Callout:
    """What the schools' casework comes to, in sentences."""
    told = without_marks(cases.view)
    if told:
        return told
    schools = cases.by_school
    due, held = sum(one.due for one in schools), sum(one.on_hold for one in schools)
    lines = [
        f"By {cases.policy.says.title}, on {day(cases.on)}: a step is due for {plural(due, 'enrolment')} of "
        f"{sum(one.on_roll for one in schools):,} on roll; {held:,} more {'is' if held == 1 else 'are'} on hold, about "
        "whom a person decides.",
        f"The threshold for a penalty notice is reached by {sum(one.standing for one in schools):,} of those on roll.",
        f"The year's marks call for {plural(sum(one.returns.total() for one in schools), 'return')} to the authority.",
    ]
    bad = len({(finding.file, finding.row) for finding in cases.stages.findings if finding.severity != NOTE})
    if bad:
        lines.append(f"{plural(bad, 'row')} of the interventions table cannot be right: `attendlib check` names them.")
    if cases.silent:
        lines.append(f"No single marks are held of {listed(cases.silent)}, so nothing can be due there.")
    return Words(bullets=[*lines, *filter(None, [cases.stages.remark])])


def caseload_by_step(cases: Cases) -> Chart | Callout:
    """How many enrolments of the city are due each step."""
    told = without_marks(cases.view)
    if told:
        return told
    due: Counter[str] = sum((one.steps for one in cases.by_school), Counter())
    if not due:
        return Callout("good", "No step is due", f"By {cases.policy.says.title} no step is due for anybody on roll.")
    frame = pd.DataFrame([{"step": step.name, "due": due[step.step]} for step in cases.policy.says.steps])
    return charts.bars(
        frame,
        "step",
        "due",
        "Enrolments by the step that is due",
        label_name="Step",
        value_name="enrolments",
        kind="count",
        places=0,
        ordered=True,
        note="On roll. Each enrolment counts at the highest step that is due for it.",
    )


def steps_by_school(cases: Cases) -> Table | Callout:
    """Every school with the enrolments due each step that is due anywhere, on hold, and of those who left."""
    told = without_marks(cases.view)
    if told:
        return told
    anywhere = {step for one in cases.by_school for step in one.steps}
    steps = [step for step in cases.policy.says.steps if step.step in anywhere]
    names = cases.view.open.city.school_names
    rows = [
        {
            "school": names[one.urn],
            "on_roll": one.on_roll,
            **{step.step: one.steps[step.step] if one.measured else None for step in steps},
            "due": one.due if one.measured else None,
            "on_hold": one.on_hold,
            "left": one.left_due,
        }
        for one in cases.by_school
    ]
    columns = [
        Column("school", "School"),
        Column("on_roll", "On roll", "count"),
        *(Column(step.step, label(cases.policy, step.step), "count") for step in steps),
        Column("due", "A step due", "count"),
        Column("on_hold", "On hold", "count"),
        Column("left", "Left with one due", "count"),
    ]
    return Table(
        "Steps due, by school",
        columns,
        sorted(rows, key=lambda row: str(row["school"])),
        "the schools table is empty.",
        note="In order of name, not a league table: a school that writes its letters has fewer due than one that does "
        "not.",
    )
