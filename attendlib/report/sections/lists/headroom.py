"""Who is persistently or severely absent or near it, how much is left, and when can it be over?"""

from collections.abc import Sequence

from attendlib.casework.lists import Headroom
from attendlib.casework.lists.line import PERSISTENT, SEVERE, line
from attendlib.casework.lists.persistent import NEAR, near_from
from attendlib.policy import rule
from attendlib.report.blocks import Block, Callout, Column, PupilList, Several, Words
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import pupil, rate, short
from attendlib.report.sections.nothing import without_marks
from attendlib.report.sections.thresholds import of_share
from attendlib.report.words import plural

FIGURES = (
    Column("pupil", "Pupil"),
    Column("rate", "Attendance", "percent"),
    Column("missed", "Missed", "sessions"),
    Column("possible", "Of possible", "sessions"),
)
IN_CLASS = (
    *FIGURES,
    Column("left", "May still miss this year"),
    Column("out", "Out of it on"),
)
NEAR_IT = (
    *FIGURES,
    Column("row", "May miss in a row", "sessions"),
    Column("term", "By the end of term", "sessions"),
    Column("year", "By the end of the year", "sessions"),
)


def headroom(lists: Lists) -> Several | Callout:
    """The severely absent, the persistently absent, and those near it, each with what is left."""
    told = without_marks(lists.view)
    if told:
        return told
    found = lists.desk.persistent
    if not found.rows:
        return Callout("note", "Nobody to tell of", "No pupil on roll has a possible session.")
    severe, there, near = (found.of(kind) for kind in (SEVERE, PERSISTENT, NEAR))
    blocks: list[Block] = [_in_brief(lists, severe, there, near)]
    if severe:
        blocks.append(_class(lists, "Severely absent", severe, SEVERE))
    if there:
        blocks.append(_class(lists, "Persistently absent, not severely", there, PERSISTENT))
    if near:
        blocks.append(_near(lists, near))
    return Several(blocks)


def _in_brief(lists: Lists, severe: Sequence[Headroom], there: Sequence[Headroom], near: Sequence[Headroom]) -> Words:
    found, to_come = lists.desk.persistent, max(row.to_come_year for row in lists.desk.persistent.rows)
    lost = [row for row in (*severe, *there) if not row.persistent.avoidable]
    lines = [
        f"Of {plural(len(found.rows), 'pupil')} on roll with a possible session, {len(severe) + len(there):,} are "
        f"persistently absent, {len(severe):,} of them severely; {len(near):,} more are near it.",
        f"{plural(to_come, 'session')} of the year are still to come. {len(lost):,} of the persistently absent will be "
        "so at its end even if they attend every one; the others can still get out of it."
        if to_come
        else "No session of the year is still to come.",
    ]
    if found.gone:
        lines.append(f"{plural(found.gone, 'pupil')} who left and was so counts in the school's figures, not here.")
    return Words(bullets=lines)


def _class(lists: Lists, caption: str, rows: Sequence[Headroom], kind: str) -> PupilList:
    return PupilList(
        caption,
        IN_CLASS,
        [_in_class(lists, row, kind) for row in rows],
        "nobody is.",
        note=f"In it: {of_share(kind, lists.on).missed}, of those possible for the pupil so far. May still miss: how "
        "many of the sessions to come, all others attended, without being in the class when the year ends. Out of it "
        "on: the first school day on which the pupil is no longer in it if every session from now on is attended.",
    )


def _in_class(lists: Lists, row: Headroom, kind: str) -> dict[str, object]:
    standing = row.severe if kind == SEVERE else row.persistent
    return {
        **_figures(lists, row),
        "left": plural(standing.by_year, "session") if standing.by_year is not None else "too late this year",
        "out": short(standing.out_on) if standing.out_on else "not this year",
    }


def _near(lists: Lists, rows: Sequence[Headroom]) -> PupilList:
    low, there = rule("school_lists").on(lists.on)["near_sessions"], of_share(PERSISTENT, lists.on)
    edge = near_from(line(PERSISTENT, lists.on), lists.on)
    return PupilList(
        "Near persistent absence",
        NEAR_IT,
        [
            {
                **_figures(lists, row),
                "row": row.persistent.in_a_row,
                "term": row.persistent.by_term,
                "year": row.persistent.by_year,
            }
            for row in rows
        ],
        "nobody is near it.",
        note=f"Persistently absent: {there.missed}. Near it: from {edge}% on, and "
        f"no more than {low} sessions missed in a row would reach it. May miss in a row: of the very next sessions. By "
        "the end of term and year: of those to come, all others attended.",
    )


def _figures(lists: Lists, row: Headroom) -> dict[str, object]:
    return {
        "pupil": pupil(lists, row.urn, row.upn),
        "rate": rate(row.counts),
        "missed": row.counts.absent,
        "possible": row.counts.possible,
    }
