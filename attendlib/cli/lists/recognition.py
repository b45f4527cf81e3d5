"""attendlib list recognition: whom should the school praise?"""

from attendlib.casework.lists import Praise
from attendlib.casework.lists.recognition import FOR
from attendlib.cli.lists.asked import COUNTED, Cells, City, Names, On, Output, Policy, School, asked, counted
from attendlib.cli.output import say
from attendlib.rounding import percent

OWN = ("for", "points_gained", "percent_before", *COUNTED)


def recognition(
    city: City,
    policy: Policy = "",
    on: On = None,
    school: School = None,
    names: Names = True,
    output: Output = None,
) -> None:
    """List whom to praise: every session of the year or half term attended, or much more than in the half term before.

    `year but for illness` are those who missed nothing but illness, appointments and religious observance: praise for
    attendance alone can be unfair to them. Nobody on hold is named, and nobody who was mostly ill in the half term
    before is praised for having improved; how many that leaves out is said beside the list.

    Example: `attendlib list recognition city.yaml --school 999001 -o praise.csv`
    """
    this = asked(city, policy, on, school, output, names=names)
    found = this.desk.recognition
    this.write(OWN, ((one.urn, one.upn, _cells(one)) for one in found.rows))
    for urn in found.too_early:
        say(f"{urn}: this half term has not yet had {found.least} sessions, so nothing is said of it.")
    counts = ", ".join(f"{len(found.of(what))} for {what}" for what in FOR)
    this.say(f"{counts}; left out: {found.on_hold} on hold, {found.well_again} well again after illness")


def _cells(one: Praise) -> Cells:
    before = one.before
    gained = (
        (one.counts.points_over(before, 2), percent(before.attended, before.possible, 2)) if before else (None, None)
    )
    return (one.what, *gained, *counted(one.counts))
