"""How does a small frame become a chart with its words and its figures?

Every function takes figures that are already rounded (and, where it must be, suppressed), draws exactly those, writes
the alternative text from them, and keeps them as a table behind the drawing.
"""

from attendlib.report.charts.bands import bands
from attendlib.report.charts.bars import bars
from attendlib.report.charts.course import course
from attendlib.report.charts.cutoffs import cut_offs
from attendlib.report.charts.funnel import funnel
from attendlib.report.charts.heatmap import heatmap
from attendlib.report.charts.history import history
from attendlib.report.charts.intervals import intervals
from attendlib.report.charts.pattern import pattern
from attendlib.report.charts.reasons import reasons
from attendlib.report.charts.strip import strip
from attendlib.report.charts.trend import trend

__all__ = [
    "bands",
    "bars",
    "course",
    "cut_offs",
    "funnel",
    "heatmap",
    "history",
    "intervals",
    "pattern",
    "reasons",
    "strip",
    "trend",
]
