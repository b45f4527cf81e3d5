"""How many pupils are at each step and in each class, and what has changed since the last meeting?"""

from attendlib.casework.lists.line import PERSISTENT, SEVERE
from attendlib.casework.lists.news import CLASSES
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.desk import Lists
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import day, sentence

STEPS = (
    Column("name", "Step"),
    Column("due", "Due now", "count"),
    Column("due_then", "Due then", "count"),
    Column("taken", "Taken since", "count"),
    Column("at", "Latest on record now", "count"),
    Column("at_then", "And then", "count"),
)
IN_CLASS = (
    Column("name", "Pupils on roll who are"),
    Column("now", "Now", "count"),
    Column("then", "Then", "count"),
    Column("joined", "Became so", "count"),
    Column("recovered", "Ceased to be", "count"),
    Column("gone", "Left", "count"),
    Column("avoidable", "Can be out of it by the year's end", "count"),
)


def caseload(lists: Lists) -> Table | Callout:
    """Every step of the policy with the pupils for whom it is due, was taken, and is the latest on record."""
    told = _untold(lists)
    if told:
        return told
    found = lists.desk.caseload
    names = {step.step: step.name for step in lists.desk.policy.says.steps}
    rows = [
        {"name": names[step.step], **{column.key: getattr(step, column.key) for column in STEPS[1:]}}
        for step in found.steps
    ]
    return Table(
        f"Pupils by step, now and on {day(lists.desk.since)}",
        STEPS,
        rows,
        "the policy has no step.",
        note=f"By {lists.desk.policy.says.title}, of {found.on_roll:,} pupils on roll now and {found.on_roll_then:,} "
        f"then. On hold, about whom a person decides: {found.on_hold:,} now, {found.on_hold_then:,} then.",
    )


def classes(lists: Lists) -> Table | Callout:
    """Persistent and severe absence of pupils on roll now and then, who came and went, and what can be avoided."""
    told = _untold(lists)
    if told:
        return told
    everybody = lists.desk.persistent.rows
    avoidable = {
        PERSISTENT: sum(row.persistent.reached and row.persistent.avoidable for row in everybody),
        SEVERE: sum(row.severe.reached and row.severe.avoidable for row in everybody),
    }
    rows = [
        {
            "name": sentence(CLASSES[one.rule]),
            **{column.key: getattr(one, column.key) for column in IN_CLASS[1:-1]},
            "avoidable": avoidable[one.rule],
        }
        for one in lists.desk.caseload.classes
    ]
    return Table(
        f"Persistent and severe absence, now and on {day(lists.desk.since)}",
        IN_CLASS,
        rows,
        "nobody is on roll.",
        note="Those of then, less who ceased to be and who left, with those who became so, are those of now. Each day "
        "by the year up to it.",
    )


def _untold(lists: Lists) -> Callout | None:
    """Why nothing can be compared with the last meeting; None where it can."""
    if lists.desk.before is None:
        text = (
            f"The last meeting, on {day(lists.desk.since)}, was in another academic year: there is nothing to compare."
        )
        return Callout("note", "No earlier figures", text)
    return without_marks(lists.view)
