"""attendlib what-if: what would another cut-off, or another policy, bring in?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import Policy
from attendlib.casework import policy as policy_on
from attendlib.casework.whatif import (
    Caseload,
    CutOff,
    caseloads,
    cut_offs,
    groupings,
    hours,
    listed,
    settings,
    spaced,
)
from attendlib.cli.opening import CITY, ON, OUTPUT, POLICY, opened
from attendlib.cli.output import say, write_csv
from attendlib.intake import OpenCity

CUT_OFF = (
    "cut_off",
    "below",
    "percent_of_measured",
    "policy_now",
    "new",
    "no_longer",
    "measured",
    "no_possible_session",
    "left",
    "enrolments",
)
LOAD = ("policy", "step", "name", "due", "from_clean_start")


def what_if(
    city: Annotated[Path, CITY],
    policy: Annotated[str, POLICY] = "",
    on: Annotated[datetime | None, ON] = None,
    by: Annotated[
        str, typer.Option(help="Split by these, joined by commas: school, phase, city, year_group, or another group.")
    ] = "school,year_group",
    first: Annotated[str, typer.Option("--from", help="The lowest cut-off, in percent attended.")] = "80",
    last: Annotated[str, typer.Option("--to", help="The highest cut-off.")] = "99",
    step: Annotated[str, typer.Option(help="How far the cut-offs are apart.")] = "1",
    cuts: Annotated[
        str,
        typer.Option("--cut-offs", help="These cut-offs instead, joined by commas: 90,92.5,95.", show_default=False),
    ] = "",
    steps: Annotated[
        bool, typer.Option("--steps", help="How many enrolments at each step of the policy, instead of cut-offs.")
    ] = False,
    against: Annotated[
        str, typer.Option(help="As --steps, with the same for this policy beside it.", show_default=False)
    ] = "",
    setting: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="As --steps, for each value of a setting of the policy: school_target=93,94,95. May be repeated.",
            show_default=False,
        ),
    ] = None,
    minutes: Annotated[
        int, typer.Option(min=0, help="A person's time for one case: adds a column of hours.", show_default=False)
    ] = 0,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Ask what another cut-off of attendance, or another policy, would bring in, as CSV.

    Cut-offs: how many of the enrolments on roll are below each (exactly the cut-off is not), and how many of them are
    `new` or `no_longer` meant, compared with those whose attendance is now as some step of the policy asks. `below` =
    `policy_now` + `new` - `no_longer`, and `enrolments` = `measured` + `no_possible_session` + `left`.

    Steps: `due` with what is on record, and `from_clean_start` as if nothing had been done yet. A policy that is not
    yet adopted is asked as if it were in force. Each enrolment is in one row of its group; rows without a step say why.

    Nothing in the marks is changed: nobody is assumed to attend more or less because of a policy.

    Examples: `attendlib what-if city.yaml --policy coventry-2024 --cut-offs 90,92.5,95 --by school` ·
    `attendlib what-if city.yaml --policy ours.yaml --against coventry-2024 --minutes 30` ·
    `attendlib what-if city.yaml --policy blue-coat-2025 --set school_target=93,94,95 --by city`
    """
    names, chosen = groupings(by), settings(setting or [])
    wanted = listed(cuts) if cuts else spaced(first, last, step)
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked = [policy_on(policy, day, values, city_.city) for values in chosen]
    if steps or against or setting:
        asked += [policy_on(against, day, city=city_.city)] if against else []
        loads = caseloads(city_.city, city_.store, asked, day, by=names)
        write_csv((*names, *LOAD, *(["hours"] if minutes else [])), _of_loads(loads, minutes), output)
        for one in asked:
            say(f"{day}, {one.label}: {sum(load.due for load in loads if load.policy is one)} with a step due")
    else:
        found = cut_offs(city_.city, city_.store, asked[0], day, cuts=wanted, by=names)
        write_csv((*names, *CUT_OFF, *(["hours"] if minutes else [])), _of_cuts(found, minutes), output)
        now = sum(one.now for one in found if one.cut_off == wanted[0])
        say(f"{day}, {asked[0].label}: attendance is now as some step of it asks for {now} enrolments")
    _tell(city_, asked, day)


def _of_cuts(found: Sequence[CutOff], minutes: int) -> Iterator[list[object]]:
    for one in found:
        yield [
            *(*one.group, f"{float(one.cut_off):g}", one.below, one.share, one.now, one.new, one.gone),
            *(one.measured, one.without, one.left, one.enrolments),
            *([hours(one.below, minutes)] if minutes else []),
        ]


def _of_loads(loads: Sequence[Caseload], minutes: int) -> Iterator[list[object]]:
    for caseload in loads:
        for load in caseload.loads:
            time = hours(load.due, minutes) if load.is_step else None
            step = load.step if load.is_step else ""
            yield [
                *(*caseload.group, caseload.policy.label, step, load.name, load.due, load.clean),
                *([time] if minutes else []),
            ]


def _tell(city: OpenCity, asked: Sequence[Policy], day: date) -> None:
    """What to know before reading: policies of another day, and schools of which nothing can be said."""
    for remark in dict.fromkeys(policy.remark(day) for policy in asked):
        if remark:
            say(remark)
    silent = [school.urn for school in city.city.schools if not city.store.mark_files([school.urn])]
    if silent:
        say(f"No single marks, so no possible session, at {', '.join(silent)}: nothing can be said of these schools")
