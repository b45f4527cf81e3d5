"""What is the difference that a step made, and on whom does it rest, in words?"""

from attendlib.report.words import plural
from attendlib.research import Impact
from attendlib.research.steps.found import STUDIED
from attendlib.rounding import half_up

MUCH = 0.25
"""Standard deviations between the two from which a line has to carry too much. Source: Rubin, Health Services and
Outcomes Research Methodology 2 (2001), 169-188."""


def compared(one: Impact) -> str:
    """How many pupils were."""
    return plural(one.account[STUDIED], "pupil")


def rests_on(one: Impact) -> str:
    """Which effect the difference is, of whom, and what was made of those who had the step later."""
    return (
        f"{compared(one)} who had missed {half_up(one.before, 1)}% before. The difference is what the step and all "
        f"that it led to changed in the {one.days} school days after it, on average of these pupils, against not "
        "having it in those days, if they and those they are set beside are alike in all that matters."
        f"{_later(one)}{_followed(one)}{_leans(one)}"
    )


def _leans(one: Impact) -> str:
    """How unlike those compared had been, where that is much."""
    apart = max(abs(after) for _, after in one.balance.values())
    if apart <= MUCH:
        return ""
    return (
        f" Before it they and those they are set beside still differ by up to {half_up(apart, 1)} standard deviations "
        "of absence: the difference leans on the line that takes this out."
    )


def _later(one: Impact) -> str:
    """How many of those set beside had the step later, and what is made of it."""
    if not one.exposed:
        return ""
    return (
        f" Of the pupils they are set beside {half_up(100 * one.later, 0)}% had the step themselves within those days; "
        "they are kept, for to leave them out would keep those who got better. "
        f"{half_up(100 * one.exposed, 1)}% of the days of all of them came after it, for which the difference is put "
        "up: the step is taken to do as much for them, day for day."
    )


def _followed(one: Impact) -> str:
    """Which other steps came in the days after, for whom more often."""
    return "".join(
        f" Within those days {half_up(100 * had, 0)}% of them had {step} too, and {half_up(100 * beside, 0)}% of those "
        "they are set beside: what that changed is in the difference."
        for step, (had, beside) in one.followed.items()
    )
