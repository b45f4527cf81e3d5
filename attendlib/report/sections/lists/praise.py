"""Whom should a form tutor or an assembly praise?"""

from attendlib.casework.lists.recognition import BUT_ILLNESS, FOR, HALF_TERM, IMPROVED, YEAR
from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import class_of, in_order
from attendlib.report.sections.named import name_of
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import plural

COLUMNS = (
    Column("group", "Class"),
    Column(YEAR, "Every session this year"),
    Column(BUT_ILLNESS, "Every session but for illness, appointments or observance"),
    Column(HALF_TERM, "Every session this half term"),
    Column(IMPROVED, "Much more than last half term"),
)


def recognition(lists: Lists) -> PupilList | Callout:
    """The names by class, each pupil for the first that applies."""
    told = without_marks(lists.view)
    if told:
        return told
    found, held = lists.desk.recognition, rule("school_lists").on(lists.on)
    groups: dict[str, dict[str, list[str]]] = {}
    seen: set[tuple[str, str]] = set()
    for praise in sorted(found.rows, key=lambda one: FOR.index(one.what)):
        if (praise.urn, praise.upn) in seen:
            continue
        seen.add((praise.urn, praise.upn))
        spell = lists.spell(praise.urn, praise.upn)
        of_class = groups.setdefault(class_of(spell) or "not given", {what: [] for what in FOR})
        of_class[praise.what].append(name_of(spell))
    early = f" This half term has not had {found.least} sessions yet, so nothing is said of it."
    left_out = (
        f"Left out: {plural(found.on_hold, 'pupil')} on hold, about whom a person decides, and "
        f"{plural(found.well_again, 'pupil')} who improved after absence that was mostly illness, appointments or "
        f"observance.{early if found.too_early else ''}"
    )
    if not groups:
        return Callout("note", "Nobody to praise", f"Nobody has attended every session or much more. {left_out}")
    return PupilList(
        "Whom to praise, by class",
        COLUMNS,
        [
            {"group": name, **{what: "; ".join(names) or "nobody" for what, names in of_class.items()}}
            for name, of_class in sorted(groups.items(), key=lambda group: in_order(group[0]))
        ],
        "nobody is to be praised.",
        note=f"Praise for attendance alone can be unfair to pupils who are ill or disabled: the second column is for "
        f"praising them beside the first. Each pupil stands once. At least {found.least} possible sessions; much more: "
        f"{held['improved_points']} percentage points or more. {left_out}",
    )
