"""What is to be done for each pupil, house by house, year by year or tutor group by tutor group?"""

from collections.abc import Iterable, Sequence

from attendlib.casework.lists import Task
from attendlib.errors import ListError
from attendlib.report.blocks import Block, Callout, Column, PupilList, Section, Several, Words
from attendlib.report.desk import Lists
from attendlib.report.sections.groups import year_label
from attendlib.report.sections.lists.reviews import reviews_table
from attendlib.report.sections.lists.said import NBSP, in_order, on_record, pupil, rate, short, step
from attendlib.report.sections.nothing import without_marks
from attendlib.report.written import days_written
from attendlib.yamlfile import did_you_mean

GROUPS = {"house": "House", "year_group": "Year group", "tutor_group": "Tutor group", "": ""}
"""By what the tracker can be parted, and what that is called; empty for one list of all."""

COLUMNS = (
    Column("pupil", "Pupil"),
    Column("do", "To do"),
    Column("rate", "Attendance", "percent"),
    Column("points", "Change", "points"),
    Column("missed", "Days missed, and sessions"),
    Column("lately", "Missed this week", "sessions"),
    Column("record", "Last on record"),
    Column("news", "What is new"),
)
NOTE = (
    "The longest waiting first. Days missed in the year so far, in brackets the sessions: authorised + unauthorised. "
    "Change: percentage points of attendance since a week before; missed this week: sessions since then."
)


def tracker(lists: Lists, group_by: str = "house") -> Several | Callout:
    """The tracker with a part, and on paper a page, for each group. Raises ListError for a grouping that is none."""
    if group_by not in GROUPS:
        raise ListError(f'The tracker cannot be parted by "{group_by}": {did_you_mean(group_by, list(GROUPS)[:-1])}')
    told = without_marks(lists.view)
    if told:
        return told
    tasks = lists.tracker.rows
    if not tasks:
        return Callout("good", "Nothing to do", "No step, review, hold or change is on the tracker this week.")
    parted = _parted(lists, group_by, tasks)
    blocks: list[Block] = []
    for at, (name, own) in enumerate(parted):
        if group_by:
            blocks.append(Section(name, level=3, new_page=at > 0))
        blocks += _tables(lists, name, own)
    idle = {_group(lists, group_by, *key) for key in _on_roll(lists)} - {name for name, _ in parted}
    if idle:
        blocks.append(Words([f"Nothing to do this week: {', '.join(sorted(idle, key=in_order))}."]))
    return Several(blocks)


def _tables(lists: Lists, name: str, tasks: Sequence[Task]) -> Iterable[Block]:
    """What is to be done for some pupils, then the reviews of those for whom nothing else is."""
    acts = [task for task in tasks if _acts(task)]
    reviews = [task.review for task in tasks if task.review and not _acts(task)]
    of = f": {name}" if name else ""
    if acts:
        rows = [_row(lists, task) for task in acts]
        yield PupilList(f"To do{of}", COLUMNS, rows, "nothing is to be done.", note=NOTE)
    if reviews:
        yield reviews_table(lists, f"Reviews{of}", reviews)


def _acts(task: Task) -> bool:
    """Something other than a review is to be done or to be known."""
    stage, news = task.stage, task.news
    return bool(stage.due or stage.hold or stage.doubtful or news.words or task.events)


def _row(lists: Lists, task: Task) -> dict[str, object]:
    stage, lately = task.stage, task.lately
    return {
        "pupil": pupil(lists, stage.urn, stage.upn),
        "do": _to_do(lists, task),
        "rate": rate(stage.counts),
        "points": "x" if task.points is None else task.points,
        "missed": f"{stage.days_missed}{NBSP}({stage.counts.authorised}{NBSP}+{NBSP}{stage.counts.unauthorised})",
        "lately": "x" if lately is None else lately.absent,
        "record": on_record(lists, stage.done),
        "news": days_written("; ".join((*task.news.taken, *task.news.words, *(e.words for e in task.events)))),
    }


def _to_do(lists: Lists, task: Task) -> str:
    stage, parts = task.stage, []
    if stage.due and not stage.left:
        parts.append(f"{step(lists, stage.due)}{f', due since {short(stage.since)}' if stage.since else ''}")
    if stage.hold:
        kept = f"; {step(lists, stage.would_be)} is kept back" if stage.would_be else ""
        parts.append(f"On hold ({stage.hold}): a person decides{kept}")
    if task.review:
        parts.append(f"Review of {step(lists, task.review.done.step)}, due {short(task.review.on)}")
    if stage.doubtful:
        steps = ", ".join(step(lists, done.step) for done in stage.doubtful)
        parts.append(f"Look again: by the marks as they are now there was no ground for {steps}")
    if task.news.withdrawn and not stage.hold:
        parts.append(f"{step(lists, task.news.withdrawn)} withdrawn")
    return "; ".join(parts) or "to be known"


def _on_roll(lists: Lists) -> list[tuple[str, str]]:
    return [(stage.urn, stage.upn) for stage in lists.desk.now.rows if not stage.left]


def _group(lists: Lists, group_by: str, urn: str, upn: str) -> str:
    if not group_by:
        return ""
    value = lists.spell(urn, upn).group(group_by)
    return year_label(value) if group_by == "year_group" else f"{GROUPS[group_by]} {value or 'not given'}"


def _parted(lists: Lists, group_by: str, tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    """The tasks by group, groups in order of their name, numbers by value."""
    parts: dict[str, list[Task]] = {}
    for task in tasks:
        parts.setdefault(_group(lists, group_by, task.stage.urn, task.stage.upn), []).append(task)
    return sorted(parts.items(), key=lambda part: in_order(part[0]))
