"""attendlib list first-day-calls: whom does the office call today?"""

from attendlib.casework.lists import Call
from attendlib.cli.lists.asked import Asked, Cells, City, Names, On, Output, Policy, School, asked
from attendlib.cli.output import say, say_findings

OWN = ("code", "call_first", "days_without_reason", "days_missed", "last_present", "siblings_absent", "on_hold")


def first_day_calls(
    city: City,
    policy: Policy = "",
    on: On = None,
    school: School = None,
    names: Names = True,
    output: Output = None,
) -> None:
    """List whom to call on a day, those to call first at the top.

    Called are pupils without a mark, or with code N, in the day's first session, and those on the first-day-calling
    list (the record first-day-calling in the interventions table) who are not there. First come pupils with a social
    worker, then looked after, on the calling list, persistently absent, with earlier steps on record; then those
    longest without a reason. A class whose register was not taken is said beside the list; its pupils are not on it.

    Example: `attendlib list first-day-calls city.yaml --policy blue-coat-2025 --on 2026-03-27 --school 999001`
    """
    this = asked(city, policy, on, school, output, names=names)
    calls = this.desk.calls
    this.write(OWN, ((one.urn, one.upn, _cells(this, one)) for one in calls.rows))
    say_findings(this.desk.known.findings)
    for urn, name, pupils in calls.not_taken:
        say(f"{urn}: class {name} ({pupils} pupils) has no mark in the first session: its register comes before calls.")
    for urn in calls.closed:
        say(f"{urn}: no session is held on {calls.on}.")
    for urn in calls.silent:
        say(f"{urn}: nobody has a mark in the first session of {calls.on}, so nobody can be told apart.")
    if not calls.has_list:
        say(f"{this.desk.policy.name} has no record of a first-day-calling list, so nobody is on one.")
    held = sum(bool(one.hold) for one in calls.rows)
    this.say(f"{len(calls.rows)} pupils to call about, {held} of them on hold: a person decides whether to call")


def _cells(this: Asked, one: Call) -> Cells:
    siblings = (
        f"{other.urn} {other.upn if this.shows(other.urn) else 'a pupil'} ({other.code or 'no mark'})"
        for other in one.siblings
    )
    first, absent = "; ".join(one.first), ", ".join(siblings)
    return (one.code, first, one.days, one.days_missed, one.last_present, absent, one.hold)
