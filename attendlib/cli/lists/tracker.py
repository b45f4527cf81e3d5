"""attendlib list tracker: what is there to do this week, and for whom?"""

from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework.lists import Task, read_earlier
from attendlib.casework.why import told
from attendlib.cli.lists.asked import (
    COUNTED,
    Cells,
    City,
    Names,
    On,
    Output,
    Policy,
    School,
    Since,
    asked,
    counted,
    last,
)
from attendlib.cli.output import say, say_findings

OWN = (
    *("due", "since", "who", "review_of", "review_on", "waiting_since", *COUNTED, "days_missed"),
    *("points_since", "missed_since", "last_on_record", "on_hold", "due_without_hold", "look_again", "withdrawn"),
    *("news", "reason"),
)


def tracker(
    city: City,
    policy: Policy = "",
    on: On = None,
    since: Since = None,
    last_week: Annotated[
        Path | None,
        typer.Option(
            "--last",
            help="The tracker written on that day: shows the steps that corrected marks have withdrawn since.",
            show_default=False,
        ),
    ] = None,
    school: School = None,
    names: Names = True,
    output: Output = None,
) -> None:
    """List what is to be done for whom this week: the step due and who takes it, reviews, holds, and what has changed.

    Those waiting longest come first. A step that was due and is no longer, though nobody took it, stays on the list as
    withdrawn. Marks that were corrected meanwhile show only against the tracker written then: keep each week's file and
    give it with `--last`.

    Examples: `attendlib list tracker city.yaml -o this-week.csv` · `--last last-week.csv --since 2026-03-20`
    """
    this = asked(city, policy, on, school, output, names=names, since=since)
    found = this.desk.tracker(read_earlier(last_week) if last_week else None)
    this.write(OWN, ((one.stage.urn, one.stage.upn, _cells(one)) for one in found.rows))
    say_findings(this.desk.now.findings)
    if found.since is None:
        say(f"{this.desk.since} lies before the academic year: nothing is compared with it.")
    if found.gone:
        say(f"{found.gone} enrolments with a step due by the earlier tracker are no longer in the pupils table.")
    due = sum(bool(one.stage.due) for one in found.rows)
    late = sum(one.review is not None and one.review.on < this.desk.on for one in found.rows)
    this.say(
        f"{len(found.rows)} pupils, {due} with a step due, {late} with a review overdue, {len(found.withdrawn)} whose "
        f"step was withdrawn since {this.desk.since}"
    )


def _cells(one: Task) -> Cells:
    stage, review, lately = one.stage, one.review, one.lately
    due = "" if stage.left else stage.due
    news = "; ".join((*one.news.taken, *one.news.words, *(event.words for event in one.events)))
    return (
        *((due, stage.since, stage.who) if due else ("", None, "")),
        *((review.done.step, review.on) if review else ("", None)),
        *(one.due_on, *counted(stage.counts), stage.days_missed),
        *(one.points, lately.absent if lately else None, last(stage.done)),
        *(
            stage.hold,
            stage.would_be if stage.hold else "",
            told(stage.doubtful),
            one.news.withdrawn,
            news,
            stage.reason,
        ),
    )
