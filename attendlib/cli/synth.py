"""attendlib synth: how is a city of invented schools and pupils made?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.cli.output import Bar, say


def synth(
    folder: Annotated[
        Path, typer.Argument(help="Where to write the city; made if it is not there.", show_default=False)
    ],
    schools: Annotated[int, typer.Option(help="How many schools.")] = 8,
    pupils: Annotated[int, typer.Option(min=1, help="About how many pupils in all.")] = 480,
    seed: Annotated[int, typer.Option(help="The same seed gives the same city, byte for byte.")] = 1,
    year: Annotated[str, typer.Option(help="The academic year.")] = "2025/26",
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], show_default=False, help="The last day with marks.")
    ] = None,
    faults: Annotated[bool, typer.Option(help="Plant the few faults that real registers have.")] = True,
) -> None:
    """Make a city of invented schools and pupils, in the export layouts of several systems.

    Marks come at the code frequencies of the published figures, with spells of illness, lateness, groups, leavers and
    siblings. No real child or school is in it.
    """
    from attendlib.synth import make_city

    bar = Bar("Making schools")
    day = as_of.date() if as_of else None
    made = make_city(folder, schools, pupils, seed, year, as_of=day, faults=faults, progress=bar.tell)
    bar.close()
    say(
        f"{made.schools} schools, {made.enrolments:,} enrolments, {made.marks:,} marks, up to {made.as_of}. Try:",
        f"  attendlib run --city {made.city_file} --out reports",
    )
