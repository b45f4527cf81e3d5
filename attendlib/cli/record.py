"""attendlib record: what was sent, met or taken back?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import policy as policy_on
from attendlib.casework.record import Approved, Entry, Verdict, approved, table_of, told
from attendlib.casework.record import record as put_on_record
from attendlib.city import load_city
from attendlib.cli.opening import CITY, POLICY
from attendlib.cli.output import say
from attendlib.errors import OutputError


def record(
    city: Annotated[Path, CITY],
    policy: Annotated[str, POLICY] = "",
    school: Annotated[str, typer.Option(help="The school, by its URN.", show_default=False)] = "",
    pupil: Annotated[str, typer.Option(help="The pupil, by UPN.", show_default=False)] = "",
    step: Annotated[str, typer.Option(help="What was done: a step or record of the policy.", show_default=False)] = "",
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day on which it was done.", show_default=False),
    ] = None,
    outcome: Annotated[
        str,
        typer.Option(help="How it ended: sent, held, missed …; withdrawn takes it back.", show_default=False),
    ] = "",
    parent: Annotated[
        str,
        typer.Option(
            help="To whom it was done, where a child's parents are told apart: any word, always the same.",
            show_default=False,
        ),
    ] = "",
    approval: Annotated[
        Path | None,
        typer.Option(
            "--approved", help="An approval list instead: every row with a day in sent_on.", show_default=False
        ),
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            show_default=False,
            help="The day of recording: nothing later can have been done. Default: the city file's as_of.",
        ),
    ] = None,
) -> None:
    """Put on record what was sent, met or taken back: a row at the end of the city's interventions table.

    Nothing that stands in the table is changed. Each row is checked first, as when the table is read: what cannot be
    right is refused with how to mend it, and the others are recorded. What is on record already is not recorded again.
    A mistake is taken back with `--outcome withdrawn`. Exit status: 0 everything is on record, 1 something was refused.

    Examples: `attendlib record city.yaml --policy coventry-2024 --on 2026-03-30 --approved letters/…/approval.csv` ·
    `attendlib record city.yaml --policy coventry-2024 --school 999001 --pupil A331900125001 --step letter-a
    --date 2026-03-27 --outcome sent`
    """
    typed = (school, pupil, step, date, outcome)
    if (approval is None) != all(typed) or (approval and any((*typed, parent))):
        raise OutputError("Give --school, --pupil, --step, --date and --outcome; or --approved with an approval list.")
    table = table_of(city)
    known = load_city(city)
    day = on.date() if on else known.as_of
    asked = policy_on(policy, day, city=known)
    if approval:
        told_, alone = approved(approval, asked), False
    else:
        assert date is not None
        told_, alone = Approved([Entry(school, pupil, date.date(), step.lower(), outcome.lower(), parent=parent)]), True
    found = put_on_record(city, asked, told_.entries, day)
    _tell(found, told_, table)
    if found.refused or told_.refused or (alone and found.already):
        raise typer.Exit(1)


def _tell(found: Verdict, read: Approved, table: Path) -> None:
    """What became of every row."""
    refused = [*read.refused, *found.refused]
    for one in refused:
        say(told(one.source, f"not recorded: {one.what.rstrip('?')}; to mend it: {one.mend}."))
    for entry in found.already:
        say(told(entry.source, "this very row stands in the table already, and was not added again."))
    say(*found.remarks)
    if read.without_name:
        say(f"{read.without_name} of the letters sent have nobody's name in approved_by.")
    parts = [f"{len(found.accepted)} recorded in {table.name}"]
    for count, words in (
        (len(found.already), "on record already"),
        (len(refused), "refused"),
        (read.waiting, "not sent"),
    ):
        parts += [f"{count} {words}"] if count else []
    say(", ".join(parts))
