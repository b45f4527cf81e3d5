"""attendlib list persistent: who is persistently absent or near it, and what can still be done?"""

from typing import Annotated

import typer

from attendlib.casework.lists import Headroom
from attendlib.casework.lists.line import PERSISTENT, SEVERE
from attendlib.casework.lists.persistent import NEAR
from attendlib.cli.lists.asked import COUNTED, Cells, City, Names, On, Output, School, asked, counted
from attendlib.cli.output import say

OWN = (
    *("kind", *COUNTED, "sessions_to_come", "may_miss_in_a_row", "may_miss_by_end_of_term", "may_miss_by_end_of_year"),
    *("persistent_until", "severe_may_miss_by_end_of_year", "severe_until"),
)


def persistent(
    city: City,
    on: On = None,
    school: School = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Every pupil on roll, not only those concerned.")
    ] = False,
    names: Names = True,
    output: Output = None,
) -> None:
    """List the persistently and severely absent and those near it: how many sessions are left, and the way out.

    may_miss_by_end_of_year: how many of the sessions to come may be missed, all others attended, for the pupil not to
    be persistently absent when the year ends; empty where that can no longer be avoided. may_miss_in_a_row: how many of
    the very next sessions may be missed before the pupil is. persistent_until: the first day on which the pupil is out
    of it if every session to come is attended; empty where the calendar ends before.

    Example: `attendlib list persistent city.yaml --school 999001 -o persistent.csv`
    """
    this = asked(city, "", on, school, output, names=names)
    found = this.desk.persistent
    rows = found.rows if everyone else tuple(one for one in found.rows if one.kind)
    this.write(OWN, ((one.urn, one.upn, _cells(one)) for one in rows))
    severe, there, near = (len(found.of(kind)) for kind in (SEVERE, PERSISTENT, NEAR))
    say(
        f"{this.desk.on}: {severe} severely absent, {there} more persistently absent, {near} near it, of "
        f"{len(found.rows)} on roll with a possible session; {found.without} on roll have none, {found.gone} who have "
        "left were persistently absent"
    )


def _cells(one: Headroom) -> Cells:
    line, severe = one.persistent, one.severe
    left = (line.in_a_row, line.by_term, line.by_year, line.out_on)
    return (one.kind, *counted(one.counts), one.to_come_year, *left, severe.by_year, severe.out_on)
