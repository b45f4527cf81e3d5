"""What does a notebook cell show? Every part of a report, by the name a cell calls it by."""

from attendlib.report.blocks import Section
from attendlib.report.desk import Lists, meeting_lists, weekly_lists
from attendlib.report.sections.bands import bands
from attendlib.report.sections.compared import comparison
from attendlib.report.sections.covered import coverage, data_up_to
from attendlib.report.sections.days import by_half_term, by_week, calendar, pattern
from attendlib.report.sections.funnels import funnel, funnels, strip
from attendlib.report.sections.groups import groups, year_groups
from attendlib.report.sections.headline import headline
from attendlib.report.sections.history import history
from attendlib.report.sections.lists.caseload import caseload, classes
from attendlib.report.sections.lists.duties import duties
from attendlib.report.sections.lists.families import families
from attendlib.report.sections.lists.first_day_calls import first_day_calls
from attendlib.report.sections.lists.headroom import headroom
from attendlib.report.sections.lists.moved import moved
from attendlib.report.sections.lists.praise import recognition
from attendlib.report.sections.lists.reviews import reviews_overdue
from attendlib.report.sections.lists.rules_used import rules_of_lists
from attendlib.report.sections.lists.steps import steps_due, week_in_brief
from attendlib.report.sections.lists.topics import agreed, to_discuss
from attendlib.report.sections.lists.tracker import tracker
from attendlib.report.sections.lost import lost, ready_reckoner
from attendlib.report.sections.movement import crossed, movement
from attendlib.report.sections.opening import in_brief, title
from attendlib.report.sections.punctuality import punctuality
from attendlib.report.sections.pupils import persistently_absent
from attendlib.report.sections.reasons import not_counted, reasons, reasons_compared
from attendlib.report.sections.registers import accounting, effect, findings, findings_by_rule
from attendlib.report.sections.rules_used import end, rules_used
from attendlib.report.sections.schools import all_schools, phases, quality
from attendlib.report.view import View, city_view, school_view

__all__ = [
    "Lists",
    "Section",
    "View",
    "accounting",
    "agreed",
    "all_schools",
    "bands",
    "by_half_term",
    "by_week",
    "calendar",
    "caseload",
    "city_view",
    "classes",
    "comparison",
    "coverage",
    "crossed",
    "data_up_to",
    "duties",
    "effect",
    "end",
    "families",
    "findings",
    "findings_by_rule",
    "first_day_calls",
    "funnel",
    "funnels",
    "groups",
    "headline",
    "headroom",
    "history",
    "in_brief",
    "lost",
    "meeting_lists",
    "moved",
    "movement",
    "not_counted",
    "pattern",
    "persistently_absent",
    "phases",
    "punctuality",
    "quality",
    "ready_reckoner",
    "reasons",
    "reasons_compared",
    "recognition",
    "reviews_overdue",
    "rules_of_lists",
    "rules_used",
    "school_view",
    "steps_due",
    "strip",
    "title",
    "to_discuss",
    "tracker",
    "week_in_brief",
    "weekly_lists",
    "year_groups",
]
