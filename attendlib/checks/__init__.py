"""What is odd in this register? One check, one file; a check reports, never mends, never raises."""

from attendlib.checks.accounting import Account, accounts
from attendlib.checks.examine import Examined, RegisterContext, examine
from attendlib.checks.finding import OUTCOMES, Finding, Rule
from attendlib.checks.listed import ALL_RULES, REGISTER_RULES, REJECTING

__all__ = [
    "ALL_RULES",
    "OUTCOMES",
    "REGISTER_RULES",
    "REJECTING",
    "Account",
    "Examined",
    "Finding",
    "RegisterContext",
    "Rule",
    "accounts",
    "examine",
]
