"""By which day is a penalty notice to be paid, and how much?"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from attendlib.casework.issued import Issued, counted, following
from attendlib.errors import NotInForce
from attendlib.policy import rule


class Payable(NamedTuple):
    """What a notice asks for. by: (pounds, last day on which that much is enough), the lower amount first · assumed:
    the day of receipt is not on record, so it was counted from the day of issue."""

    notice: Issued
    by: tuple[tuple[int, date], ...]
    assumed: bool


def payable(notice: Issued, notices: Sequence[Issued]) -> Payable:
    """What a notice asks for by the rule of the day on which it was issued. ``notices``: all of the child; those that
    counted for the same parent before it make it a second one. Nothing to pay where no rule held that day."""
    try:
        price = rule("penalty_notices").on(notice.on)
    except NotInForce:
        return Payable(notice, (), notice.received is None)
    before = [one for one in notices if one.on < notice.on]
    steps = following(counted(notice.parent, before, price, notice.on), price)
    received = notice.received or notice.on
    by = tuple((step["pounds"], last_day(received, step["days"])) for step in steps)
    return Payable(notice, by, notice.received is None)


def last_day(received: date, days: int) -> date:
    """The last of so many days, which begin with the day of receipt."""
    return received + timedelta(days=days - 1)
