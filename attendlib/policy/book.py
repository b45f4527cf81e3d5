"""Which rule goes by that name, and which academic year holds that day?

The two stand together because a rule keyed by academic year needs to know when the year begins, which is itself a rule.
"""

from datetime import date
from functools import cache

from attendlib.errors import RuleError
from attendlib.policy.files import file_of, rule_names
from attendlib.policy.load import load_rule
from attendlib.policy.rule import Rule


@cache
def rule(name: str) -> Rule:
    """The rule in ``params/rules/<name>.yaml``. Raises UnknownRule with the nearest name; RuleError for a bad file."""
    return load_rule(name, file_of(name, rule_names(), "rule", ".yaml"), _year_start_of)


@cache
def academic_year(day: date) -> str:
    """The academic year that holds ``day``, as "2025/26".

    It begins with the autumn term of official statistics (1 August), so a day of the summer holidays belongs to the
    year to come. Source: the rule ``official_terms``. Raises NotInForce before that rule's first date."""
    start = _year_start_of(day)
    return f"{start.year}/{(start.year + 1) % 100:02}"


def academic_year_start(label: str) -> date:
    """The first day of the academic year "2025/26": 2025-08-01. Raises RuleError when the label is not one."""
    first, _, second = label.partition("/")
    digits = len(first) == 4 and len(second) == 2 and (first + second).isascii() and (first + second).isdigit()
    if not digits or (int(first) + 1) % 100 != int(second):
        raise RuleError("An academic year is written as two years that follow each other, for example 2025/26.")
    return _year_start_of(date(int(first), 12, 31))


def is_academic_year(label: str) -> bool:
    """Whether the label is one, as "2025/26" is."""
    try:
        academic_year_start(label)
    except RuleError:
        return False
    return True


def _year_start_of(day: date) -> date:
    begins = rule("official_terms").on(day)["terms"][0]["first"]
    start = date(day.year, begins["month"], begins["day"])
    return start if start <= day else start.replace(year=day.year - 1)
