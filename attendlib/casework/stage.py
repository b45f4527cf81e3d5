"""What is known of one enrolment's place among the steps on a day?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attendlib.casework.done import Done
from attendlib.casework.due import Improvement
from attendlib.casework.figures import Counts
from attendlib.rounding import percent


@dataclass(frozen=True)
class Stage:
    """One enrolment on a day. Sessions are of the academic year so far.

    due: the highest step that is due, empty where none is or the pupil is on hold · would_be: what would be due without
    the hold · since: from which day on · needed: what it required, as on record · done: everything on record ·
    elsewhere: what is on record at another school · review: the latest thing done that has a review, and its
    day, until a review is on record · days_missed: the sessions missed as days ·
    doubtful: steps done whose attendance condition did not hold that day by the marks as they are now · lists: the
    policy's lists the pupil stands on · hold: the reason of a hold, if it is one the policy names · left: the last day
    on roll, if that has passed · who: who acts · reason: all of it in words."""

    urn: str
    upn: str
    due: str
    would_be: str
    since: date | None
    counts: Counts
    days_missed: Decimal
    needed: tuple[Done, ...]
    done: tuple[Done, ...]
    elsewhere: tuple[Done, ...]
    improvement: Improvement | None
    review: tuple[Done, date] | None
    doubtful: tuple[Done, ...]
    lists: tuple[str, ...]
    hold: str
    left: date | None
    who: str
    reason: str

    @property
    def review_on(self) -> date | None:
        """When the latest step done falls to be reviewed; None where none has a review."""
        return self.review[1] if self.review else None

    @property
    def percent(self) -> Decimal | None:
        """Attendance in percent of the possible sessions, two places; for reading, never for comparing."""
        return percent(self.counts.attended, self.counts.possible, 2)
