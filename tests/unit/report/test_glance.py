"""Does the first page say what the figures say, each sentence with its place, and nothing without a figure?"""

from decimal import Decimal

import pytest
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.view import View

FIRST = 80
"""Sessions of the first half term, 1 September to 24 October."""

OTHER = "999002"


@pytest.fixture
def november(tiny_city: TinyCity) -> TinyCity:
    """As of Friday of the second half term's second week: 14 November."""
    tiny_city.as_of = "2025-11-14"
    return tiny_city


def viewed(city: TinyCity) -> View:
    """The school."""
    return report.school_view(city.write(), URN)


def answers(view: View) -> dict[str, list[tuple[str, str]]]:
    """Each question with its sentences and their sections."""
    block = report.at_a_glance(report.since_last_half_term(view))
    return {
        one["question"]: [(words, part["section"]) for part in one["parts"] for words in part["sentences"]]
        for one in block.json()["answers"]
    }


def words(view: View) -> str:
    """All that is said."""
    return " ".join(sentence for told in answers(view).values() for sentence, _ in told)


def test_the_four_questions(november: TinyCity) -> None:
    """Twelve pupils, one of them ill since the holiday: 20 of 1,200 sessions; half of it is the one pupil's; nobody of
    the city to compare with, nothing to mend."""
    for at in range(12):
        november.pupil(f"/*{FIRST} {'I*20' if not at else '/*20'}", year_group=str(at % 2 + 3))
    told = answers(viewed(november))
    compared, moved = "How this compares", "What moved since last half term"
    assert told["Where are we?"] == [
        ("Attendance is 98.3% up to 14 November 2025: pupils missed 20 of 1,200 possible sessions.", compared),
        ("1 of 12 enrolments is persistently absent (10% or more of sessions missed).", compared),
        ("0 of 12 enrolments are severely absent (50% or more of sessions missed).", compared),
    ]
    crossed = "Persistently absent: 1 pupil became so since 3 November 2025, 0 ceased to be, 0 remained so."
    assert told["What changed?"] == [
        ("Absence was 8.3% in half term 2 after 0.0% in half term 1: within chance.", moved),
        ("What raised it most: Year 3 (+8.33 points); by reason, Illness (+8.33 points).", moved),
        ("1 pupil missed a larger share than before.", moved),
        (crossed, "Spread of absence"),
    ]
    half = "Half of all that was missed was missed by 1 of 12 enrolments (8.3% of them)."
    assert told["Who is affected?"] == [(half, "Learning lost")]
    back = "The one persistently absent pupil on roll can still get out of it this year."
    assert told["What needs doing?"] == [(back, "Pupils to talk about")]
    assert list(told) == ["Where are we?", "What changed?", "What needs doing?", "Who is affected?"]


def test_beside_other_schools_with_a_verdict(november: TinyCity) -> None:
    """Fifteen pupils who miss a tenth each, beside twenty of another school who miss nothing: ten points, more than
    chance, in the table and in the sentence."""
    for _ in range(15):
        november.pupil(f"I*10 /*{FIRST + 10}")
    for _ in range(20):
        november.pupil(f"/*{FIRST + 20}", urn=OTHER)
    view = viewed(november)
    row = cells(report.beyond_chance(view))[0]
    assert (row["own"], row["others"], row["apart"], row["verdict"]) == ("10.0%", "0.0%", "+10.0", "More than chance")
    assert (
        "Absence (10.0%) is 10.0 percentage points above the city's other primary school (0.0%): more than chance."
        in words(view)
    )


@pytest.mark.parametrize("names", ["with", "without"])
def test_a_few_pupils_of_the_other_schools_are_not_told(november: TinyCity, names: str) -> None:
    """One of twenty at the other school is severely absent, nobody here: the share of the others is not there in either
    form, for it tells of the one, and the table says that it is left out."""
    for at in range(20):
        november.pupil(f"/*{FIRST + 20}")
        november.pupil(f"{'I*60 /*40' if not at else '/*100'}", urn=OTHER)
    view = report.school_view(november.write(), URN, names=names)
    block = report.beyond_chance(view)
    assert [row["measure"] for row in cells(block)] == ["Overall absence"]
    assert "Not told, for it could identify a pupil: persistently absent and severely absent." in said(block)


def test_few_pupils_get_no_verdict(november: TinyCity) -> None:
    """Nine pupils: the difference is told, whether it is chance is not."""
    for urn in (URN, OTHER):
        for _ in range(9):
            november.pupil(f"I*{9 if urn == URN else 2} /*{FIRST}", urn=urn)
    view = viewed(november)
    row = cells(report.beyond_chance(view))[0]
    assert (row["range"], row["verdict"]) == ("none", "Too few to judge")
    assert "chance" not in words(view).split("Persistent absence")[0]


def test_a_gap_that_is_more_than_chance_is_named(november: TinyCity) -> None:
    """Twelve pupils with free school meals miss a fifth each, twelve others nothing."""
    for at in range(24):
        november.pupil("I*20 /*80" if at < 12 else "/*100", fsm="10"[at >= 12], sex="FM"[at % 2])
    view = viewed(november)
    (fsm,) = [row for row in cells(report.gaps(view)) if row["label"].startswith("Eligible")]
    assert (fsm["pupils"], fsm["one"], fsm["other"], fsm["apart"]) == ("12", "20.0%", "0.0%", "+20.0")
    assert "Eligible for free school meals missed 20.0% of sessions, not eligible 0.0%: more than chance." in words(
        view
    )


def test_no_gap_is_more_than_chance(november: TinyCity) -> None:
    """Girls and boys who miss alike: the one gap that can be judged is none."""
    for at in range(24):
        november.pupil(f"I*{at // 2} /*{FIRST}", sex="FM"[at % 2])
    assert "No gap between groups is more than chance, of the 1 that can be judged." in words(viewed(november))


def test_what_overlaps(november: TinyCity) -> None:
    """Two pupils of each of the four kinds, who miss 0, 1, 2 and 3 of ten sessions."""
    for at in range(8):
        november.pupil(f"I*{at // 2} /*{10 - at // 2}", fsm="01"[at // 2 % 2], sen="NK"[at // 4])
    rows = {row["label"]: row for row in cells(report.overlaps(viewed(november)))}
    assert {label: (row["pupils"], row["absence"]) for label, row in rows.items()} == {
        "Free school meals and special educational needs": ("2", "30.0%"),
        "Free school meals alone": ("2", "10.0%"),
        "Special educational needs alone": ("2", "20.0%"),
        "Neither": ("2", "0.0%"),
    }


def test_groups_that_the_table_does_not_tell_are_left_out(november: TinyCity) -> None:
    """No column for free school meals: no overlap, and no gap."""
    november.pupil("/*10")
    view = viewed(november)
    assert report.overlaps(view) is None
    assert "no two groups have enough pupils" in said(report.gaps(view))


def test_marks_and_reasons_that_are_missing_need_doing(november: TinyCity) -> None:
    """Ten sessions without a mark of a hundred, two with code N: what both could do."""
    november.pupil("/*88 N*2 .*10")
    todo = answers(viewed(november))["What needs doing?"]
    assert [section for _, section in todo] == ["How good the registers are"] * 2
    assert "10 sessions have no usable mark: attendance is 88.0% if all were absences, 98.0% if none was." in todo[0][0]
    assert "2 sessions still have code N" in todo[1][0]


def test_a_school_without_figures_has_no_sentence(november: TinyCity) -> None:
    """Nothing to count: why, instead of answers."""
    november.pupil("D*10")
    assert "No figures" in said(report.at_a_glance(report.since_last_half_term(viewed(november))))


def test_the_sentences_figures_stand_in_their_tables(november: TinyCity) -> None:
    """The points that a sentence names are the ones of the table, to the last digit."""
    for at in range(14):
        november.pupil(f"I*{at % 5} O*{at % 3} /*72 I*{at % 7} /*20", year_group=str(at % 3 + 3))
    view = viewed(november)
    since = report.since_last_half_term(view)
    shown = [row["both"] for row in cells(report.change_by_year(since))]
    shown += [row["points"] for row in cells(report.change_by_reason(since))]
    (most,) = [s for s, _ in answers(view)["What changed?"] if s.startswith("What ")]
    named = [part.split(" points")[0] for part in most.split("(")[1:]]
    assert named
    assert set(named) <= set(shown)
    assert all(Decimal(one.replace("\N{MINUS SIGN}", "-")) != 0 for one in named)


@pytest.mark.parametrize(("others", "whom"), [(1, "other primary school"), (2, "other primary schools")])
def test_one_other_school_is_one(november: TinyCity, others: int, whom: str) -> None:
    """Beside one school a sentence and a column say school, beside two schools."""
    for urn in (URN, OTHER, "999003")[: others + 1]:
        for _ in range(12):
            november.pupil(f"I*{2 if urn == URN else 1} /*{FIRST}", urn=urn)
    view = viewed(november)
    assert f"the city's {whom} (" in words(view)
    assert f"The {whom}" in heads(report.beyond_chance(view))


@pytest.mark.parametrize(
    ("marks", "told"), [("I*10 /*90", "can still get out of it"), ("I*70 /*30", "can no longer get out of it")]
)
def test_one_persistently_absent_pupil_is_said_as_one(november: TinyCity, marks: str, told: str) -> None:
    """Not as one of one."""
    november.pupil(marks)
    assert f"The one persistently absent pupil on roll {told} this year." in words(viewed(november))


def test_one_gap_that_is_not_shown_is_one(november: TinyCity) -> None:
    """Twenty-four girls and boys can be judged, nine with free school meals cannot."""
    for at in range(24):
        november.pupil(f"I*{at % 3} /*{FIRST}", sex="FM"[at % 2], fsm="10"[at >= 9], year_group="3")
    assert "1 more is not shown." in said(report.gaps(viewed(november)))
