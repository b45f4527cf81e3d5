"""What is a page of lists about: which school, whose policy, and compared with which day?"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from attendlib.casework import policy as policy_on
from attendlib.casework.lists import Desk, Tracker, read_earlier, week_before
from attendlib.casework.lists.news import label
from attendlib.casework.lists.spans import spans
from attendlib.city.roll import Spell
from attendlib.errors import ListError
from attendlib.report.view import View


@dataclass(frozen=True, eq=False)
class Lists:
    """The lists of a view's school (or city) by one policy. last_week: the CSV file of an earlier tracker, or empty."""

    view: View
    desk: Desk
    last_week: str = ""

    @cached_property
    def tracker(self) -> Tracker:
        """What is to be done for whom."""
        return self.desk.tracker(read_earlier(Path(self.last_week)) if self.last_week else None)

    @property
    def on(self) -> date:
        """The day of the lists."""
        return self.desk.on

    def spell(self, urn: str, upn: str) -> Spell:
        """What the pupils table says of a pupil at a school now."""
        roll = self.desk.city.roll.of(urn)
        return roll.latest[roll.number[upn]]

    def label(self, step: str) -> str:
        """A step's short name."""
        return label(self.desk.policy, step)


def weekly_lists(view: View, policy: str, last_week: str = "") -> Lists:
    """The lists of the week up to the view's last day, against seven days before. ``policy``: a name, or the path of a
    policy file."""
    return Lists(view, _desk(view, policy, week_before(view.window.end)), last_week)


def meeting_lists(view: View, policy: str, last_meeting: str = "") -> Lists:
    """The lists since the last meeting (YYYY-MM-DD); where it is empty, since the eve of this half term. Raises
    ListError for a day that is none, or not before the view's last."""
    last, since = view.window.end, _eve(view)
    if last_meeting:
        try:
            since = date.fromisoformat(last_meeting)
        except ValueError:
            raise ListError("last_meeting is not a day: write it as YYYY-MM-DD, or leave it empty.") from None
    if since >= last:
        raise ListError(f"The last meeting ({since}) is not before {last}: give an earlier day, or a later as_of.")
    return Lists(view, _desk(view, policy, since))


def half_term_lists(view: View, policy: str) -> Lists:
    """The lists since the eve of this half term."""
    return Lists(view, _desk(view, policy, _eve(view)))


def _eve(view: View) -> date:
    """The day before the half term began that is the latest; a week before where none has begun."""
    latest = spans(view.open.city, view.urns[0], view.window.end).this_half_term
    return latest.start - timedelta(days=1) if latest else week_before(view.window.end)


def _desk(view: View, policy: str, since: date) -> Desk:
    on, city = view.window.end, view.open.city
    return Desk(city, view.open.store, policy_on(policy, on, city=city), on, since, view.urns)
