"""What does a notebook cell show? Every part of a report, by the name a cell calls it by."""

from attendlib.report.blocks import Section
from attendlib.report.cases import Cases, cases
from attendlib.report.desk import Lists, half_term_lists, meeting_lists, weekly_lists
from attendlib.report.own import pooled
from attendlib.report.sections.authority.children import families_across, moves
from attendlib.report.sections.authority.duties import notices_by_school, returns_by_school
from attendlib.report.sections.authority.rules_used import rules_of_casework, rules_of_city
from attendlib.report.sections.authority.steps import caseload_by_step, casework_in_brief, steps_by_school
from attendlib.report.sections.authority.support import absence_by_year, levels_of_support
from attendlib.report.sections.authority.totals import casework_totals
from attendlib.report.sections.bands import bands
from attendlib.report.sections.beyond import beyond_chance
from attendlib.report.sections.change.groups import change_by_group, change_by_year
from attendlib.report.sections.change.pupils import change_by_pupils, change_pupils
from attendlib.report.sections.change.reasons import change_by_reason
from attendlib.report.sections.change.whole import change
from attendlib.report.sections.codes_unlike import codes_unlike
from attendlib.report.sections.compared import comparison
from attendlib.report.sections.covered import coverage, data_up_to, totals_made
from attendlib.report.sections.days import by_half_term, by_week, calendar, pattern
from attendlib.report.sections.edges import edges
from attendlib.report.sections.funnels import funnel, funnels, strip
from attendlib.report.sections.gaps import gaps, overlaps
from attendlib.report.sections.glance.glance import at_a_glance
from attendlib.report.sections.groups import groups, wards, year_groups
from attendlib.report.sections.headline import headline
from attendlib.report.sections.history import history
from attendlib.report.sections.lists.by_step import steps_by_policy
from attendlib.report.sections.lists.caseload import caseload, classes
from attendlib.report.sections.lists.duties import duties
from attendlib.report.sections.lists.families import families
from attendlib.report.sections.lists.first_day_calls import first_day_calls
from attendlib.report.sections.lists.headroom import headroom
from attendlib.report.sections.lists.moved import moved
from attendlib.report.sections.lists.often_late import often_late
from attendlib.report.sections.lists.praise import recognition
from attendlib.report.sections.lists.reviews import reviews_overdue
from attendlib.report.sections.lists.rules_used import rules_of_lists
from attendlib.report.sections.lists.steps import steps_due, week_in_brief
from attendlib.report.sections.lists.topics import agreed, to_discuss
from attendlib.report.sections.lists.tracker import tracker
from attendlib.report.sections.lost import lost, ready_reckoner
from attendlib.report.sections.lost_to import lost_to
from attendlib.report.sections.movement import crossed, movement
from attendlib.report.sections.near import near_the_line
from attendlib.report.sections.neighbours import statistical_neighbours
from attendlib.report.sections.opening import in_brief, title
from attendlib.report.sections.public import restricted_section
from attendlib.report.sections.punctuality import punctuality
from attendlib.report.sections.pupils import persistently_absent
from attendlib.report.sections.reasons import not_counted, reasons, reasons_compared
from attendlib.report.sections.reconciled import reconciled_by_school, reconciliation
from attendlib.report.sections.registers import accounting, effect, findings, findings_by_rule
from attendlib.report.sections.rules_used import end, rules_used
from attendlib.report.sections.schools import all_schools, phases, quality
from attendlib.report.sections.similar import similar_schools
from attendlib.report.sections.spells import broken_weeks, spells
from attendlib.report.sections.standing import schools_standing, schools_to_support
from attendlib.report.sections.whatif.cutoffs import caseload_by_cut_off, cut_offs_by_group, cut_offs_compared
from attendlib.report.sections.whatif.policies import (
    caseload_beside_it,
    caseload_of_policy,
    settings_compared,
    what_if_in_brief,
    what_to_conclude,
)
from attendlib.report.since import Since, since_last_half_term
from attendlib.report.view import View, any_view, city_view, school_view

__all__ = [
    "Cases",
    "Lists",
    "Section",
    "Since",
    "View",
    "absence_by_year",
    "accounting",
    "agreed",
    "all_schools",
    "any_view",
    "at_a_glance",
    "bands",
    "beyond_chance",
    "broken_weeks",
    "by_half_term",
    "by_week",
    "calendar",
    "caseload",
    "caseload_beside_it",
    "caseload_by_cut_off",
    "caseload_by_step",
    "caseload_of_policy",
    "cases",
    "casework_in_brief",
    "casework_totals",
    "change",
    "change_by_group",
    "change_by_pupils",
    "change_by_reason",
    "change_by_year",
    "change_pupils",
    "city_view",
    "classes",
    "codes_unlike",
    "comparison",
    "coverage",
    "crossed",
    "cut_offs_by_group",
    "cut_offs_compared",
    "data_up_to",
    "duties",
    "edges",
    "effect",
    "end",
    "families",
    "families_across",
    "findings",
    "findings_by_rule",
    "first_day_calls",
    "funnel",
    "funnels",
    "gaps",
    "groups",
    "half_term_lists",
    "headline",
    "headroom",
    "history",
    "in_brief",
    "levels_of_support",
    "lost",
    "lost_to",
    "meeting_lists",
    "moved",
    "movement",
    "moves",
    "near_the_line",
    "not_counted",
    "notices_by_school",
    "often_late",
    "overlaps",
    "pattern",
    "persistently_absent",
    "phases",
    "pooled",
    "punctuality",
    "quality",
    "ready_reckoner",
    "reasons",
    "reasons_compared",
    "recognition",
    "reconciled_by_school",
    "reconciliation",
    "restricted_section",
    "returns_by_school",
    "reviews_overdue",
    "rules_of_casework",
    "rules_of_city",
    "rules_of_lists",
    "rules_used",
    "school_view",
    "schools_standing",
    "schools_to_support",
    "settings_compared",
    "similar_schools",
    "since_last_half_term",
    "spells",
    "statistical_neighbours",
    "steps_by_policy",
    "steps_by_school",
    "steps_due",
    "strip",
    "title",
    "to_discuss",
    "totals_made",
    "tracker",
    "wards",
    "week_in_brief",
    "weekly_lists",
    "what_if_in_brief",
    "what_to_conclude",
    "year_groups",
]
