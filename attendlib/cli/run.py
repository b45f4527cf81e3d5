"""attendlib run: how are every school's documents and the city's made?"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attendlib.cli.opening import opened
from attendlib.cli.output import Bar, say
from attendlib.errors import RunLocked

if TYPE_CHECKING:
    from attendlib.batch import Interrupts, Plan, RunResult, RunSettings
    from attendlib.batch.decide import Decided
    from attendlib.intake import OpenCity

FAILED, LOCKED, INTERRUPTED = 1, 3, 130
"""Exit statuses: some documents were not made; another run is at work; the person stopped the run."""


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
    policy: Annotated[
        str,
        typer.Option(
            help="Whose steps the documents count: a policy's name, or the path of a policy file of your own (.yaml). "
            "Default: the run file's, else the city file's.",
            show_default=False,
        ),
    ] = "",
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
    engine: Annotated[
        str,
        typer.Option(
            help="fork: notebooks run in forks of one process that has loaded everything; kernel: each has a Jupyter "
            "kernel. The documents are the same. Default: fork on Linux, kernel elsewhere.",
            show_default=False,
        ),
    ] = "",
    cluster: Annotated[
        str,
        typer.Option(
            help="Send schools to the Dask scheduler at this address (tcp://HOST:PORT, tls://HOST:PORT). Its workers "
            "need this same attendlib and see the city, its store and the notebooks at the same paths; only this "
            "process writes into the folder. A lost worker's schools are made elsewhere.",
            show_default=False,
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Make also what has not changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be made, and why.")] = False,
) -> None:
    """Make every school's documents, the city's, and an index page that leads to them all.

    Only what has changed since the last run is made. Where only other schools' registers have, a school's document is
    looked at, and made if what it says of other schools has changed. All documents of a school change together or not
    at all; one school's failure does not stop the others. Ctrl-C finishes what has begun, a second Ctrl-C stops at
    once; the next run goes on from there.

    Exit status: 0 every document due is there, 1 some school's could not be made, 2 nothing could start, 3 another run
    is making documents in the same folder, 130 the run was stopped.

    Examples: `attendlib run params/runs/demo.yaml` · `attendlib run --city city.yaml --out reports --dry-run` ·
    `attendlib run termly.yaml --cluster tcp://10.0.0.5:8786`
    """
    from attendlib.batch import Interrupts, look_at, plan_for, settings_of

    day = as_of.date() if as_of else None
    chosen = tuple(only or ())
    kinds = tuple(name.strip() for name in formats.split(",") if name.strip())
    settings = settings_of(
        run_file,
        city=city,
        out=out,
        as_of=day,
        policy=policy,
        only=chosen,
        workers=workers,
        engine=engine,
        formats=kinds,
        cluster=cluster,
    )
    if dry_run:
        city_ = opened(settings.city)
        _explain(look_at(plan_for(settings, city_), city_, force))
        return
    interrupts = Interrupts(say)
    result = _carried_out(settings, interrupts, force)
    print((settings.out / "index.html").resolve())
    if interrupts.asked() and result.left:
        raise typer.Exit(INTERRUPTED)
    if result.failed:
        raise typer.Exit(FAILED)


def _carried_out(settings: "RunSettings", interrupts: "Interrupts", force: bool) -> "RunResult":
    """The run, told of at the keyboard."""
    from attendlib.batch import Made, Stopped, inputs_of, plan_for, run_plan, workers_for

    bar, kept = Bar("Making documents"), 0

    def tell(made: Made, done: int, total: int) -> None:
        nonlocal kept
        kept += made.kept
        bar.tell(f"{made.due.urn}; looked at and kept: {kept}" if made.kept else made.due.folder, done, total)

    inputs = inputs_of(settings.city)
    try:
        with interrupts.heeded(), workers_for(settings) as at_work:
            city = opened(settings.city, beside=at_work.begin)
            city.published()  # a file of them that cannot be used stops the run here, not every school's notebook
            plan = plan_for(settings, city)
            found = inputs.with_store(city).with_given(plan)
            result = run_plan(plan, city, found, at_work, stop=interrupts.asked, progress=tell, force=force)
    except RunLocked as locked:
        say(str(locked))
        raise typer.Exit(LOCKED) from None
    except Stopped:
        say("Stopped. Every school has its documents of before or its new ones; run again to go on.")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        bar.close()
    _tell(plan, result, city)
    return result


def _explain(decisions: "Sequence[Decided]") -> None:
    """What would be made and why, a line each; how much need not be."""
    for one in decisions:
        if one.why:
            print(f"{one.due.key}: {'is looked at: ' if one.said else ''}{'; '.join(one.why)}")
    looked_at, unchanged = sum(bool(one.said) for one in decisions), sum(not one.why for one in decisions)
    made = len(decisions) - looked_at - unchanged
    looks = f"{looked_at} looked at, and made if what they say of other schools has changed; " if looked_at else ""
    say(f"{made} of {len(decisions)} documents would be made; {looks}{unchanged} have not changed.")


def _tell(plan: "Plan", result: "RunResult", city: "OpenCity") -> None:
    """What was not made, how much was, what else there is, and which schools have nothing in the figures."""
    for made in result.failed:
        say(f"Not made: {made.due.key}: {made.problem}")
    say(*result.remarks)
    for file in result.stale:
        say(f"No longer of this run, and not on the index page: {file}. Delete it when nobody needs it.")
    there = len(result.made) - len(result.failed) + len(result.kept) + len(result.unchanged)
    say(f"{there} of {len(plan.due)} documents due are there{_of_them(result)}.")
    counted = city.covered(city.to_date(plan.settings.as_of))
    silent = [school for school in city.city.schools if school.urn not in counted]
    if silent:
        named = ", ".join(f"{school.name} ({school.urn})" for school in silent)
        say(f"{len(silent)} of {len(city.city.schools)} schools have no session that counts: {named}")


def _of_them(result: "RunResult") -> str:
    parts = {
        "made now": len(result.made) - len(result.failed),
        "of them because what they say of other schools has changed": len(result.moved),
        "looked at and kept": len(result.kept),
        "unchanged": len(result.unchanged),
        "not begun or not finished": len(result.left),
    }
    told = [f"{count} {what}" for what, count in parts.items() if count]
    return f" ({', '.join(told)})" if result.moved or result.kept or result.unchanged or result.left else ""
