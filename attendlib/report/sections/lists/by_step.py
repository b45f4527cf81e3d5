"""How many pupils are at each step of the policy, in a report that anybody may read too?"""

from collections.abc import Sequence

from attendlib.casework import Stage
from attendlib.casework.done import DONE
from attendlib.casework.lists.caseload import StepLoad
from attendlib.report.blocks import Block, Callout, Column, Several, Table, Words
from attendlib.report.desk import Lists
from attendlib.report.sections.nothing import without_marks
from attendlib.report.sections.withheld import NOT_TOLD, counts_told, told
from attendlib.report.words import day

TRACKER = "Who they are, and what is to be done this week, stands in the weekly tracker, for named staff."


def steps_by_policy(lists: Lists) -> Several | Callout:
    """Every step with the pupils for whom it is due, was at the end of last half term, is newly, would be but for a
    hold, and was taken so far."""
    nothing = without_marks(lists.view)
    if nothing:
        return nothing
    blocks: list[Block] = [Words([_in_short(lists)]), _table(lists)]
    return Several(blocks)


def due_now(lists: Lists) -> str:
    """For how many a step is due, and newly, in few words; empty where it is for nobody, and without single marks."""
    if without_marks(lists.view) or not sum(load.due for load in lists.desk.step_loads):
        return ""
    due, new = _due(lists)
    return f"A step is due for {due}{f', newly for {new}' if new != NOT_TOLD else ''}."


def _due(lists: Lists) -> tuple[str, str]:
    """For how many of the pupils on roll a step is due, and for how many of them newly."""
    loads, roll = lists.desk.step_loads, len(_on_roll(lists.desk.now.rows))
    due, new = sum(load.due for load in loads), sum(load.new for load in loads)
    return f"{_said(lists, due, roll)} of the {roll:,} pupils on roll", _said(lists, new, due)


def _said(lists: Lists, count: int, whole: int) -> str:
    return told(counts_told(lists.view, [count], [whole])[0])


def _in_short(lists: Lists) -> str:
    says, here = lists.desk.policy.says, _on_roll(lists.desk.now.rows)
    letters = {step.step for step in says.steps if step.letter}
    written_to = sum(any(done.step in letters and done.how == DONE for done in stage.done) for stage in here)
    held, sent = (_said(lists, count, len(here)) for count in (sum(bool(stage.hold) for stage in here), written_to))
    due, new = _due(lists)
    return (
        f"By {says.title} a step is due for {due}, for {new} of them newly since {day(lists.desk.since)}. On hold, "
        f"about whom a person decides: {held}. Pupils about whom a letter has gone out so far: {sent}. {TRACKER}"
    )


def _on_roll(stages: Sequence[Stage]) -> list[Stage]:
    return [stage for stage in stages if not stage.left]


def _table(lists: Lists) -> Table:
    loads, names = lists.desk.step_loads, {step.step: step.name for step in lists.desk.policy.says.steps}
    now, then = (len(_on_roll(stages)) for stages in (lists.desk.now.rows, lists.desk.before or ()))
    wholes = {
        "due": [now] * len(loads),
        "due_then": [then] * len(loads),
        "new": [load.due for load in loads],
        "held": [now] * len(loads),
        "had": [now] * len(loads),
    }
    shown = {key: counts_told(lists.view, _counts(loads, key), whole) for key, whole in wholes.items()}
    rows = [
        {"name": names[load.step], **{key: counts[at] for key, counts in shown.items()}}
        for at, load in enumerate(loads)
    ]
    columns = [
        Column("name", "Step"),
        Column("due", "Due now", "count"),
        Column("due_then", f"Due on {day(lists.desk.since)}", "count"),
        Column("new", "Newly due", "count"),
        Column("held", "Kept back by a hold", "count"),
        Column("had", "On record so far", "count"),
    ]
    note = f"Pupils on roll: {now:,} now, {then:,} then. Each counts at the highest step that is due."
    return Table("Pupils by step", columns, rows, "the policy has no step.", note=note)


def _counts(loads: Sequence[StepLoad], key: str) -> list[int]:
    return [getattr(load, key) for load in loads]
