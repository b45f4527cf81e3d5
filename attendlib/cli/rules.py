"""attendlib rule: what did a rule say on a day, and who says so?"""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib import policy
from attendlib.cli.output import say, write_bytes
from attendlib.errors import NotInForce, OutputError


def rule(
    name: Annotated[
        str | None, typer.Argument(help="The rule's name. Without one, the names are listed.", show_default=False)
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], show_default=False, help="The day. Without one, every value with its dates."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every rule, code, list, policy and source of published figures.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            show_default=False,
            help="With --all: the page to write, .html, .pdf, .docx or .xlsx. Without it the rules are printed.",
        ),
    ] = None,
) -> None:
    """Print what a rule said on a day, with its dates and the document that says so.

    Examples: `attendlib rule persistent_absence --on 2014-11-03` · `attendlib rule severe_absence` · `attendlib rule` ·
    `attendlib rule --all -o rules.html`
    """
    day = on.date() if on else None
    if output is not None and (name or not everything):
        raise OutputError("A page holds all rules: write attendlib rule --all -o rules.html, without a name.")
    if output is not None:
        _write(day, output)
    elif name is not None:
        _show(policy.rule(name), day)
    else:
        for known in map(policy.rule, policy.rule_names()):
            if everything:
                print(f"\n== {known.name}")
                _show_any(known, day)
            else:
                print(f"{known.name:<28} {known.description}")


def _write(day: date | None, output: Path) -> None:
    """The page of all rules."""
    from attendlib.documents import FORMATS
    from attendlib.documents.blocks import notebook_of
    from attendlib.report.rulebook import rulebook

    made = {each.suffix: each.make for each in FORMATS.values()}
    if output.suffix not in made:
        raise OutputError(f"A page of rules ends with {', '.join(made)}: name the file so.")
    write_bytes(made[output.suffix](notebook_of(rulebook(day))), output)
    say(f"All rules are in {output}.")


def _show_any(asked: policy.Rule, day: date | None) -> None:
    """A rule among others: that it has no value on the day is no fault."""
    try:
        _show(asked, day)
    except NotInForce:
        print(f"{asked.description}\n\nIt has no value on that day.")


def _show(asked: policy.Rule, day: date | None) -> None:
    values = [asked.on(day)] if day else asked.values
    print(asked.description)
    for held in values:
        print(f"\nfrom {held.start} {f'to {held.until}' if held.until else 'and still in force'}")
        if held.ended:
            print("  the rule ended")
        for key, value in held.items():
            print(f"  {key}: {policy.told(value)}" + (f"   ({asked.fields[key]})" if key in asked.fields else ""))
        print(f"  who says so: {held.reference}")
        if held.unconfirmed:
            print(f"  unconfirmed: {held.unconfirmed}")
