"""What is known of one enrolment that reached the threshold for a penalty notice?"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendlib.casework.issued import Standing
from attendlib.casework.payment import Payable


class Session(NamedTuple):
    """One session that counts: where, when, and its mark."""

    urn: str
    date: date
    session: str
    code: str


@dataclass(frozen=True)
class Notice:
    """An enrolment that reached the threshold.

    first_met_on: the first day on which it was reached · first_week, last_week: Mondays of the first and last school
    week of the window that reached it · sessions: those in that window up to that day · lapses_on: the first school day
    on which the threshold is no longer reached, assuming no more sessions; None where the calendar ends before · now:
    the sessions in the window that ends with the day asked about · provisional, provisional_now: how many of the two
    may still become another code · of_age: of compulsory school age on the day, None where the date of birth is not
    known · last_met_on: the day on which it was last reached anew, by sessions after the latest notice that counts;
    None where those have not reached it · since_notice: how many they are, None without such a notice · standings:
    where each parent stands, who has had the most notices first · payable: what the notices on record ask for, oldest
    first."""

    urn: str
    upn: str
    first_met_on: date
    first_week: date
    last_week: date
    sessions: tuple[Session, ...]
    lapses_on: date | None
    now: tuple[Session, ...]
    provisional: int
    provisional_now: int
    of_age: bool | None
    last_met_on: date | None = None
    since_notice: int | None = None
    standings: tuple[Standing, ...] = ()
    payable: tuple[Payable, ...] = ()

    @property
    def next(self) -> str:
        """Which notice would come next for the parent who has had the most: FIRST, SECOND or NONE."""
        return self.standings[0].next

    @property
    def pay(self) -> tuple[tuple[int, int], ...]:
        """What that one would cost, as (pounds, days)."""
        return self.standings[0].pay

    @property
    def earlier(self) -> tuple[date, ...]:
        """The days of all notices that still count, whoever they went to."""
        return tuple(sorted({day for standing in self.standings for day in standing.earlier}))

    def stands(self, on: date) -> bool:
        """Whether the threshold is still reached on a day."""
        return self.lapses_on is None or on < self.lapses_on

    def to_consider(self, on: date) -> bool:
        """Whether it still is, and by sessions that came after the latest notice: those before it have had theirs."""
        return self.stands(on) and self.last_met_on is not None

    @property
    def schools(self) -> tuple[str, ...]:
        """The schools of the sessions; more than one only where they were counted across schools."""
        return tuple(dict.fromkeys(session.urn for session in self.sessions))
