"""attendlib list handover: who was a concern this year, for those who have the pupil next?"""

from attendlib.casework.lists import Handover
from attendlib.casework.why import told
from attendlib.cli.lists.asked import COUNTED, Cells, City, Names, On, Output, Policy, School, asked, counted

OWN = ("why", "joins_on", "now_at", "goes_to", "goes_on", "on_record", "on_hold", *COUNTED)


def handover(
    city: City,
    policy: Policy = "",
    on: On = None,
    school: School = None,
    names: Names = True,
    output: Output = None,
) -> None:
    """List who was a concern this year: for the contact in the summer holidays, and for the school that a pupil joins.

    On it are pupils on roll who are persistently or severely absent, have a step of the policy on record, or are on
    hold; and, at the school that they join, those whose entry in the pupils table lies after the day, by what is on
    record at the school they are at.

    Example: `attendlib list handover city.yaml --on 2026-07-21 --school 999001 -o handover.csv`
    """
    this = asked(city, policy, on, school, output, names=names)
    found = this.desk.handover
    this.write(OWN, ((one.urn, one.stage.upn, _cells(one)) for one in found))
    joining = sum(one.joins is not None for one in found)
    this.say(f"{len(found) - joining} pupils on roll, {joining} more who are to join")


def _cells(one: Handover) -> Cells:
    stage, (goes_to, goes_on) = one.stage, one.goes or ("", None)
    at = stage.urn if stage.urn != one.urn else ""
    return ("; ".join(one.why), one.joins, at, goes_to, goes_on, told(one.steps), stage.hold, *counted(stage.counts))
