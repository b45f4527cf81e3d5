"""Which commands are there, and how does an error reach the person?"""

import sys

import typer

from attendlib import __version__
from attendlib.cli import casework, check, codes, measures, rules, run, synth
from attendlib.errors import AttendlibError

app = typer.Typer(
    name="attendlib",
    help="School attendance reporting for England: registers in, school and city reports out.\n\n"
    "Start with `attendlib synth DIR` to make a city to look at, then `attendlib run --city DIR/city.yaml --out OUT`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command(name="run")(run.run)
app.command(name="measures")(measures.measures)
app.command(name="check")(check.check)
app.command(name="rule")(rules.rule)
app.command(name="codes")(codes.codes)
app.command(name="synth")(synth.synth)
app.command(name="stages")(casework.stages)
app.command(name="notices")(casework.notices)
app.command(name="returns")(casework.returns)

policies = typer.Typer(help="Policies: who is told what, when, and on what evidence.", no_args_is_help=True)
app.add_typer(policies, name="policy")
policies.command(name="check")(casework.policy_check)


@policies.callback()
def _policies() -> None:
    """Policies: who is told what, when, and on what evidence."""


@app.callback(invoke_without_command=True)
def _version(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        print(f"attendlib {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command. A deliberate error is shown as its message alone and ends with status 2."""
    try:
        app()
    except AttendlibError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
