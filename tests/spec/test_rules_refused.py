"""Is a rule file that could mislead refused, with its line and how to mend it?"""

from datetime import date
from pathlib import Path

import pytest

from attendlib.errors import RuleError
from attendlib.policy.load import load_rule
from attendlib.policy.rule import Rule
from attendlib.policy.tables import load_table

GOOD = """\
description: How many.
unit: sessions
keyed_by: date
fields:
  count: how many sessions
values:
  2020-09-01:
    count: 10
    reference: SI 2020/1
checked_on: 2026-11-22
"""


def load(folder: Path, text: str) -> Rule:
    path = folder / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    return load_rule("trial", path, lambda day: day)


def test_the_good_file_loads(tmp_path: Path) -> None:
    """The file that the other tests spoil is itself in order."""
    assert load(tmp_path, GOOD).on(date(2020, 9, 1))["count"] == 10


@pytest.mark.parametrize(
    ("found", "instead", "line", "words"),
    [
        ("    reference: SI 2020/1\n", "", 7, 'key "reference" is missing in the value of "2020-09-01"'),
        ("SI 2020/1", '""', 9, "reference is empty"),
        ("SI 2020/1", "2020", 9, "reference is empty or not text"),
        ("  2020-09-01:", "  autumn:", 7, "must start with its first day"),
        ("  2020-09-01:", '  "2020-09-01":', 7, "without quotes"),
        ("    count: 10\n", "    count: 10\n    count: 11\n", 9, "stands twice"),
        ("checked_on", "  2020-09-01:\n    count: 1\n    reference: x\nchecked_on", 10, "stands twice"),
        ("    count: 10\n", "    cuont: 10\n", 8, 'did you mean "count"'),
        ("    count: 10\n", "", 7, 'has no "count"'),
        ("    reference:", "    refrence:", 7, '"reference" is missing'),
        ("checked_on: 2026-11-22", "cheked_on: 2026-11-22", 10, 'did you mean "checked_on"'),
        ("checked_on: 2026-11-22", "checked_on: last week", 10, '"checked_on" is not right'),
        ("keyed_by: date", "keyed_by: term", 3, '"keyed_by" is not right'),
        ("    count: 10", "    ended: true", 6, "first value says that the rule ended"),
        ("count: 10", "count: &ten 10\n    unconfirmed: *ten", 9, "alias"),
        ("unit: sessions\n", "unit: [sessions\n", 3, "not valid YAML"),
    ],
)
def test_a_spoilt_rule_is_refused(tmp_path: Path, found: str, instead: str, line: int, words: str) -> None:
    """Each fault stops the rule from loading; the message names the file, the line and the fault."""
    assert found in GOOD
    with pytest.raises(RuleError) as refused:
        load(tmp_path, GOOD.replace(found, instead, 1))
    assert words in str(refused.value)
    assert f"params/rules/trial.yaml, line {line}:" in str(refused.value)


def test_every_key_that_a_value_lacks_is_told_at_once(tmp_path: Path) -> None:
    """And every one that nobody declared, each with its line."""
    two = "  count: how many sessions\n  weeks: in how many weeks\n"
    text = GOOD.replace("  count: how many sessions\n", two).replace("    count: 10\n", "    cuont: 10\n")
    with pytest.raises(RuleError) as refused:
        load(tmp_path, text)
    assert [line.partition("trial.yaml, ")[2] for line in str(refused.value).splitlines()] == [
        'line 9: "cuont" is not declared under "fields": did you mean "count"?',
        'line 8: the value of 2020-09-01 has no "count": add it',
        'line 8: the value of 2020-09-01 has no "weeks": add it',
    ]


def test_words_that_yaml_1_1_takes_for_booleans_stay_words(tmp_path: Path) -> None:
    """``on``, ``no``, ``off`` and ``yes`` are words, ``010`` is ten and ``10:30`` is not 630."""
    told = GOOD.replace("count: 10", "on: no\n    off: yes\n    count: 010\n    time: 10:30").replace(
        "  count: how many sessions", "  count: how many\n  on: a word\n  off: a word\n  time: of day"
    )
    held = load(tmp_path, told).on(date(2021, 1, 1))
    assert (held["on"], held["off"], held["count"], held["time"]) == ("no", "yes", 10, "10:30")


def test_an_ended_rule_can_come_back(tmp_path: Path) -> None:
    """Between its end and its return the rule has no value; after it, it has."""
    ended = "  2021-09-01:\n    ended: true\n    reference: SI 2021/1\n"
    back = "  2023-09-01:\n    count: 5\n    reference: SI 2023/1\n"
    rule = load(tmp_path, GOOD.replace("checked_on", ended + back + "checked_on"))
    assert rule.on(date(2023, 9, 1))["count"] == 5
    assert rule.values[0].until == date(2021, 8, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("start,what,reference\n2020-09-01,a,\n", "line 2: no reference"),
        ("start,what,reference\n,a,SI 2020/1\n", "line 2: start is neither"),
        ("start,what,reference\n2020-09-31,a,SI 2020/1\n", "line 2: start is neither"),
        ("start,what,reference\n2020/22,a,SI 2020/1\n", "line 2: start is neither"),
        ("start,end,what,reference\n2020-09-01,2020-08-31,a,SI 2020/1\n", "line 2: end is before start"),
        ("start,what,reference\n2020-09-01,a,b,SI 2020/1\n", "line 2: 4 cells where the header has 3"),
        ("what,reference\na,SI 2020/1\n", "line 1: no column start"),
        ("start,what\n2020-09-01,a\n", "line 1: no column reference or source"),
        ("start,start,reference\n2020-09-01,,x\n", "line 1: a heading is empty or stands twice"),
        ('start,what,reference\n2020-09-01,"a,SI 2020/1\n', "quotation mark is not closed"),
    ],
)
def test_a_spoilt_table_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """A row without its first day or its document, or with a cell too many, stops the table from loading."""
    path = tmp_path / "trial.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"trial\.csv") as refused:
        load_table(path)
    assert words in str(refused.value)
