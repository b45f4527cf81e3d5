"""attendlib stages and policy check: which step is due for whom, and on what evidence?"""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import Stage, check_policy
from attendlib.casework import policy as policy_on
from attendlib.casework import stages as find_stages
from attendlib.casework.doubts import doubts
from attendlib.casework.inwords import in_words
from attendlib.casework.reading import USUAL
from attendlib.casework.why import told
from attendlib.cli.opening import CITY, ON, OUTPUT, POLICY, SETTING, opened, settings
from attendlib.cli.output import say, say_findings, write_csv
from attendlib.rounding import percent

STAGE = (
    "urn",
    "upn",
    "due",
    "since",
    "percent",
    "possible",
    "attended",
    "authorised",
    "unauthorised",
    "days_missed",
    "on_record",
    "review_on",
    "on_hold",
    "due_without_hold",
    "look_again",
    "lists",
    "left",
    "measured_since",
    "percent_before",
    "percent_since",
    "who",
    "reason",
)


def stages(
    city: Annotated[Path, CITY],
    policy: Annotated[str, POLICY] = "",
    on: Annotated[datetime | None, ON] = None,
    setting: Annotated[list[str] | None, SETTING] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Say for every enrolment which step of a policy is due, since when, on which figures, and why, as CSV.

    Nothing is decided: each row is a prompt to a person. What has been sent or met is read from the city's
    interventions table; its rows that cannot be right are told beside the result and the rest goes on. A pupil on hold
    has no step due and the step that the hold keeps back. Where a step asks for improvement, it is measured from
    `measured_since` on, and shown. Percentages are for reading: steps are decided on whole sessions.

    Examples: `attendlib stages city.yaml --policy coventry-2024 --on 2026-03-27 -o stages.csv` ·
    `attendlib stages city.yaml --policy blue-coat-2025 --set school_target=97`
    """
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked = policy_on(policy, day, settings(setting), city_.city)
    found = find_stages(city_.city, city_.store, asked, day)
    write_csv(STAGE, (_stage(stage) for stage in found.rows), output)
    say_findings(found.findings)
    if found.remark:
        say(found.remark)
    due = sum(1 for stage in found.rows if stage.due)
    say(f"{day}, {asked.name}: {len(found.rows)} enrolments, {due} with a step due, {len(found.held)} on hold")


policy = typer.Typer(name="policy", no_args_is_help=True, add_completion=False, rich_markup_mode="markdown")


@policy.callback()
def _policy() -> None:
    """Policies: who is told what, when, and on what evidence."""


@policy.command(name="check")
def policy_check(
    file: Annotated[Path, typer.Argument(help="The policy file (YAML) to look at.", show_default=False)],
) -> None:
    """Say what is wrong with a policy file, each mistake with its line and how to mend it; where nothing is, what it
    says from its latest day on, step by step in plain sentences, and beside it what is seldom meant.

    Looked for: unknown or missing keys, a step without a source, steps that wait for each other in a circle or for what
    cannot happen, steps that overlap, names that nobody declared. Exit status: 0 nothing is wrong, 1 something is.

    Example: `attendlib policy check our-policy.yaml`
    """
    from attendlib.cli.letters import without_template

    mistakes = check_policy(file)
    for mistake in mistakes:
        print(mistake)
    if mistakes:
        raise typer.Exit(1)
    written = policy_on(file, date.max)
    print("\n".join(in_words(written)))
    if written.usual:
        parts = ", ".join(written.usual)
        say(f"The file says nothing of {parts}: told above as usual (attendlib rule {USUAL}).")
    say(*(f"Is this meant? {doubt}." for doubt in doubts(written)))
    for step, letter in without_template(file):
        say(
            f'The step {step} has the letter "{letter}", of which attendlib has no template: give yours with '
            f"`attendlib letters --templates DIR`, as {letter}.docx."
        )
    say(f"{file.name} is a sound policy. To see it at work: attendlib stages CITY --policy {file}")


def _measured(stage: Stage) -> tuple[object, ...]:
    """Since when improvement is measured, attendance up to then and after it; nothing where none is."""
    found = stage.improvement
    if not found:
        return None, None, None
    before, after = found.before, found.after
    return found.since.date, percent(before.attended, before.possible, 2), percent(after.attended, after.possible, 2)


def _stage(stage: Stage) -> list[object]:
    counts = stage.counts
    return [
        *(stage.urn, stage.upn, stage.due, stage.since if stage.would_be else None, stage.percent),
        *(counts.possible, counts.attended, counts.authorised, counts.unauthorised, stage.days_missed),
        *(told(stage.done), stage.review_on, stage.hold, stage.would_be if stage.hold else ""),
        *(told(stage.doubtful), " ".join(stage.lists), stage.left, *_measured(stage), stage.who, stage.reason),
    ]
