"""How is a city opened at the keyboard: with progress shown, and what could not be read said?"""

import os
import sys
from pathlib import Path

import typer

from attendlib.cli.output import say
from attendlib.intake import OpenCity, open_city

CITY = typer.Argument(
    help="The city file (YAML) that names the schools, pupils, calendar and registers.", show_default=False
)
OUTPUT = typer.Option("-o", "--output", help="Write CSV to this file instead of the screen.", show_default=False)


def opened(city: Path) -> OpenCity:
    """The city with its store up to date. Files of which nothing could be read are said at once."""
    bar = _Bar()
    open_ = open_city(city, workers=os.cpu_count() or 1, progress=bar.tell)
    bar.close()
    for account in open_.unreadable:
        say(
            f"Not read: {account.file} of school {account.urn}. `attendlib check` says why; the school's figures lack it."
        )
    return open_


class _Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def tell(self, name: str, done: int, total: int) -> None:
        if self.shown:
            filled = "█" * (24 * done // total)
            print(f"\rReading registers {filled:<24} {done} of {total}  {name[:40]:<40}", end="", file=sys.stderr)

    def close(self) -> None:
        if self.shown:
            print("\r" + " " * 100 + "\r", end="", file=sys.stderr)
