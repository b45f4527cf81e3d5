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
    number so small, or that of the only school among them that the city's report withholds."""
    frame, told = view.everyone.own("school"), told_by_the_city(view)
    if name not in CLASSES or name not in frame:
        return False
    theirs = frame[frame.school.isin(urns) & ~frame.school.isin(view.urns)]
    kept_back = told[told.school.isin(theirs.school)][name] == HIDDEN
    if kept_back.sum() == 1:
        return True
    rule = small_numbers(view.window.end)
    return rule.is_small_count(int(theirs[name].sum()), int(theirs.enrolments.sum()))


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
