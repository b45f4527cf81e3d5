"""What may a school's report tell of other schools? No more than the city's report, which anybody may read.

A reader of a school's report knows the school's own counts, or may find them out: a figure of some schools together
tells what the others among them come to.
"""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.measures.decided import CLASSES
from attendlib.report.sections.schools import of_phases, of_schools
from attendlib.report.sections.withheld import is_hidden
from attendlib.report.view import View
from attendlib.report.written import HIDDEN


@lru_cache(maxsize=4)
def told_by_the_city(view: View) -> pd.DataFrame:
    """The measures of every school with figures over the days of ``view.span``, as the city's report has them."""
    return of_schools(view.everyone)


def others_withheld(view: View, urns: Sequence[str], name: str) -> bool:
    """Whether what the schools ``urns`` without the view's own come to in a class would tell of somebody: it is a
    number so small; or the city's report withholds it of one alone among them, and that one's is so small, or there is
    no other."""
    frame = view.everyone.own("school")
    if name not in CLASSES or name not in frame:
        return False
    theirs = frame[frame.school.isin(urns) & ~frame.school.isin(view.urns)]
    told = told_by_the_city(view)
    kept_back = theirs[theirs.school.isin(told[told[name] == HIDDEN].school)]
    if len(theirs) == 1 and len(kept_back) == 1:
        return True
    return _is_small(view, theirs, name) or (len(kept_back) == 1 and _is_small(view, kept_back, name))


def _is_small(view: View, frame: pd.DataFrame, name: str) -> bool:
    part, whole = int(frame[name].sum()), int(frame.enrolments.sum())
    return small_numbers(view.window.end).is_small_count(part, whole)


def phase_withheld(view: View, name: str) -> bool:
    """Whether a class of all schools of the phase together is not told: the city's report withholds it, or the others
    could be worked out from it."""
    phases = of_phases(view.everyone).set_index("phase")
    known = name in CLASSES and name in phases and view.phase in phases.index
    return (known and phases[name][view.phase] == HIDDEN) or others_withheld(view, view.peers, name)


def city_withheld(view: View, name: str) -> bool:
    """The same of all schools of the city together."""
    frame = view.everyone.own("city")
    whole = name in CLASSES and not frame.empty and is_hidden(view.everyone, frame.iloc[0].to_dict(), name)
    return whole or others_withheld(view, view.everyone.urns, name)
