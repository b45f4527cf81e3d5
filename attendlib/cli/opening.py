"""How is a city opened at the keyboard: with progress shown, and what could not be read said?"""

import os
from collections.abc import Callable
from pathlib import Path

import typer

from attendlib.cli.output import Bar, keep, say
from attendlib.errors import RuleError
from attendlib.intake import OpenCity, open_city
from attendlib.policy.files import USUAL_POLICY, policy_names

CITY = typer.Argument(
    help="The city file (YAML) that names the schools, pupils, calendar and registers.", show_default=False
)
OUTPUT = typer.Option("-o", "--output", help="Write CSV to this file instead of the screen.", show_default=False)
ON = typer.Option(
    "--on", formats=["%Y-%m-%d"], show_default=False, help="As of this day, included. Default: the city file's as_of."
)
POLICIES = f"{', '.join(policy_names())}, or the path of a policy file of your own (.yaml)"
"""What a policy is named by, for a person."""

POLICY = typer.Option(
    "--policy",
    help=f"Whose steps, records and holds: {POLICIES}. Default: the city file's, or {USUAL_POLICY}.",
    show_default=False,
)

SETTING = typer.Option("--set", help="A setting of the policy, as name=number. May be repeated.", show_default=False)


def opened(city: Path, beside: Callable[[], None] | None = None) -> OpenCity:
    """The city with its store up to date. Files of which nothing could be read are said at once. ``beside`` is called
    when there is something to read, before it is."""
    bar = Bar("Reading registers")
    open_ = open_city(city, workers=os.cpu_count() or 1, progress=bar.tell, beside=beside)
    bar.close()
    keep(city)
    for account in open_.unreadable:
        say(f"Not read: {account.file} of school {account.urn}. `attendlib check` says why; no figure has it.")
    return open_


def settings(given: list[str] | None) -> dict[str, str]:
    """What was given with SETTING, by name. Raises RuleError for what is no name and number, or several numbers."""
    from attendlib.casework.whatif import settings as combinations

    chosen, *others = combinations(given or [])
    if others:
        raise RuleError("Give one number for a setting here; `attendlib what-if` takes several and compares them.")
    return chosen
