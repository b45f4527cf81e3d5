"""Who is often late this half term?"""

from attendlib.casework.lists import Late
from attendlib.policy import rule
from attendlib.report.blocks import Callout, Column, PupilList
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import pupil
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import plural

COLUMNS = (
    Column("pupil", "Pupil"),
    Column("now", "Late this half term", "count"),
    Column("after", "Of these, after the register closed", "count"),
    Column("before", "The half term before", "count"),
    Column("year", "This year", "count"),
    Column("on", "Mostly on"),
    Column("last", "Last", "date"),
)


def often_late(lists: Lists) -> PupilList | Callout:
    """The pupils on roll who are often late, most often first, and how many more were late at all."""
    told = without_marks(lists.view)
    if told:
        return told
    found, often = lists.desk.lateness, rule("school_lists").on(lists.on)["often_late"]
    rows = [_row(lists, one) for one in found if one.often]
    others = f"late less often: {plural(len(found) - len(rows), 'pupil')}"
    if not rows:
        return Callout("good", "Nobody is often late", f"Nobody was late {often} times this half term; {others}.")
    return PupilList(
        "Often late",
        COLUMNS,
        rows,
        "nobody is often late.",
        note=f"Late for {often} sessions of this half term or more; {others}. Late before the register closed counts "
        "as present; after it closed, as missed and not authorised.",
    )


def _row(lists: Lists, one: Late) -> dict[str, object]:
    return {
        "pupil": pupil(lists, one.urn, one.upn),
        "now": one.now.all,
        "after": one.now.after_close,
        "before": one.before.all,
        "year": one.year.all,
        "on": one.mostly_on or "no one day",
        "last": one.last,
    }
