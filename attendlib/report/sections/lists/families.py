"""Which families have several pupils of whom one is a concern, at this school and across the city's schools?"""

from collections.abc import Iterator

from attendlib.casework.lists import Child, Family
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.desk import Lists
from attendlib.report.sections.groups import year_label
from attendlib.report.sections.lists.said import on_record, pupil, rate, step
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import plural

MOST = 12
"""Families shown on a page; the command lists them all."""

COLUMNS = (
    Column("child", "Child"),
    Column("family", "Family"),
    Column("school", "School and year"),
    Column("rate", "Attendance", "percent"),
    Column("missed", "Missed", "sessions"),
    Column("due", "Step due"),
    Column("record", "Last on record"),
)


def families(lists: Lists, level: str = "", across: bool = False) -> PupilList | Callout:
    """The families with most concerns. level: the lowest step that makes one, the policy's first where empty · across:
    only those with children at several schools."""
    told = without_marks(lists.view)
    if told:
        return told
    found = [family for family in lists.desk.families(level) if family.across or not across]
    where = " across schools" if across else ""
    if not found:
        return Callout("note", "No families", f"No family{where} has several pupils on roll of whom one is a concern.")
    lowest = level or lists.desk.policy.says.steps[0].step
    more = (
        f"The {MOST} with most concerns of {len(found):,}; `attendlib list families` writes them all. "
        if len(found) > MOST
        else ""
    )
    return PupilList(
        f"Families{where} with a concern",
        COLUMNS,
        [row for number, family in enumerate(found[:MOST], start=1) for row in _rows(lists, number, family)],
        "there are none.",
        note=f"{more}A concern: {lists.label(lowest)} or a higher step due, kept back by a hold, or on record. "
        "Children of other schools are told by school and year alone.",
    )


def _rows(lists: Lists, number: int, family: Family) -> Iterator[dict[str, object]]:
    across = f"; across {'phases' if len(family.phases) > 1 else 'schools'}" if family.across else ""
    told = f"{number} ({plural(family.concerns, 'concern')}{across})"
    for child in family.children:
        stage = child.stage
        due = f"kept back by a hold ({stage.hold})" if stage.hold else step(lists, stage.due) if stage.due else "none"
        yield {
            "child": _name(lists, child),
            "family": told,
            "school": _where(lists, child),
            "rate": rate(stage.counts),
            "missed": stage.counts.absent,
            "due": due,
            "record": on_record(lists, stage.done),
        }


def _name(lists: Lists, child: Child) -> str:
    own = next((stage.urn for stage in child.stages if stage.urn in lists.view.urns), "")
    return pupil(lists, own, child.upn) if own else "a sibling at another school"


def _where(lists: Lists, child: Child) -> str:
    names = ", ".join(lists.desk.city.school(stage.urn).name for stage in child.stages)
    year = lists.spell(child.stage.urn, child.upn).group("year_group")
    return f"{names}, {year_label(year)}" if year else names
