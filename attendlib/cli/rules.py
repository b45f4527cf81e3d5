"""attendlib rule: what did a rule say on a day, and who says so?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from attendlib import policy


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
) -> None:
    """Print what a rule said on a day, with its dates and the document that says so.

    Examples: `attendlib rule persistent_absence --on 2014-11-03` · `attendlib rule severe_absence` · `attendlib rule`
    """
    if name is None:
        for known in policy.rule_names():
            print(f"{known:<28} {policy.rule(known).description}")
        return
    asked = policy.rule(name)
    print(asked.description)
    for held in [asked.on(on.date())] if on else asked.values:
        _show(held, asked)


def _show(held: policy.Held, asked: policy.Rule) -> None:
    until = f"to {held.until}" if held.until else "and still in force"
    print(f"\nfrom {held.start} {until}")
    if held.ended:
        print("  the rule ended")
    for key, value in held.items():
        print(f"  {key}: {_plain(value)}" + (f"   ({asked.fields[key]})" if key in asked.fields else ""))
    print(f"  who says so: {held.reference}")
    if held.unconfirmed:
        print(f"  unconfirmed: {held.unconfirmed}")


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_plain(inner) for inner in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
