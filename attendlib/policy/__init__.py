"""What did the rule say on that day? The only reader of ``params/rules``.

``rule("persistent_absence").on(day)`` is the value that held on that day, with its reference. A list is a table:
``table("codes")``. Nothing here knows today's date.
"""

from attendlib.policy.book import academic_year, academic_year_start, is_academic_year, rule
from attendlib.policy.files import benchmark_names, rule_names, rules_digest, table_names
from attendlib.policy.rule import Held, Rule
from attendlib.policy.span import years_later
from attendlib.policy.tables import benchmarks, table
from attendlib.policy.terms import OfficialTerm, official_terms
from attendlib.policy.told import plain, told

__all__ = [
    "Held",
    "OfficialTerm",
    "Rule",
    "academic_year",
    "academic_year_start",
    "benchmark_names",
    "benchmarks",
    "is_academic_year",
    "official_terms",
    "plain",
    "rule",
    "rule_names",
    "rules_digest",
    "table",
    "table_names",
    "told",
    "years_later",
]
