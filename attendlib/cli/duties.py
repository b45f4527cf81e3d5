"""attendlib notices, returns and duties: what do counts and dates ask for beside the steps?"""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import Notice, history
from attendlib.casework import notices as find_notices
from attendlib.casework import policy as policy_on
from attendlib.casework import returns as find_returns
from attendlib.casework.duties import KINDS
from attendlib.casework.duties import duties as find_duties
from attendlib.casework.issued import Standing
from attendlib.casework.payment import Payable
from attendlib.cli.opening import CITY, ON, OUTPUT, POLICY, opened
from attendlib.cli.output import say, write_csv
from attendlib.errors import RuleError
from attendlib.yamlfile import did_you_mean

NOTICE = (
    "urn",
    "upn",
    "first_met_on",
    "first_week",
    "last_week",
    "sessions_in_window",
    "lapses_on",
    "provisional",
    "sessions_now",
    "last_met_on",
    "since_notice",
    "earlier_notices",
    "next_notice",
    "to_pay",
    "compulsory_school_age",
    "sessions",
    "by_parent",
    "payable",
)
DUTY = ("urn", "upn", "kind", "name", "on", "sessions", "holds", "on_hold", "what")
RETURN = ("urn", "upn", "return", "on", "first", "last", "sessions", "reached_on", "going_on")


def notices(
    city: Annotated[Path, CITY],
    on: Annotated[datetime | None, ON] = None,
    across_schools: Annotated[
        bool,
        typer.Option(
            "--across-schools",
            help="Count a pupil's sessions at all schools of the city together, for those who moved.",
        ),
    ] = False,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """List the enrolments that reached the threshold for a penalty notice, with the sessions that reached it, as CSV.

    A row per enrolment: the first day on which it was reached, the Mondays of the window's first and last school week,
    the day on which it lapses, how many sessions may still become another code, how many are in the window that ends
    with the day asked about, the notices issued in the years that count, and what the next one would be (first, second,
    none). `last_met_on` is the day on which it was last reached anew, by sessions after the latest notice
    (`since_notice` counts them); empty where those have not reached it, so that there is no further notice to consider.

    Where the interventions table names the parent, notices count for each parent apart: `next_notice` is for the one
    who has had the most, `by_parent` has them all. `payable` is what the notices on record ask for and to which day;
    the days begin with that on which a notice was received (outcome `received`), else with that of its issue. The
    authority decides, and support comes first.

    Examples: `attendlib notices city.yaml --on 2026-03-27 -o notices.csv` · `--across-schools`
    """
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    found = find_notices(city_.city, city_.store, day, across_schools=across_schools)
    write_csv(NOTICE, (_notice(notice) for notice in found.rows), output)
    for held in found.rules:
        say(f"{held.rule} from {held.start}: {held.reference}")
    standing = [one for one in found.rows if one.stands(day)]
    spent = sum(not one.to_consider(day) for one in standing)
    say(
        f"{day}: {len(found.rows)} enrolments reached the threshold, {len(standing)} of them still do; {spent} of "
        "those have had a notice for it"
    )


def returns(
    city: Annotated[Path, CITY],
    on: Annotated[datetime | None, ON] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """List the statutory returns to the local authority that this year's marks call for, as CSV.

    A continuous absence that was not authorised has in `on` the school day with which it was long enough. The return
    for sickness is a belief about days to come, so its `on` is empty and `reached_on` says when the count was reached.

    Example: `attendlib returns city.yaml --on 2026-03-27 -o returns.csv`
    """
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    found = find_returns(city_.city, city_.store, day)
    rows = (
        (r.urn, r.upn, r.name, r.on, r.first, r.last, r.sessions, r.reached_on, "yes" if r.going_on else "no")
        for r in found
    )
    write_csv(RETURN, rows, output)
    say(f"{day}: {len(found)} returns to think about")


def duties(
    city: Annotated[Path, CITY],
    policy: Annotated[str, POLICY] = "",
    on: Annotated[datetime | None, ON] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(help=f"Only this kind: {', '.join(KINDS)}. May be repeated.", show_default=False),
    ] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """List what counts and dates ask for beside the steps of a policy, by enrolment, as CSV.

    notice: the threshold for a penalty notice was reached, and no notice on record has answered it · return: a return
    to the authority is called for · prompt: a prompt of the policy, such as ten sessions of holiday in a row, or
    missing education on the fifth day · reason: sessions that still wait for their reason (code N), with the school
    days for which they have · payment: a penalty notice on record, with the days to which it is to be paid · roll: a
    pupil who joined or left in the middle of the year, with the day by which the authority is told. `holds` says
    whether it still does on the day; `on_hold` why the policy's steps are kept back from the pupil, for a person to
    decide about this too.

    Examples: `attendlib duties city.yaml --policy blue-coat-2025 -o duties.csv` ·
    `attendlib duties city.yaml --policy blue-coat-2025 --kind prompt --kind reason`
    """
    for name in kind or []:
        if name not in KINDS:
            raise RuleError(f'"{name}" is no kind of duty: {did_you_mean(name, KINDS)}')
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked = policy_on(policy, day, city=city_.city)
    found = [one for one in find_duties(city_.city, city_.store, asked, day) if one.kind in (kind or KINDS)]
    known = history(city_.city, asked.says, asked.known, day)
    rows = (
        (
            *(one.urn, one.upn, one.kind, one.name, one.on, one.sessions or None, "yes" if one.stands else "no"),
            *(known.hold((one.urn, one.upn), asked.says.hold), one.words),
        )
        for one in found
    )
    write_csv(DUTY, rows, output)
    if asked.remark(day):
        say(asked.remark(day))
    counted = Counter(one.kind for one in found if one.stands)
    told = ", ".join(f"{counted[name]} {name}" for name in KINDS if name in (kind or KINDS))
    say(f"{day}, {asked.name}: {len(found)} in all; of those that still hold: {told}")


def _notice(notice: Notice) -> list[object]:
    return [
        *(notice.urn, notice.upn, notice.first_met_on, notice.first_week, notice.last_week, len(notice.sessions)),
        *(notice.lapses_on, notice.provisional, len(notice.now), notice.last_met_on, notice.since_notice),
        *(" ".join(map(str, notice.earlier)), notice.next),
        " or ".join(f"£{pounds} within {days} days" for pounds, days in notice.pay),
        {True: "yes", False: "no", None: "not known"}[notice.of_age],
        ", ".join(f"{one.date} {one.session} {one.code}" for one in notice.sessions),
        "; ".join(_standing(one) for one in notice.standings if one.parent),
        "; ".join(_payable(one) for one in notice.payable),
    ]


def _standing(one: Standing) -> str:
    return f"{one.parent}: {' '.join(map(str, one.earlier)) or 'none that counts'}, next {one.next}"


def _payable(one: Payable) -> str:
    """``2025-09-15 mother: £80 to 2025-10-05 or £160 to 2025-10-12``."""
    whom = f"{one.notice.on} {one.notice.parent}".strip()
    amounts = " or ".join(f"£{pounds} to {day}" for pounds, day in one.by) or "no amount, by the rule of that day"
    return f"{whom}: {amounts}" + (", if received on the day of issue" if one.assumed and one.by else "")
