"""attendlib list discuss: whom should school and authority talk about when they meet?"""

from attendlib.casework.lists import Topic
from attendlib.casework.why import told
from attendlib.cli.lists.asked import (
    COUNTED,
    Cells,
    City,
    Names,
    On,
    Output,
    Policy,
    School,
    Since,
    asked,
    counted,
)
from attendlib.cli.output import say

OWN = ("why", "due", "on_record", "on_hold", *COUNTED, "missed_since", "possible_since")


def discuss(
    city: City,
    policy: Policy = "",
    on: On = None,
    since: Since = None,
    school: School = None,
    names: Names = True,
    output: Output = None,
) -> None:
    """List whom school and authority should talk about: severely absent, persistently absent without progress, notices.

    Without progress: attendance since the day of the last meeting (`--since`) is no higher than up to it.

    Example: `attendlib list discuss city.yaml --since 2026-01-16 --school 999001 -o discuss.csv`
    """
    this = asked(city, policy, on, school, output, names=names, since=since)
    found = this.desk.topics
    this.write(OWN, ((one.stage.urn, one.stage.upn, _cells(one)) for one in found))
    if this.desk.before is None:
        say(f"{this.desk.since} lies before the academic year: whether anybody has made progress since cannot be told.")
    this.say(f"{len(found)} pupils to talk about, compared with {this.desk.since}")


def _cells(one: Topic) -> Cells:
    stage, since = one.stage, one.since
    lately = (since.absent, since.possible) if since else (None, None)
    return ("; ".join(one.why), stage.due, told(stage.done), stage.hold, *counted(stage.counts), *lately)
