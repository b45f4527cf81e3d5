"""attendlib amendments: which entries of the registers were amended, is it recorded, and what did it change?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.casework import amended
from attendlib.casework import policy as policy_on
from attendlib.casework.amended import Amended
from attendlib.city.amendments import COLUMNS as TABLE
from attendlib.cli.opening import CITY, ON, OUTPUT, opened
from attendlib.cli.output import say, write_csv
from attendlib.names import RESTRICTED

COLUMNS = (
    *TABLE,
    "row",
    "complete",
    "lacking",
    "category_before",
    "category_after",
    "changes_category",
    "register_holds",
    "effect",
    "keep_until",
    "look_at",
    "marking",
)


def amendments(
    city: Annotated[Path, CITY],
    on: Annotated[datetime | None, ON] = None,
    policy: Annotated[
        str, typer.Option(help="Whose steps an amendment is held against: a name, or the path of a policy file.")
    ] = "national-2024",
    output: Annotated[Path | None, OUTPUT] = None,
) -> None:
    """List every amendment of the registers, with what its record lacks and what it changed, as CSV.

    The law asks to keep of each amended entry the original and the amended entry, the reason, the day, and the name and
    position of who made it (`attendlib rule register_amendments`). The city file names the table under `amendments:`.
    `effect` is what the amendment alone changed as of the day: the threshold for a penalty notice, a return, or
    whether attendance is as a step of the policy asks.

    Entries that changed from one reading of a register to the next without an amendment on record come last, without a
    row. They are seen only as long as the store is kept.

    The result names members of staff: it is personal data, for those who look after the registers.

    Example: `attendlib amendments city.yaml --on 2026-03-27 -o amendments.csv`
    """
    city_ = opened(city)
    day = on.date() if on else city_.city.as_of
    asked = policy_on(policy, day, city=city_.city)
    found = amended(city_.city, city_.store, asked, day, city_.amended_now)
    write_csv(COLUMNS, (_row(one) for one in found), output)
    aside = len({one.line for one in city_.city.amendments_aside} - {one.row for one in city_.city.amendments})
    unseen = sum(1 for one in found if not one.amendment.row)
    later = len(city_.city.amendments) - (len(found) - unseen)
    say(
        f"{day}: {len(city_.city.amendments) + aside} rows = {len(found) - unseen} amendments + {later} after {day} + "
        f"{aside} that cannot be read; {sum(one.complete for one in found)} are complete",
        f"{unseen} entries changed from one reading to the next without an amendment on record",
    )
    if asked.remark(day):
        say(asked.remark(day))


def _row(one: Amended) -> list[object]:
    made = one.amendment
    return [
        *(made.urn, made.upn, made.date, made.session, made.original, made.amended, made.reason, made.amended_on),
        *(made.name, made.position, made.row or None, "yes" if one.complete else "no", " ".join(one.lacks)),
        *(one.before, one.after, "yes" if one.changes_category else "no", one.held),
        *("; ".join(one.effects), one.keep_until, "; ".join(finding.message for finding in one.findings)),
        RESTRICTED,
    ]
