"""What does a notebook cell show? Every part of a report, by the name a cell calls it by."""

from attendlib.report.blocks import Section
from attendlib.report.sections.bands import bands, crossed, movement
from attendlib.report.sections.compared import comparison
from attendlib.report.sections.days import by_week, pattern
from attendlib.report.sections.groups import groups, year_groups
from attendlib.report.sections.history import history
from attendlib.report.sections.lost import lost, ready_reckoner
from attendlib.report.sections.opening import headline, in_brief, title
from attendlib.report.sections.punctuality import punctuality
from attendlib.report.sections.pupils import persistently_absent
from attendlib.report.sections.reasons import not_counted, reasons, reasons_compared
from attendlib.report.sections.registers import accounting, effect, findings, findings_by_rule
from attendlib.report.sections.rules_used import end, rules_used
from attendlib.report.sections.schools import all_schools, coverage, funnel, phases, spread
from attendlib.report.view import View, city_view, school_view

__all__ = [
    "Section",
    "View",
    "accounting",
    "all_schools",
    "bands",
    "by_week",
    "city_view",
    "comparison",
    "coverage",
    "crossed",
    "effect",
    "end",
    "findings",
    "findings_by_rule",
    "funnel",
    "groups",
    "headline",
    "history",
    "in_brief",
    "lost",
    "movement",
    "not_counted",
    "pattern",
    "persistently_absent",
    "phases",
    "punctuality",
    "ready_reckoner",
    "reasons",
    "reasons_compared",
    "rules_used",
    "school_view",
    "spread",
    "title",
    "year_groups",
]
