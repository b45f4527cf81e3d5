"""On which policies and rules does a page of casework rest?"""

from attendlib.report.blocks import Rules
from attendlib.report.cases import Cases
from attendlib.report.sections.lists.rules_used import SAID
from attendlib.report.sections.rules_used import of_policy, of_rules, rules_used

USED = ("penalty_notice_threshold", "attendance_return", "sickness_return")


def rules_of_casework(cases: Cases) -> Rules:
    """The policies, and the rules in force on the page's last day, with their dates and documents."""
    used = [of_policy(one) for one in cases.policies]
    return Rules([*used, *of_rules({name: SAID[name] for name in USED}, cases.on)])


def rules_of_city(cases: Cases) -> Rules:
    """The rules of the view's figures, then those of its casework."""
    return Rules([*rules_used(cases.view).rules, *rules_of_casework(cases).rules])
