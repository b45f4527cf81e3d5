"""What moved a school's absence since last half term, on cities whose answer is known?"""

from decimal import Decimal

import pytest
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.since import Since


@pytest.fixture
def november(tiny_city: TinyCity) -> TinyCity:
    """As of Friday of the second half term's second week: 14 November."""
    tiny_city.as_of = "2025-11-14"
    return tiny_city


FIRST = 80
"""Sessions of the first half term, 1 September to 24 October."""


def since(city: TinyCity) -> Since:
    """The school's last two half terms."""
    assert 2 * len([day for day in city.school_days() if day < "2025-11-03"]) == FIRST
    return report.since_last_half_term(report.school_view(city.write(), URN))


def points(block: object, key: str, label: str) -> dict[str, str]:
    """A column of a table by its rows' names."""
    return {row[label]: row[key] for row in cells(block)}


def number(text: str) -> Decimal:
    """A difference as written."""
    return Decimal(text.replace("\N{MINUS SIGN}", "-"))


def test_one_pupils_illness_is_all_of_it(november: TinyCity) -> None:
    """Two pupils, never absent, then one is ill for 10 of 20 sessions: from 0.0% to 25.0%, all by illness, by Year 4
    and by one pupil."""
    november.pupil(f"/*{FIRST} I*10 /*10", year_group="4", surname="Ill")
    november.pupil(f"/*{FIRST + 20}", year_group="5")
    held = since(november)
    (row,) = cells(report.change(held))
    assert (row["before"], row["now"], row["change"]) == ("0.0%", "25.0%", "+25.00")
    assert points(report.change_by_year(held), "both", "label") == {
        "Year 4": "+25.00",
        "Year 5": "0.00",
        "The school": "+25.00",
    }
    assert points(report.change_by_reason(held), "points", "reason") == {"Illness": "+25.00", "All absence": "+25.00"}
    assert [(row["label"], row["pupils"], row["points"]) for row in cells(report.change_by_pupils(held))] == [
        ("Missed a larger share than before", "1", "+25.00"),
        ("Missed the same share as before", "1", "0.00"),
        ("All pupils", "2", "+25.00"),
    ]
    assert [row["pupil"] for row in cells(report.change_pupils(held))] == ["Ill"]


def test_who_came_and_who_left_are_a_part_of_their_own(november: TinyCity) -> None:
    """One stays and misses nothing. One who missed all leaves, one who misses a half comes: from 50% to 25%, by those
    two alone. From the middle (37.5%) the one who left held the number up by 31.25, the one who came by 6.25, and the
    one who stayed is half of the sessions in both."""
    november.pupil(f"/*{FIRST + 20}")
    november.pupil(f"I*{FIRST}", leaving_date="2025-10-24")
    november.pupil("I*10 /*10", start="2025-11-03", entry_date="2025-11-03")
    held = since(november)
    assert points(report.change_by_pupils(held), "points", "label") == {
        "Missed the same share as before": "0.00",
        "Had sessions in half term 2 only": "+6.25",
        "Had sessions in half term 1 only": "−31.25",
        "All pupils": "−25.00",
    }
    assert "nobody who was there" in said(report.change_pupils(held))


def test_a_group_that_grew_is_told_from_one_that_missed_more(november: TinyCity) -> None:
    """Girls miss nothing, boys a half, in both half terms; a second boy comes. From 25% to a third, by size alone."""
    november.pupil(f"/*{FIRST + 20}", sex="F")
    november.pupil(f"I*{FIRST // 2} /*{FIRST // 2} I*10 /*10", sex="M")
    november.pupil("I*10 /*10", start="2025-11-03", entry_date="2025-11-03", sex="M")
    rows = {row["label"]: row for row in cells(report.change_by_group(since(november)))}
    assert {row["own"] for row in rows.values()} == {"0.00"}
    assert number(rows["Girls"]["size"]) + number(rows["Boys"]["size"]) == Decimal("8.33")


def test_every_kind_of_group_adds_up_as_shown(november: TinyCity) -> None:
    """Five pupils who differ in everything: year groups, sexes, free school meals and reasons each add up to the change
    in the first table, in every column."""
    for at, marks in enumerate(("I*7", "O*3 I*2", "/", "L*4 U*3", "C*11 G*1")):
        november.pupil(f"{marks} /*40", year_group=str(at % 3), sex="FM"[at % 2], fsm="10"[at % 3 == 0])
        november.mark(f"/*{at} I*{2 * at} /*{20 - 3 * at}", URN, november.pupils[-1]["upn"], "2025-11-03")
    held = since(november)
    change = number(cells(report.change(held))[0]["change"])
    years, groups = cells(report.change_by_year(held)), cells(report.change_by_group(held))
    assert sum(number(row["both"]) for row in years[:-1]) == number(years[-1]["both"]) == change
    for key in ("own", "size"):
        assert sum(number(row[key]) for row in years[:-1]) == number(years[-1][key])
    for kind in (("Girls", "Boys"), ("Eligible for free school meals", "Not eligible for free school meals")):
        assert sum(number(row["both"]) for row in groups if row["label"] in kind) == change
    for block, key in ((report.change_by_reason(held), "points"), (report.change_by_pupils(held), "points")):
        rows = cells(block)
        assert sum(number(row[key]) for row in rows[:-1]) == number(rows[-1][key]) == change


def test_a_kind_of_group_in_which_all_are_alike_is_left_out(november: TinyCity) -> None:
    """All girls, nobody looked after: nothing can be told apart, and the table says so."""
    for _ in range(3):
        november.pupil(f"/*{FIRST + 20}", sex="F", looked_after="0")
    assert cells(report.change_by_group(since(november))) == []


@pytest.mark.parametrize(("as_of", "compared"), [("2025-11-07", ()), ("2025-11-10", (1, 2)), ("2025-11-14", (1, 2))])
def test_a_half_term_counts_after_its_first_week(tiny_city: TinyCity, as_of: str, compared: tuple[int, ...]) -> None:
    """A week of a half term is too short to be set against a whole one: from the sixth school day on."""
    tiny_city.as_of = as_of
    tiny_city.pupil(f"/*{FIRST + 20}")
    held = since(tiny_city)
    assert tuple(half.number for half in held.halves) == compared
    if not compared:
        assert "two half terms with more than a week" in said(report.change_by_year(held))


def test_a_half_term_without_marks_is_passed_over(tiny_city: TinyCity) -> None:
    """Marks in half terms 1 and 3: those two are compared, and the headings say which."""
    tiny_city.as_of = "2026-02-13"
    upn = tiny_city.pupil(f"/*{FIRST}")
    tiny_city.mark("I*20 /*20", URN, upn, "2026-01-05")
    table = report.change(since(tiny_city))
    assert heads(table)[1:3] == ["Absence, half term 1", "Absence, half term 3"]


def test_marks_that_stop_early_end_the_half_term_there(november: TinyCity) -> None:
    """The as-of day is 14 November and the marks end on 11 November: the note says to which day."""
    november.pupil(f"/*{FIRST} I*14")
    assert "Half term 2: 3 to 11 November 2025" in said(report.change(since(november)))


def test_a_change_that_one_pupil_makes_is_within_chance(november: TinyCity) -> None:
    """Twelve pupils of whom one falls ill: within chance. All twelve miss one session more in ten: more than chance."""
    for at in range(12):
        november.pupil(f"/*{FIRST} {'I*20' if not at else '/*20'}", surname=f"P{at}")
    assert "is within chance" in said(report.change(since(november)))


def test_a_change_that_all_pupils_make_is_more_than_chance(november: TinyCity) -> None:
    """Twelve pupils who each miss a few sessions more than before."""
    for at in range(12):
        november.pupil(f"/*{FIRST} I*{3 + at % 3} /*14")
    assert "is more than chance" in said(report.change(since(november)))


def test_few_pupils_are_not_judged(november: TinyCity) -> None:
    """Nine pupils: the change is told, the range is not."""
    for _ in range(9):
        november.pupil(f"/*{FIRST} I*10 /*10")
    told = said(report.change(since(november)))
    assert "too few to say" in told
    assert "(range" not in told


def test_nobody_absent(november: TinyCity) -> None:
    """No absence at all: nought everywhere, and no reason to list."""
    november.pupil(f"/*{FIRST + 20}")
    held = since(november)
    assert cells(report.change(held))[0]["change"] == "0.00"
    assert "no session was missed" in said(report.change_by_reason(held))


def test_everybody_absent(november: TinyCity) -> None:
    """All of both half terms missed: 100% twice, and no change."""
    november.pupil(f"I*{FIRST + 20}")
    assert cells(report.change_by_reason(since(november)))[-1] == {
        "reason": "All absence",
        "kind": "both",
        "before": "100.0%",
        "now": "100.0%",
        "points": "0.00",
    }
