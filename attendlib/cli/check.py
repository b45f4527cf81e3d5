"""attendlib check: what is odd in the registers, and where did every record go?"""

from pathlib import Path
from typing import Annotated

import typer

from attendlib.checks import REGISTER_RULES, Account, Finding
from attendlib.checks.finding import ERROR
from attendlib.cli.opening import CITY, OUTPUT, opened
from attendlib.cli.output import say, write_csv
from attendlib.errors import CityError
from attendlib.intake import OpenCity

COUNTED = (
    "urn",
    "file",
    "layout",
    "encoding",
    "rows",
    "records",
    "accepted",
    "rejected",
    "duplicate",
    "missing",
    "administrative",
)


def check(
    city: Annotated[Path, CITY],
    accounting: Annotated[
        Path | None,
        typer.Option(
            help="Write a row per register file: what was read, and what became of it by outcome and rule.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Check every register: findings as CSV, one row each, with how to mend it; never a pupil's name.

    Every record read is accepted, rejected, a duplicate, missing (no mark) or administrative (# or Z), and the sum is
    verified for every file. Exit status: 0 nothing was rejected, 1 something was, a file does not hold all its marks,
    or a row of another table counts for nothing, 2 the city could not be read.
    """
    city_ = opened(city)
    if not any(account.records for account in city_.accounts):
        raise CityError("\n".join(["No register of the city could be read:", *_reasons(city_)]))
    findings = list(city_.findings())
    write_csv(Finding._fields, findings, output)
    if accounting:
        names = [rule.name for rule in REGISTER_RULES]
        noted = sorted({name for account in city_.accounts for name in account.rules} - set(names))
        write_csv(
            (*COUNTED, *names, *noted), (_row(account, (*names, *noted)) for account in city_.accounts), accounting
        )
    for account in city_.accounts:
        say(told(account))
    if any(finding.severity == ERROR for finding in findings):
        raise typer.Exit(1)


def told(account: Account) -> str:
    """One register file's account in a line."""
    if not account.records:
        return f"{account.urn} {account.file}: nothing could be read"
    return (
        f"{account.urn} {account.file}: {account.records:,} records = {account.accepted:,} accepted + "
        f"{account.rejected:,} rejected + {account.duplicate:,} duplicate + {account.missing:,} missing + "
        f"{account.administrative:,} administrative"
    )


def _row(account: Account, rules: tuple[str, ...]) -> list[object]:
    return [*(getattr(account, name) for name in COUNTED), *(account.rules.get(name, 0) for name in rules)]


def _reasons(city: OpenCity) -> list[str]:
    """Why no register holds a record, file by file."""
    unread = [f"  {finding.file}: {finding.message}" for finding in city.findings() if finding.severity == ERROR]
    named = {account.file for account in city.unreadable}
    empty = [f"  {account.file}: it holds no record" for account in city.accounts if account.file not in named]
    return [*unread, *empty]
