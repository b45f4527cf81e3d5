"""attendlib run: how are every school's documents and the city's made?"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attendlib.cli.opening import opened
from attendlib.cli.output import say

if TYPE_CHECKING:
    from attendlib.batch import RunResult
    from attendlib.intake import OpenCity


def run(
    run_file: Annotated[
        Path | None, typer.Argument(help="A run file (YAML): city, as_of, notebooks, formats, out.", show_default=False)
    ] = None,
    city: Annotated[
        Path | None,
        typer.Option(help="A city file, instead of a run file: makes the usual documents.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to. Replaces the run file's.", show_default=False)
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], show_default=False, help="The last day to measure. Default: the city file's."
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only this school (a URN; may be repeated) and the city.", show_default=False),
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes to use; 0 means one for each core.")] = 0,
    formats: Annotated[
        str,
        typer.Option(
            help="html, pdf, docx (Word) and xlsx (Excel), joined by commas. Default: html.", show_default=False
        ),
    ] = "",
) -> None:
    """Make every school's documents, the city's, and an index page that leads to them all.

    One school's failure does not stop the others. Exit status: 0 every document due was made, 1 some school's were not,
    2 nothing could start.

    Examples: `attendlib run params/runs/demo.yaml` · `attendlib run --city city.yaml --out reports --formats html,pdf`
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from attendlib.batch import Made, plan_for, run_plan, settings_of, write_index

    settings = settings_of(
        run_file,
        city=city,
        out=out,
        as_of=as_of.date() if as_of else None,
        only=tuple(only or ()),
        workers=workers,
        formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
    )
    city_ = opened(settings.city)
    city_.published()  # a file of them that cannot be used stops the run here, not every school's notebook
    plan = plan_for(settings, city_)
    with Progress(
        TextColumn("{task.description:<44}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task("Making documents", total=len(plan.due))

        def tell(made: Made, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=f"{made.due.folder}"[:44])

        result = run_plan(plan, tell)
    index = write_index(plan, result, city_)
    _tell(result, city_)
    print(index.resolve())
    if result.failed:
        raise typer.Exit(1)


def _tell(result: "RunResult", city: "OpenCity") -> None:
    """What was not made, how much was, and which schools have nothing in the figures."""
    for made in result.failed:
        say(f"Not made: {made.due.folder}/{made.due.notebook}: {made.problem}")
    files = sum(len(made.files) for made in result.made)
    say(f"{len(result.made) - len(result.failed)} of {len(result.made)} documents due were made, {files} files.")
    silent = [school for school in city.city.schools if school.urn not in city.covered]
    if silent:
        named = ", ".join(f"{school.name} ({school.urn})" for school in silent)
        say(f"{len(silent)} of {len(city.city.schools)} schools have no usable record: {named}")
