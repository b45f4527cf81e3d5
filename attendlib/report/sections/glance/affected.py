"""Who is affected?"""

from collections.abc import Iterator

from attendlib.report.blocks import Sentence
from attendlib.report.sections.chance import ending
from attendlib.report.sections.gaps import found_gaps
from attendlib.report.sections.lost import half_by_few
from attendlib.report.view import View

GROUPS, LOST = "Year groups and groups of pupils", "Learning lost"
MOST = 3
"""Gaps that are told, the widest first."""


def affected(view: View) -> Iterator[Sentence]:
    """The gaps between groups that are more than chance, and how few pupils missed half of all."""
    judged = [gap for gap in found_gaps(view) if gap.interval]
    beyond = [gap for gap in judged if gap.interval and not gap.interval.holds_zero]
    for gap in sorted(beyond, key=lambda gap: -abs(gap.apart))[:MOST]:
        one, other = gap.rates
        yield Sentence(f"{gap.group} missed {one}% of sessions, {gap.others} {other}%{ending(gap.interval)}.", GROUPS)
    if judged and not beyond:
        yield Sentence(
            f"No gap between groups is more than chance, of the {len(judged)} that can be judged.",
            GROUPS,
        )
    few = half_by_few(view)
    if few:
        yield Sentence(few, LOST)
