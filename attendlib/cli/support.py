"""attendlib support: at which levels of support are the pupils of each school?"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import Policy, SchoolSupport, sessions_by_school, support_by_school
from attendlib.casework import policy as policy_on
from attendlib.city import School
from attendlib.cli.opening import CITY, ON, OUTPUT, POLICIES, opened
from attendlib.cli.output import say, write_csv

FIRST = ("urn", "name", "phase", "attended", "possible", "attendance_percent", "focus", "measured")
USUAL = ["coventry-2012", "national-2024"]


def support(
    city: Annotated[Path, CITY],
    policy: Annotated[
        list[str] | None,
        typer.Option(
            help=f"Whose levels: {POLICIES}. May be repeated. Default: {' and '.join(USUAL)}.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[datetime | None, ON] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Count for every school the pupils at each level of support, under one policy beside another, as CSV.

    A column for each step and list of each policy, such as `coventry-2012 level-3`, of the `measured`: pupils on roll
    with a possible session. `focus` is why a policy asks the authority to concentrate on the school: the strategy of
    2012 names primary schools below 93%. Columns such as `absence 2024/25` are the years before, from the city's
    history table, over as many years as a policy looks at. The strategy ties a school's support to that trend and
    gives no rule for it, so none is made here.

    Example: `attendlib support city.yaml --on 2026-03-27 -o support.csv`
    """
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked = [policy_on(name, day, city=city_.city) for name in policy or USUAL]
    found = support_by_school(city_.city, city_.store, asked, day, sessions_by_school(city_, day))
    years = sorted({year for one in found for year, _ in one.trend})
    columns = [f"{one.name} {name}" for one in asked for name in _names(one)]
    schools = {school.urn: school for school in city_.city.schools}
    write_csv(
        (*FIRST, *columns, *(f"absence {year}" for year in years)),
        (_row(schools[one.urn], one, asked, years) for one in found),
        output,
    )
    for remark in dict.fromkeys(one.remark(day) for one in asked):
        if remark:
            say(remark)


def _names(policy: Policy) -> list[str]:
    """The steps and lists of a policy."""
    return [*(step.step for step in policy.says.steps), *(one.list for one in policy.says.lists)]


def _row(school: School, one: SchoolSupport, asked: Sequence[Policy], years: Sequence[str]) -> list[object]:
    trend, sums = dict(one.trend), one.focus[0]
    counts = [
        (one.under[policy.name].steps + one.under[policy.name].lists)[n] for policy in asked for n in _names(policy)
    ]
    return [
        *(school.urn, school.name, school.phase, sums.attended, sums.possible, one.attendance),
        *(" ".join(one.concerns), one.measured, *counts, *(trend.get(year) for year in years)),
    ]
