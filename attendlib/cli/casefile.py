"""attendlib case-file: what happened about one pupil, and where does it stand?"""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import policy as policy_on
from attendlib.casework.casefile import KINDS
from attendlib.casework.casefile import case_file as made
from attendlib.cli.opening import CITY, ON, OUTPUT, POLICY, opened
from attendlib.cli.output import say, write_csv
from attendlib.names import RESTRICTED

COLUMNS = ("date", "until", "kind", "what", "source", "marking")


def case_file(
    city: Annotated[Path, CITY],
    school: Annotated[str, typer.Option(help="The school, by its URN.", show_default=False)],
    pupil: Annotated[str, typer.Option(help="The pupil, by UPN or the school's own number.", show_default=False)],
    policy: Annotated[str, POLICY] = "",
    on: Annotated[datetime | None, ON] = None,
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """Lay out one pupil's case in order of time, as CSV: what a referral or a statement to a court is written from.

    Each absence with its marks, the sums of every half term, what was sent, met, missed or taken back, amendments of
    the register with who made them, thresholds, returns, prompts and payments, reviews to come, and where the policy's
    steps stand on the day. `source` says where each of it stands, with the row of the table. What was done about the
    pupil at other schools of the city is among it; absences are those at this school.

    It is about one child and names members of staff: keep it with the case.

    Example: `attendlib case-file city.yaml --school 999001 --pupil A331900125001 --on 2026-03-27 -o case.csv`
    """
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked, urn = policy_on(policy, day, city=city_.city), city_.city.school(school).urn
    found = made(city_.city, city_.store, asked, (urn, pupil), day)
    write_csv(COLUMNS, ((*entry, RESTRICTED) for entry in found), output)
    if asked.remark(day):
        say(asked.remark(day))
    counted = Counter(entry.kind for entry in found)
    told = ", ".join(f"{counted[kind]} {kind}" for kind in KINDS if counted[kind])
    say(f"{day}, {asked.name}: {len(found)} entries: {told}")
