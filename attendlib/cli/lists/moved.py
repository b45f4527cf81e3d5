"""attendlib list moved: who moved between bands of absence this half term?"""

from typing import Annotated

import typer

from attendlib.casework.lists import Move
from attendlib.casework.lists.moved import HOW, SAME
from attendlib.cli.lists.asked import COUNTED, Cells, City, Names, On, Output, School, asked, counted
from attendlib.cli.output import say
from attendlib.rounding import percent

OWN = ("how", "was_from_percent", "now_from_percent", "percent_before", *COUNTED)


def moved(
    city: City,
    on: On = None,
    school: School = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Also those who stayed in a band and are not stuck.")
    ] = False,
    names: Names = True,
    output: Output = None,
) -> None:
    """List who moved between bands of absence since this half term began: worse, stuck, new, better, left.

    Compared are the year up to the eve of the half term and the year to date. A band is named by its lower edge in
    percent of possible sessions missed, and the line of persistent absence parts one; stuck is the same band, and
    persistently absent on both days.

    Example: `attendlib list moved city.yaml --on 2026-03-27 -o moved.csv`
    """
    this = asked(city, "", on, school, output, names=names)
    found = this.desk.moved
    rows = found.rows if everyone else tuple(one for one in found.rows if one.how != SAME)
    this.write(OWN, ((one.urn, one.upn, _cells(one)) for one in rows))
    if found.first:
        say(f"In the first half term of the year, so that nothing lies before it: {', '.join(found.first)}")
    say(f"{this.desk.on}: {', '.join(f'{len(found.of(how))} {how}' for how in HOW)}")


def _cells(one: Move) -> Cells:
    before = percent(one.before.attended, one.before.possible, 2)
    return (one.how, one.was, one.now, before, *counted(one.counts))
