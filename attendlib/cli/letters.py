"""attendlib letters: which letters are due, and what do they say?"""

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attendlib.casework import policy as policy_on
from attendlib.casework import whose_steps
from attendlib.cli.opening import CITY, ON, POLICY, SETTING, opened, settings
from attendlib.cli.output import Bar, say, say_findings
from attendlib.errors import OutputError
from attendlib.policy.files import USUAL_POLICY
from attendlib.yamlfile import did_you_mean

if TYPE_CHECKING:
    from attendlib.documents.letters import Made, Making

FIELDS = "`attendlib letters --fields` lists what may stand in them."


def letters(
    city: Annotated[Path | None, CITY] = None,
    policy: Annotated[str, POLICY] = "",
    out: Annotated[Path | None, typer.Option(help="The folder to write the drafts to.", show_default=False)] = None,
    on: Annotated[datetime | None, ON] = None,
    dated: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], show_default=False, help="The date on the letters. Default: the day of --on."
        ),
    ] = None,
    school: Annotated[
        list[str] | None,
        typer.Option(help="Only this school (a URN; may be repeated). Default: every school.", show_default=False),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            help="A folder with Word templates of your own, called by the letter (letter-a.docx); those of one school "
            "in a folder called by its URN. What is not there is taken from attendlib.",
            show_default=False,
        ),
    ] = None,
    formats: Annotated[str, typer.Option(help="docx, pdf, or both, joined by a comma.")] = "docx,pdf",
    setting: Annotated[list[str] | None, SETTING] = None,
    copy_templates: Annotated[
        Path | None,
        typer.Option(
            "--copy-templates",
            help="Write the templates that come with attendlib into this folder, to be edited in Word, and stop.",
            show_default=False,
        ),
    ] = None,
    fields: Annotated[
        bool,
        typer.Option(
            "--fields", help=f"List what a template may hold, for the policy named (or {USUAL_POLICY}), and stop."
        ),
    ] = False,
) -> None:
    """Draft a letter for every enrolment whose due step has one, in Word and PDF, with a list to approve.

    Each letter is filled from the registers and tables and has the pupil's attendance record with it; what is not known
    stands in it as a marked blank, and nothing is invented. OUT gets a folder for each school: STEP/NUMBER.docx and
    .pdf, STEP.pdf with all letters of a step for printing, and approval.csv with a row for each letter. Pupils on hold
    stand on that list without a letter. All of it is restricted: it names pupils and parents.

    Nothing counts as sent until `attendlib record` has put it on record. A list in which somebody has written, and
    drafts of another day, are never replaced.

    Examples: `attendlib letters city.yaml --policy coventry-2024 --on 2026-03-27 --out letters` ·
    `attendlib letters --copy-templates our-letters` · `attendlib letters --fields --policy blue-coat-2025`
    """
    if copy_templates:
        _copy(copy_templates)
    if fields:
        _list_fields(policy)
    if copy_templates or fields:
        return
    from attendlib.batch.plan import folder_of
    from attendlib.casework.letters import letters_due
    from attendlib.city.contacts import read_contacts
    from attendlib.documents.letters import APPROVAL, Drafts, Making, Templates, own_templates

    if not city or not out:
        raise OutputError("Letters need a city file and --out. `attendlib letters --help` shows examples.")
    wanted = _formats(formats)
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked = policy_on(policy, day, settings(setting), city_.city)
    urns = [city_.city.school(urn).urn for urn in school or ()] or None
    due = letters_due(city_.city, city_.store, asked, day, urns)
    own = own_templates(templates, asked) if templates else Templates(asked)
    making = Making(
        city=city_.city,
        store=city_.store,
        due=due,
        contacts=read_contacts(city_.city),
        templates=own,
        drafts=Drafts(out, whose_steps(policy, city_.city), day, dated.date() if dated else day),
        folders={one.urn: folder_of(one.urn, one.name) for one in city_.city.schools if not urns or one.urn in urns},
        formats=wanted,
    )
    bar = Bar("Writing letters")
    made = making.run(os.cpu_count() or 1, bar.tell)
    bar.close()
    _tell(making, made)
    for urn in due.schools:
        print(out / making.folders[urn] / APPROVAL)


def without_template(file: Path) -> list[tuple[str, str]]:
    """The steps of a policy file, in its latest words, with a letter of which attendlib has no template."""
    from attendlib.documents.letters import wordings

    steps = [(step.step, step.letter) for step in policy_on(file, date.max).says.steps if step.letter]
    return [(step, letter) for step, letter in steps if letter not in wordings()]


def _copy(folder: Path) -> None:
    from attendlib.documents.letters import copy_templates

    for place in copy_templates(folder):
        print(place)
    say("Edit them in Word, then: attendlib letters CITY --policy P --out OUT --templates DIR", FIELDS)


def _list_fields(name: str) -> None:
    """What a template may hold. The policy's own words decide, whatever the day: its latest."""
    from attendlib.documents.letters import fields, flags

    asked = policy_on(name, date.max)
    print("{{ field }}: a text, or a marked blank where it is not known")
    for field in fields(asked):
        print(f"  {field.name:<26} {field.meaning}")
    print("{% if … %} … {% else %} … {% endif %}: whether one of them is known, or one of these holds")
    for flag in flags(asked):
        print(f"  {flag.name:<26} {flag.meaning}")
    print("Alone in a paragraph of its own: {%p if … %}, which leaves no empty line.")


def _formats(text: str) -> tuple[str, ...]:
    from attendlib.documents.letters import FORMATS

    wanted = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in wanted:
        if name not in FORMATS:
            raise OutputError(f'"{name}" is not a format of a letter: {did_you_mean(name, FORMATS)}')
    if not wanted:
        raise OutputError("--formats names none: write docx, pdf, or both joined by a comma.")
    return wanted


def _tell(making: "Making", made: "Made") -> None:
    """What was made, what of it a person has to look at, and what became of everybody else."""
    due = making.due
    say_findings(due.findings)
    for template, lost in made.lost.items():
        say(*(f"{template}: the PDF does not have {what}." for what in lost))
    for name in making.templates.unused():
        wanted = [step.letter for step in due.policy.says.steps if step.letter]
        say(f"{name} is the template of no letter of {due.policy.name}: {did_you_mean(Path(name).stem, wanted)}")
    if due.remark:
        say(due.remark)
    parts = " + ".join(f"{count:,} {name}" for name, count in due.outcomes.items())
    say(f"{due.on}, {due.policy.name}: {due.looked_at:,} enrolments = {parts}")
    if made.steps:
        steps = ", ".join(f"{step} {made.steps[step]}" for step in sorted(made.steps))
        say(f"Drafts: {steps}; {made.to_fill} with something to fill in. None counts as sent until it is recorded.")
