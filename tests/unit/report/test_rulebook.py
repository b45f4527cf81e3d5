"""Does the page of all rules hold them all, with their days and documents?"""

from datetime import date

import pytest

from attendlib import casework, policy
from attendlib.casework.inwords import conditions
from attendlib.documents import to_html
from attendlib.documents.blocks import notebook_of
from attendlib.report.blocks import Section, Table
from attendlib.report.escape import escaped
from attendlib.report.rulebook import rulebook


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(notebook_of(rulebook()))


def parts(on: date | None) -> list[str]:
    return [block.title for block in rulebook(on) if isinstance(block, Section) and block.level == 3]


def test_every_rule_policy_and_list_has_a_part() -> None:
    """By the names of the files, so that a new one is there without being told of."""
    shown = {title.lower().replace(" ", "_") for title in parts(None)}
    rules = {name.removeprefix("policies/").lower().replace(" ", "_") for name in policy.rule_names()}
    lists = {name for name in policy.table_names() if name != "codes" and not name.startswith("synthetic/")}
    assert shown == rules | lists


def test_every_value_says_who_says_so(page: str) -> None:
    """The document of each value of each rule stands on the page, and what nobody has checked."""
    text = page.replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", '"').replace("&amp;", "&")
    for held in (held for name in policy.rule_names() for held in policy.rule(name).values):
        assert held.reference.rstrip(".") in text, held.rule
        assert held.unconfirmed.rstrip(".") in text, held.rule


def test_on_a_day_it_shows_what_held_then() -> None:
    """In 2014 persistent absence was 15%, the code set was the older one, and no duty of 2024 had a value."""
    tables = [block for block in rulebook(date(2014, 11, 3)) if isinstance(block, Table)]
    codes = {row["code"] for row in next(table for table in tables if table.caption == "Attendance codes").rows}
    assert "H" in codes
    assert "Y1" not in codes
    shares = [
        row["value"] for table in tables for row in table.rows if row.get("what") == "Share of possible sessions missed"
    ]
    assert shares[0] == "15"
    assert "2024/25" not in str(shares)


def test_a_step_is_due_in_the_words_of_the_check_of_a_policy(page: str) -> None:
    """What it asks, after what and unless what, with its settings' numbers: no name of a file of rules."""
    asked = casework.policy("coventry-2024", date(2026, 3, 27))
    for step in asked.written.steps:
        assert escaped(conditions(step, asked)) in page
    assert "no improvement (" not in page


def test_every_code_and_published_table_is_there() -> None:
    """As many codes as the list has, and each table of published figures with its count."""
    tables = {block.caption: block for block in rulebook() if isinstance(block, Table)}
    assert len(tables["Attendance codes"].rows) == len(policy.table("codes"))
    counted = sum(row["rows"] for row in tables["Published figures"].rows)
    assert counted == sum(len(policy.benchmarks(name)) for name in policy.benchmark_names())
