"""Does a school's report count who is at which step, as the tracker has it, and tell of nobody to everybody?"""

from typing import Any

import pytest
from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.blocks import Several
from attendlib.report.desk import Lists

ON, POLICY = "2025-11-14", "coventry-2024"
"""The 50th school day; the half term before ended on the 40th, so after 80 sessions."""


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Thirty pupils. Four have been below 95% since before the half term began, one of them is on hold; three newly
    are; five had Letter A, of whom two are below 90%: for them Letter B is due, and was then."""
    tiny_city.as_of = ON
    old = [tiny_city.pupil("/*70 I*10 /*20") for _ in range(4)]
    for _ in range(3):
        tiny_city.pupil("/*80 I*8 /*12")
    had = [tiny_city.pupil("/*60 I*20 /*20") for _ in range(2)] + [tiny_city.pupil("/*92 I*8") for _ in range(3)]
    for _ in range(18):
        tiny_city.pupil("/*100")
    letters = [(upn, "2025-10-01", "letter-a", "sent") for upn in had]
    return tiny_city.done(*letters, (old[0], "2025-11-05", "hold", "medical"))


def lists(city: TinyCity, names: str = "with") -> Lists:
    return report.half_term_lists(report.school_view(city.write(), URN, names=names), POLICY)


def shown(city: TinyCity, names: str = "with") -> tuple[str, dict[str, list[str]]]:
    """What is said, and each step's counts."""
    block = report.steps_by_policy(lists(city, names))
    assert isinstance(block, Several)
    words, table = block
    rows = {row["name"].partition(":")[0]: list(row.values())[1:] for row in cells(table)}
    return said(words), rows


def test_each_step_now_then_newly_held_and_on_record(city: TinyCity) -> None:
    """Letter A for six, for four then, newly for three, one more on hold; Letter B for two now as then."""
    told, rows = shown(city)
    assert rows["Letter A"] == ["6", "4", "3", "1", "5"]
    assert rows["Letter B"] == ["2", "2", "0", "0", "0"]
    assert rows["Letter C"] == ["0", "0", "0", "0", "0"]
    assert "a step is due for 8 of the 30 pupils on roll, for 3 of them newly since 2 November 2025." in told
    assert "On hold, about whom a person decides: 1. Pupils about whom a letter has gone out so far: 5." in told
    assert "the weekly tracker" in told


def test_the_counts_are_those_of_the_tracker(city: TinyCity) -> None:
    """As many are due each step as stand in its own table of steps."""
    _, rows = shown(city)
    weekly = report.weekly_lists(report.school_view(city.write(), URN), POLICY)
    due = {row["name"].partition(":")[0]: row["due"] for row in cells(report.steps_due(weekly))}
    assert due == {name: counts[0] for name, counts in rows.items() if counts[0] != "0"}


def test_for_everybody_few_are_not_told_nor_what_gives_them_away(city: TinyCity) -> None:
    """Two at Letter B are hidden, and the six of Letter A with them, for eight in all are told; the one on hold is not
    told in words either. Three of eight newly due may be told, and five letters."""
    told, rows = shown(city, "without")
    assert [rows[name][0] for name in ("Letter A", "Letter B")] == ["c", "c"]
    assert [rows[name][1] for name in ("Letter A", "Letter B")] == ["c", "c"]
    assert rows["Letter A"][3:] == ["c", "5"]
    assert "a step is due for 8 of the 30 pupils on roll, for 3 of them newly" in told
    assert "about whom a person decides: a number not told here" in told


@pytest.mark.parametrize("marks", ["", "D*20"])
def test_without_marks_the_reason_is_told(tiny_city: TinyCity, marks: str) -> None:
    """Nothing can be due by marks that there are not."""
    tiny_city.as_of = ON
    tiny_city.pupil(marks)
    tiny_city.pupil("/*20", urn="999002")
    block: Any = report.steps_by_policy(lists(tiny_city))
    assert block.json()["kind"] == "callout"


def test_in_the_first_half_term_nobody_was_due_before(tiny_city: TinyCity) -> None:
    """Everybody due is newly due, of nobody on roll then."""
    tiny_city.as_of = "2025-09-26"
    for _ in range(4):
        tiny_city.pupil("I*4 /*36")
    _, rows = shown(tiny_city)
    assert rows["Letter A"] == ["4", "0", "4", "0", "0"]


@pytest.mark.parametrize("names", ["with", "without"])
def test_the_first_page_says_what_is_due(city: TinyCity, names: str) -> None:
    """The section's own figures first of what needs doing, with the section as their place."""
    of = lists(city, names)
    block = report.at_a_glance(report.since_last_half_term(of.view), of)
    answers = {one["question"]: one["parts"] for one in block.json()["answers"]}
    first = answers["What needs doing?"][0]
    assert first["section"] == "Steps due by the policy"
    (sentence,) = first["sentences"]
    assert sentence == "Decide on the steps. A step is due for 8 of the 30 pupils on roll, newly for 3."


def test_the_first_page_says_nothing_where_no_step_is_due(tiny_city: TinyCity) -> None:
    """Everybody was always there."""
    tiny_city.as_of = ON
    tiny_city.pupil("/*100")
    of = lists(tiny_city)
    assert "Decide on the steps" not in said(report.at_a_glance(report.since_last_half_term(of.view), of))


def test_the_first_page_passes_over_a_number_that_it_may_not_tell(tiny_city: TinyCity) -> None:
    """Three of thirty are due, all of them newly: to everybody only the three are told."""
    tiny_city.as_of = ON
    for at in range(30):
        tiny_city.pupil("/*80 I*8 /*12" if at < 3 else "/*100")
    of = lists(tiny_city, "without")
    told = said(report.at_a_glance(report.since_last_half_term(of.view), of))
    assert "A step is due for 3 of the 30 pupils on roll. " in told
