"""Which two half terms are set against each other, and who was there in them?"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.measures import Window
from attendlib.measures.change import Counts, Groups
from attendlib.report.reach import A_WEEK
from attendlib.report.view import View
from attendlib.report.words import days

JOINT = "|"

GROUPED = ("year_group", "sex", "fsm", "sen", "eal", "looked_after", "social_worker")
"""By what the change is split: each gives every enrolment one place."""


@dataclass(frozen=True)
class Half:
    """A half term as far as a school's figures go in it."""

    number: int
    window: Window

    @property
    def label(self) -> str:
        """``Half term 4``."""
        return f"Half term {self.number}"

    @property
    def dates(self) -> str:
        """``23 February 2026 to 27 March 2026``."""
        return days(self.window.start, self.window.end)


@dataclass(frozen=True, eq=False)
class Since:
    """A school's last two half terms with more than a week of marks: the latest, as far as it has come, and the one
    before it."""

    view: View

    @cached_property
    def halves(self) -> tuple[Half, ...]:
        """The earlier and the later; nothing where there are no two."""
        marked = set(self.view.own("half_term").query("possible > 0").half_term)
        found = [half for half in self._covered() if half.number in marked]
        return tuple(found[-2:]) if len(found) > 1 else ()

    def _covered(self) -> list[Half]:
        """The half terms that hold more than a week of the days that the school's marks go over."""
        (urn,) = self.view.urns
        reach, held, found = self.view.reach[urn], self.view.open.city.calendar.of(urn).days, []
        for number, period in self.view.half_terms_of(urn):
            start, end = max(period.start, reach.first or period.start), min(period.end, reach.last_mark or date.min)
            if ((held >= np.datetime64(start)) & (held <= np.datetime64(end))).sum() > A_WEEK:
                found.append(Half(number, Window(start, end)))
        return found

    @cached_property
    def enrolments(self) -> pd.DataFrame:
        """A row per enrolment with a possible session in either half term: its groups, and its possible and absent
        sessions in the earlier (``..._before``) and the later."""
        before, now = (self._in(half) for half in self.halves)
        keys = ["urn", "upn", *GROUPED]
        both = now.merge(before, on=keys, how="outer", suffixes=("", "_before"))
        counts = [name for name in both if name not in keys]
        return both.assign(**{name: both[name].fillna(0).astype("int64") for name in counts})

    def _in(self, half: Half) -> pd.DataFrame:
        frame = self.view.of(self.view.urns, "enrolment", *GROUPED, window=half.window)
        return frame.loc[frame.possible > 0, ["urn", "upn", *GROUPED, "possible", "absent"]]

    def counts(self, by: str) -> tuple[Groups, Groups]:
        """The counts of each group in the earlier and the later half term. Groups that are shown together have one
        name, theirs with JOINT between them."""
        frame, shown = self.enrolments, self._shown_with(by)
        summed = frame.groupby([JOINT.join(shown.get(value, (value,))) for value in frame[by]])[
            ["possible_before", "absent_before", "possible", "absent"]
        ].sum()
        rows = list(summed.itertuples())
        return (
            {str(row.Index): Counts(int(row.possible_before), int(row.absent_before)) for row in rows},
            {str(row.Index): Counts(int(row.possible), int(row.absent)) for row in rows},
        )

    def _shown_with(self, by: str) -> dict[str, tuple[str, ...]]:
        """For each group those that it is shown with in a report without names: none is small in either half term."""
        if not self.view.without_names:
            return {}
        stayed = self.enrolments.query("possible > 0 and possible_before > 0")
        members = {
            str(value): frozenset(stayed.upn[stayed[by] == value]) or frozenset([value])  # all new, or all gone: small
            for value in self.enrolments[by].unique()
        }
        return small_numbers(self.view.window.end).together(members)

    @cached_property
    def whole(self) -> tuple[Counts, Counts]:
        """The school's counts in the earlier and the later half term."""
        frame = self.enrolments
        return (
            Counts(int(frame.possible_before.sum()), int(frame.absent_before.sum())),
            Counts(int(frame.possible.sum()), int(frame.absent.sum())),
        )


def since_last_half_term(view: View) -> Since:
    """The school's last two half terms."""
    return Since(view)
