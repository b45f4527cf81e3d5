"""attendlib codes: which register codes were in force on a day, and what do they count as?"""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.cli.opening import OUTPUT
from attendlib.cli.output import write_csv
from attendlib.codes import Code, code_book

COLUMNS = ("code", "meaning", "category", "possible", "reason", "bucket", "start", "end", "reference", "unconfirmed")


def codes(
    on: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day whose code set to print.", show_default=False)
    ],
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Print the code set in force on a day: meaning, category, whether it counts as possible, and the source. At a
    terminal a table, for a file or another program CSV.

    Examples: `attendlib codes --on 2024-08-18` · `attendlib codes --on 2024-08-19 -o codes.csv`
    """
    held = code_book().in_force(on.date())
    if not held:
        first = min(entry.start for entry in code_book().codes())
        raise typer.BadParameter(f"no code set was in force on {on.date()}: the first begins on {first}")
    if output is None and sys.stdout.isatty():
        _show(held, on.date())
    else:
        write_csv(COLUMNS, ([_cell(entry, column) for column in COLUMNS] for entry in held), output)


def _show(held: Iterable[Code], day: date) -> None:
    """The codes as a table for somebody at a terminal, as wide as that is."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Code", "Meaning", "Category", "Possible", "In force", "Who says so", title=f"Codes on {day}")
    for entry in held:
        table.add_row(
            entry.code.replace("\\", "\\\\") if entry.code.endswith("\\") else entry.code,
            entry.meaning,
            entry.category.value,
            "yes" if entry.possible else "no",
            f"{entry.start} to {entry.end}" if entry.end else f"from {entry.start}",
            entry.reference,
        )
    Console().print(table)


def _cell(entry: Code, column: str) -> str | date | None:
    value = getattr(entry, column)
    return ("yes" if value else "no") if isinstance(value, bool) else value
