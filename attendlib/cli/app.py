"""Which commands are there, and how does an error reach the person?"""

import gc
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from attendlib import __version__
from attendlib.errors import AttendlibError

COMMANDS = {
    "run": "run",
    "verify": "verify",
    "diff": "diff",
    "measures": "measures",
    "check": "check",
    "rule": "rules",
    "codes": "codes",
    "layouts": "layouts",
    "synth": "synth",
    "stages": "casework",
    "notices": "duties",
    "returns": "duties",
    "duties": "duties",
    "support": "support",
    "what-if": "whatif",
    "letters": "letters",
    "record": "record",
    "amendments": "amendments",
    "case-file": "casefile",
    "policy": "casework",
    "list": "lists",
    "extract": "extract",
}
"""Every command, in the order in which help lists them, and the module of this room that has it under its own name (a
hyphen as an underscore)."""


class Commands(TyperGroup):
    """Loads a command's module when the command is asked for: one answers from the store in less time than the others
    take to load."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"commands": dict.fromkeys(COMMANDS)})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.commands:
            return None
        found = getattr(import_module(f"attendlib.cli.{COMMANDS[cmd_name]}"), cmd_name.replace("-", "_"))
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(add_completion=False, rich_markup_mode="markdown")
        alone.command(name=cmd_name)(found)
        return typer.main.get_command(alone)


app = typer.Typer(
    name="attendlib",
    cls=Commands,
    help="School attendance reporting for England: registers in, school and city reports out.\n\n"
    "Start with `attendlib synth DIR` to make a city to look at, then `attendlib run --city DIR/city.yaml --out OUT`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


@app.callback(invoke_without_command=True)
def _version(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        print(f"attendlib {__version__}")
        raise typer.Exit


RARELY = (100_000, 20, 20)
"""How many objects more make Python look for rubbish. Commands build large tables of things that they keep, and by its
usual measure Python would look through all of them again and again, for a tenth of a command's time."""


def main() -> None:
    """Run the command. A deliberate error is shown as its message alone and ends with status 2; an interruption while
    the commands are still being set up ends as one later on does, with status 130."""
    try:
        gc.set_threshold(*RARELY)
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except AttendlibError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
