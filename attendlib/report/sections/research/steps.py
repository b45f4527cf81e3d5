"""What changed after letters and meetings, what would have changed anyway, and what is left?"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Several, Table, Words
from attendlib.report.sections.research.rests import compared, rests_on
from attendlib.report.sections.research.said import chance, figure, reach, signed, standing_out, verdict
from attendlib.report.words import plural, sentence
from attendlib.research import Impact, impact, several, steps_given
from attendlib.research.steps.found import STUDIED, UNLIKE
from attendlib.rounding import half_up

PLACES = 1
POINTS = "percentage points of absence"


@dataclass(frozen=True, eq=False)
class Impacts:
    """The impact of every step of a city's interventions table, and why there is none of some."""

    found: Mapping[str, Impact]
    refused: Mapping[str, str]


def impacts(city: OpenCity, days: int) -> Impacts:
    """Every step that the table has, over so many school days before and after."""
    found: dict[str, Impact] = {}
    refused: dict[str, str] = {}
    for step in steps_given(city):
        try:
            found[step] = impact(city, step, days=days)
        except ResearchError as error:
            refused[step] = str(error)
    return Impacts(found, refused)


def brief(told: Impacts) -> Words | Callout:
    """What each step seemed to change, and what it is found to have changed."""
    if not told.found:
        return _nothing(told)
    together = several({step: one.effect.p for step, one in told.found.items()})
    lines = []
    for step, one in told.found.items():
        change, anyway = figure(one.change.value, PLACES), figure(one.anyway.value, PLACES)
        lines.append(
            f"{sentence(step)}: from before to after the absence of all {_stayed(one)} who had it and stayed changed "
            f"by {signed(one.everybody, PLACES)} {POINTS}. That of the {compared(one)} who can be compared changed by "
            f"{change}, and by what similar pupils show it would have changed by {anyway} without the step. The "
            f"difference is {signed(one.effect, PLACES)}{verdict(one.effect, step, together)}."
        )
    return Words([], lines)


def _stayed(one: Impact) -> str:
    """How many pupils the change before and after is of."""
    return plural(one.account[STUDIED] + one.account[UNLIKE], "pupil")


def _nothing(told: Impacts) -> Callout:
    why = " ".join(told.refused.values()) or "The interventions table holds no step."
    return Callout("note", "Nothing can be compared", why)


def account(told: Impacts) -> Several | Callout:
    """What became of every row of the interventions table, step by step."""
    if not told.found:
        return _nothing(told)
    tables = []
    for step, one in told.found.items():
        rows = [{"what": sentence(what), "times": count} for what, count in one.account.items()]
        rows.append({"what": "All given", "times": one.given})
        columns = [Column("what", "What became of them"), Column("times", "Times", "count")]
        tables.append(Table(f"{sentence(step)}: compared, or why not", columns, rows, "none was given.", total=True))
    return Several(tables)


def seemed(told: Impacts) -> Chart | Callout:
    """Before and after alone, as such things are usually told."""
    if not told.found:
        return _nothing(told)
    days = next(iter(told.found.values())).days
    return _chart(
        {step: one.everybody for step, one in told.found.items()},
        "Absence after a step less absence before it",
        f"Everybody who had the step and stayed; {days} school days before it and after it. This is what a report "
        "without a comparison would show.",
    )


def parts(told: Impacts) -> Several | Callout:
    """For each step the change of those compared, what came anyway, and what is left."""
    if not told.found:
        return _nothing(told)
    made = []
    for step, one in told.found.items():
        rows = {
            "Change of those who had it": one.change,
            "What would have come without it": one.anyway,
            "The difference": one.effect,
        }
        made.append(_chart(rows, f"{sentence(step)}: what came anyway, and what is left", rests_on(one)))
    return Several(made)


def courses(told: Impacts) -> Several | Callout:
    """For each step absence by fortnight before and after it, of those who had it and of those they are set beside."""
    if not told.found:
        return _nothing(told)
    made = []
    for step, one in told.found.items():
        rounded = {name: [half_up(value, PLACES) for value in one.course[name]] for name in ("had", "beside")}
        frame = one.course.assign(name=[_fortnight(int(place)) for place in one.course.fortnight], **rounded)
        made.append(
            charts.course(
                frame,
                "name",
                [("had", "Had it"), ("beside", "Similar pupils")],
                f"{sentence(step)}: absence by fortnight",
                label_name="Fortnight of school days",
                before=int((one.course.fortnight < 0).sum()),
                event=step,
                note="As they were: what is left of the difference between the two before the step is taken out of the "
                "figures above, and not of these lines.",
            )
        )
    return Several(made)


def _fortnight(place: int) -> str:
    """``3rd before``, ``last before``, ``1st after``."""
    number = {1: "1st", 2: "2nd", 3: "3rd"}.get(abs(place), f"{abs(place)}th")
    return "last before" if place == -1 else f"{number} {'before' if place < 0 else 'after'}"


def _chart(rows: Mapping[str, object], title: str, note: str) -> Chart:
    frame = pd.DataFrame([{"name": sentence(name), **reach(one, PLACES)} for name, one in rows.items()])  # type: ignore[arg-type]
    return charts.intervals(
        frame,
        "name",
        "value",
        title,
        label_name="What",
        value_name=sentence(POINTS),
        reference=("No change", 0),
        places=PLACES,
        note=note,
    )


def balance(told: Impacts) -> Table | Callout:
    """How alike those who had a step and those they are set beside had been."""
    if not told.found:
        return _nothing(told)
    names = {
        "so_far": "absence in the year so far",
        "before": "absence in the days before",
        "fortnight": "absence in the last fortnight",
        "expected": "absence to be expected afterwards",
    }
    rows = [
        {"step": sentence(step), "thing": names[name], "before": half_up(before, 2), "after": half_up(after, 2)}
        for step, one in told.found.items()
        for name, (before, after) in one.balance.items()
    ]
    columns = [
        Column("step", "Step"),
        Column("thing", "Difference in"),
        Column("before", "Before matching", "number", 2),
        Column("after", "After matching", "number", 2),
    ]
    return Table(
        "How alike the pupils compared had been",
        columns,
        rows,
        "nobody was compared.",
        note="In standard deviations of those who had the step. Pupils are matched on the last line of each step: what "
        "they were to be expected to miss afterwards, learnt from pupils without the step. What is left of these "
        "differences is taken out by regression; where much is left (more than a quarter, by a common rule), the "
        "finding leans on its line being right.",
    )


def together(told: Impacts) -> Words | Callout:
    """What chance makes of so many comparisons, and which steps could not be compared."""
    if not told.found:
        return _nothing(told)
    found = several({step: one.effect.p for step, one in told.found.items()})
    lines = [
        f"{sentence(step)}: p {chance(one.effect.p)}, after Holm's correction {chance(found.adjusted[step])}."
        for step, one in told.found.items()
    ]
    out = " ".join([standing_out(found), *told.refused.values()])
    return Words([f"{sentence(plural(len(told.found), 'step'))} compared. {out}"], lines)
