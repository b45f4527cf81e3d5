"""attendlib list families: which families have several pupils of whom one is a concern?"""

from typing import Annotated

import typer

from attendlib.casework.lists import Child, Family
from attendlib.cli.lists.asked import (
    COUNTED,
    Cells,
    City,
    Names,
    On,
    Output,
    Policy,
    School,
    asked,
    counted,
    last,
)

OWN = ("family", "across", "schools", "concern", "level", "due", "last_on_record", "on_hold", *COUNTED)


def families(
    city: City,
    policy: Policy = "",
    on: On = None,
    level: Annotated[
        str, typer.Option(help="The lowest step that makes a concern. Default: the policy's first.", show_default=False)
    ] = "",
    school: School = None,
    names: Names = True,
    output: Output = None,
) -> None:
    """List the families with several pupils on roll in the city of whom at least one is a concern.

    A row for each child, families with most concerns first. A child is a concern when a step from `--level` on is due
    or on record. With `--school`, that school's pupils are named; their siblings elsewhere have school, year and
    figures, but neither name nor UPN.

    Example: `attendlib list families city.yaml --level letter-b -o families.csv`
    """
    this = asked(city, policy, on, school, output, names=names)
    found = this.desk.families(level)
    children = [(family, one) for family in found for one in family.children]
    this.write(OWN, ((one.stage.urn, one.upn, _cells(family, one)) for family, one in children))
    across = sum(bool(family.across) for family in found)
    this.say(f"{len(found)} families with {len(children)} children, {across} of them across schools")


def _cells(family: Family, one: Child) -> Cells:
    stage, schools = one.stage, " ".join(stage.urn for stage in one.stages)
    concern = "yes" if one.concern else "no"
    steps = (concern, one.level, stage.due, last(stage.done), stage.hold)
    return (family.household, family.across, schools, *steps, *counted(stage.counts))
