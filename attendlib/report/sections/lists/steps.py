"""What is to be done, how much of it, and by whom?"""

from collections import Counter

from attendlib.casework.lists.news import due_here
from attendlib.report.blocks import Callout, Column, Table, Words
from attendlib.report.desk import Lists
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import day, plural

COLUMNS = (
    Column("name", "Step"),
    Column("due", "Pupils", "count"),
    Column("new", "New", "count"),
    Column("who", "Who acts"),
    Column("does", "What they do"),
)


def week_in_brief(lists: Lists) -> Words | Callout:
    """How much is to be done, and what the week has changed, in sentences."""
    told = without_marks(lists.view)
    if told:
        return told
    found = lists.tracker
    due, new = (
        sum(bool(step) for step in steps)
        for steps in ((due_here(task.stage) for task in found.rows), (task.news.newly for task in found.rows))
    )
    late = sum(task.review is not None and task.review.on < lists.on for task in found.rows)
    held = sum(not stage.left for stage in lists.desk.now.held)
    lines = [
        f"Steps due by the policy ({lists.desk.policy.says.title}): {plural(due, 'pupil')}, {new:,} of them newly.",
        f"Reviews overdue: {late:,}. On hold, about whom a person decides: {plural(held, 'pupil')}.",
    ]
    if found.since is None:
        lines.append("The week before lies in another academic year, so nothing is compared with it.")
    else:
        lines.append(
            f"Since {day(found.since)}: {plural(found.done, 'record')} made in the interventions table; steps that "
            f"were due and are no longer, though nobody took them: {len(found.withdrawn):,}."
        )
        if not lists.last_week:
            lines.append(
                "The week before is worked out from the marks as they are now. What corrected marks have withdrawn "
                "shows when the tracker written last week is given as last_week."
            )
    reach = lists.view.reach[lists.view.urns[0]]
    if reach.last_mark and reach.after:
        since = plural(reach.after, "school day")
        lines.insert(0, f"The marks end on {day(reach.last_mark)}: {since} since then have none.")
    if found.gone:
        lines.append(f"Steps due last week of pupils whom the pupils table no longer has: {found.gone:,}.")
    own = [finding for finding in lists.desk.now.findings if finding.urn in lists.view.urns]
    if own:
        lines.append(f"{plural(len(own), 'row')} of the interventions table to look at: `attendlib stages` names them.")
    return Words(bullets=[*lines, *filter(None, [lists.desk.now.remark])])


def steps_due(lists: Lists) -> Table | Callout:
    """Each step of the policy that is due for somebody: for how many, who acts and how."""
    told = without_marks(lists.view)
    if told:
        return told
    due = Counter(due_here(task.stage) for task in lists.tracker.rows)
    new = Counter(task.news.newly for task in lists.tracker.rows)
    rows = [
        {"name": step.name, "due": due[step.step], "new": new[step.step], "who": step.who, "does": step.does}
        for step in lists.desk.policy.says.steps
        if due[step.step]
    ]
    if not rows:
        text = f"By {lists.desk.policy.says.title} no step is due for anybody on roll."
        return Callout("good", "No step is due", text)
    return Table(
        "What is to be done, and who does it",
        COLUMNS,
        rows,
        "no step is due.",
        note="Every step is a prompt: a person looks at the pupil before anything goes out.",
    )
