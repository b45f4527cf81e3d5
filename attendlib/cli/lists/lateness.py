"""attendlib list lateness: who is late so often that somebody should speak with the family?"""

from typing import Annotated

import typer

from attendlib.casework.lists import Late
from attendlib.cli.lists.asked import COUNTED, Cells, City, Names, On, Output, School, asked, counted
from attendlib.cli.output import say

OWN = (
    *("late", "after_register_closed", "late_half_term_before", "late_this_year", "after_register_closed_this_year"),
    *("minutes", "minutes_known_of", "mostly_on", "last_late", *COUNTED),
)


def lateness(
    city: City,
    on: On = None,
    school: School = None,
    everyone: Annotated[bool, typer.Option("--everyone", help="Everybody who was late at all this half term.")] = False,
    names: Names = True,
    output: Output = None,
) -> None:
    """List who is often late this half term, and how it was before: for the tutor, the family, or a referral.

    Late before the register closed counts as present; late after it closed is a session missed without authorisation,
    and counts towards a penalty notice. How often is often: `attendlib rule school_lists`.

    Example: `attendlib list lateness city.yaml --school 999001 -o late.csv`
    """
    this = asked(city, "", on, school, output, names=names)
    found = this.desk.lateness
    rows = found if everyone else tuple(one for one in found if one.often)
    this.write(OWN, ((one.urn, one.upn, _cells(one)) for one in rows))
    often = sum(one.often for one in found)
    say(f"{this.desk.on}: {len(found)} pupils were late this half term, {often} of them often")


def _cells(one: Late) -> Cells:
    return (
        *(one.now.all, one.now.after_close, one.before.all, one.year.all, one.year.after_close),
        *(one.minutes if one.timed else None, one.timed, one.mostly_on, one.last, *counted(one.counts)),
    )
