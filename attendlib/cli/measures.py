"""attendlib measures: how much attendance and absence, split how?"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Annotated

import pyarrow as pa
import typer

from attendlib.cli.opening import CITY, OUTPUT, opened
from attendlib.cli.output import say, write_csv
from attendlib.errors import MeasureError
from attendlib.intake import OpenCity
from attendlib.measures import GROUPINGS, Asked, rated, shared
from attendlib.measures.decided import decided
from attendlib.names import DFE

DAY = ["%Y-%m-%d"]

SPARK = r"sc://[^/;]+:\d+(/.*)?$"
"""The address of a Spark Connect server; after a stroke, its own settings."""


def measures(
    city: Annotated[Path, CITY],
    by: Annotated[
        str,
        typer.Option(
            help="Split by these, joined by commas: "
            + ", ".join(GROUPINGS)
            + "; and, last, one of code, reason, category, band."
        ),
    ] = "school",
    start: Annotated[
        datetime | None,
        typer.Option("--from", formats=DAY, show_default=False, help="First day. Default: the academic year's first."),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option("--to", formats=DAY, show_default=False, help="Last day. Default: the city file's as_of."),
    ] = None,
    scope: Annotated[
        str,
        typer.Option(
            help="roll: everyone on the register. dfe: those in official statistics (ages 5 "
            "to 15, without boarders or very small schools)."
        ),
    ] = "roll",
    engine: Annotated[
        str,
        typer.Option(
            help="A Spark Connect server (sc://HOST:PORT) that counts instead of this machine, for a city too large "
            "for it. It has to see the city's store at the same path. The figures are the same.",
            show_default=False,
        ),
    ] = "",
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Measure attendance and absence, as CSV.

    Counts are sessions, pooled; rates are percentages of possible sessions, rounded half up to two places.
    Persistently absent is told of each enrolment's own possible sessions, by the rule of the academic year: `attendlib
    rule persistent_absence`.

    Examples: `attendlib measures city.yaml --by enrolment` · `--by school,year_group` · `--by phase,reason` ·
    `--by year_group --from 2026-01-05 --to 2026-02-13 --scope dfe` · `--by school --engine sc://10.0.0.5:15002`
    """
    names = tuple(name.strip() for name in by.split(",") if name.strip())
    if not names:
        raise MeasureError("--by names no grouping: write at least one, such as --by school.")
    split = names[-1] if names and names[-1] in ("code", "reason", "category", "band") else None
    if engine and not re.match(SPARK, engine):
        raise MeasureError(f'"{engine}" is no address of a Spark Connect server, such as sc://10.0.0.5:15002.')
    city_ = opened(city, beside=Thread(target=_load_engine, daemon=True).start)
    window = city_.window(start.date() if start else None, end.date() if end else None)
    asked = Asked(names[:-1] if split else names, window, scope)
    table = city_.answer(asked, split, engine=engine)
    why = decided(asked, city_.city.calendar).untold if split is None else {}
    if split is None:
        table = _with_empty(rated(table), why)
    elif split != "band":
        table = shared(table)
    write_csv(table.column_names, zip(*(column.to_pylist() for column in table.columns), strict=True), output)
    counted, schools = len(city_.covered(window)), len(city_.city.schools)
    without = f"; {schools - counted} without a session that counts" if counted < schools else ""
    say(f"{window.start} to {window.end}, scope {scope}: {counted} of {schools} schools{without}")
    say(*(f"{name} is empty: {reason}" for name, reason in why.items()))
    if scope == DFE:
        say(*_left_out(city_, asked, engine))
    if city_.unreadable:
        raise typer.Exit(1)


def _with_empty(table: pa.Table, classes: Iterable[str]) -> pa.Table:
    """The table with columns without values for each class that cannot be told, so that every year has the same
    columns."""
    for name in classes:
        for column in (name, *([f"{name}_percent"] if "enrolments" in table.column_names else [])):
            table = table.append_column(column, pa.nulls(len(table)))
    return table


def _left_out(city: OpenCity, asked: Asked, engine: str) -> list[str]:
    """How many enrolments official statistics count of all that have sessions, why not the others, and what to do."""
    from attendlib.measures.left_out import left_out
    from attendlib.measures.steps import NOT_BORN

    found = left_out(city.sources(window=asked.window, engine=engine), asked)
    why = "; left out: " + ", ".join(f"{reason} {count:,}" for reason, count in found.reasons.items())
    told = f"{found.counted:,} of {found.everyone:,} enrolments with sessions are counted"
    advice = "Official statistics go by age: give date_of_birth in the pupils table, as YYYY-MM-DD."
    return [told + why if found.reasons else told, *([advice] if NOT_BORN in found.reasons else [])]


def _load_engine() -> None:
    """Load what expressions need: a second of imports that can pass while registers are read."""
    import ibis
    import pyarrow.dataset  # ibis asks for it at the first table in memory  # noqa: F401

    ibis.duckdb.connect()
