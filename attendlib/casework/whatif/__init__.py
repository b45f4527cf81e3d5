"""What would another cut-off or another policy bring in, and how much work would that be?

Arithmetic on the marks as they are: nobody would have attended more or less because of another policy.
"""

from attendlib.casework.whatif.caseload import APART, Caseload, Load, caseloads
from attendlib.casework.whatif.cutoffs import CutOff, cut_offs
from attendlib.casework.whatif.grouping import groupings
from attendlib.casework.whatif.hours import hours
from attendlib.casework.whatif.varied import around_the_first, listed, settings, spaced

__all__ = [
    "APART",
    "Caseload",
    "CutOff",
    "Load",
    "around_the_first",
    "caseloads",
    "cut_offs",
    "groupings",
    "hours",
    "listed",
    "settings",
    "spaced",
]
