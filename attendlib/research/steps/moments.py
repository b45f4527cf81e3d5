"""When a school took a step, for whom did it and for whom not, what was known of them then, and what came after?

Only a school that takes the step for somebody on a day has decided against it for the others: a pupil of a school whose
turn is tomorrow has not been passed over, and would have had the step for all the days but one in which the two are
compared. A pupil is compared with pupils of the same phase, passed over in the same week, who had had the same other
steps by the day before. What is known ends with that day, for the step was decided on it: to look at the day itself
would put those who crossed a line by missing it beside those who had crossed it already. Whoever has the step later is
kept, for to leave them out would leave in who got better; how many of the days after came after it is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.calendar import week_start
from attendlib.research.records import Record

FORTNIGHT = 10
"""School days. With fewer before a step too little is known of a pupil."""

REPEAT = "a later one for the same enrolment"
NO_MARKS = "no single marks of the enrolment are held"
TOO_NEAR = "too few school days before it, or after it"
NOT_THROUGHOUT = "not on the roll all that time, or no possible session in it"


@dataclass(frozen=True, eq=False)
class Moments:
    """rows: one per enrolment and day on which its school took the step: urn, upn, day, week (its Monday), phase, had
    (the other steps so far), treated (1 or 0), then absence in percent: so_far (the year to the day before), before
    (the last ``days`` of it), fortnight (the last FORTNIGHT of it) and after (the ``days`` after it); exposed: the
    share (0 to 1) of the days after that came after the step, 1 where treated; then: the other steps that it had for
    the first time within them · account: why steps in the table are not in it."""

    rows: pd.DataFrame
    account: Mapping[str, int]


def moments(held: Mapping[str, Record], given: pd.DataFrame, step: str, days: int) -> Moments:
    """The moments of one step. given: the interventions table's rows of the step (urn, upn, day as a date) · days:
    school days looked at before and after."""
    once = given.sort_values("day").drop_duplicates(["urn", "upn"])
    account = {REPEAT: len(given) - len(once)}
    marked = np.array(
        [urn in held and upn in held[urn].marks.roll.number for urn, upn in zip(once.urn, once.upn, strict=True)],
        dtype=bool,
    )
    account[NO_MARKS] = int((~marked).sum())
    once = once[marked]
    parts, near, away = [], 0, 0
    for (urn, day), wanted in once.groupby(["urn", "day"]):
        record = held[str(urn)]
        if record.before(day) < FORTNIGHT or record.upto(day) + days > len(record.days):
            near += len(wanted)
            continue
        rows = _of_school(record, step, day, days)
        away += len(wanted) - int(rows.treated.sum())
        parts.append(rows)
    account |= {TOO_NEAR: near, NOT_THROUGHOUT: away}
    return Moments(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS), account)


COLUMNS = [
    *("urn", "upn", "day", "week", "phase", "had", "treated"),
    *("so_far", "before", "fortnight", "after", "exposed", "then"),
]


def _of_school(record: Record, step: str, day: date, days: int) -> pd.DataFrame:
    """The enrolments of one school who had the step on that day, and those who had not had it yet."""
    known, place, on = record.before(day), record.upto(day), np.datetime64(day)
    so_far, fortnight = record.over(0, known), record.over(known - FORTNIGHT, known)
    before, after = record.over(known - days, known), record.over(place, place + days)
    first, last = record.steps[step], record.days[place + days - 1]
    treated, not_yet = first == on, np.isnat(first) | (first > on)
    stayed = record.on_roll[:, max(known - days, 0) : place + days].all(axis=1)
    throughout = stayed & (fortnight.possible > 0) & (after.possible > 0)
    kept = np.flatnonzero(throughout & (treated | not_yet))
    table = {
        "urn": record.urn,
        "upn": np.array(record.upns, dtype=object)[kept],
        "day": day,
        "week": week_start(np.full(len(kept), on)),
        "phase": record.phase,
        "had": record.had(day, step)[kept],
        "treated": treated[kept].astype(int),
        "so_far": so_far.rate[kept],
        "before": before.rate[kept],
        "fortnight": fortnight.rate[kept],
        "after": after.rate[kept],
        "exposed": _exposed(record.days[place : place + days], first[kept]),
        "then": record.began(on, last, step)[kept],
    }
    return pd.DataFrame(table, columns=COLUMNS)


def _exposed(after: NDArray[np.datetime64], first: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """The share of some days that came after each enrolment's first day with the step; nothing where it has none."""
    # No day is later than NaT.
    found: NDArray[np.float64] = (after > first[:, None]).mean(axis=1)
    return found
