"""Which enrolments and sessions count, for everyone on the register and in official statistics?"""

import pytest
from tiny import URN, TinyCity

from attendlib.measures import Asked, rated

SIX = 6
"""Enrolments below which official statistics leave a school out."""


@pytest.fixture
def school(tiny_city: TinyCity) -> TinyCity:
    """A school with six ordinary pupils who missed nothing in ten sessions."""
    for _ in range(SIX):
        tiny_city.pupil("/*10")
    return tiny_city


def totals(city: TinyCity, scope: str) -> tuple[int, int, int]:
    """(enrolments, possible, absent) of the whole city; zeros where nobody counts."""
    found = city.asked("city", scope=scope)
    return (found[0]["enrolments"], found[0]["possible"], found[0]["absent"]) if found else (0, 0, 0)


def test_pooled_and_never_averaged(tiny_city: TinyCity) -> None:
    """0 of 380 and 1 of 10 pool to 1 of 390 (0.26%); the mean of the two rates would be 5%."""
    tiny_city.pupil("/*380")
    tiny_city.pupil("I*1 /*9")
    city = tiny_city.open()
    (row,) = rated(city.answer(Asked(("city",), city.window()))).to_pylist()
    assert (row["absent"], row["possible"]) == (1, 390)
    assert row["absence_percent"] == 0.26


def test_one_pupil_at_two_schools_is_two_enrolments(tiny_city: TinyCity) -> None:
    """The unit of official statistics is a pupil at a school: a mover counts twice, each part by its own sessions."""
    upn = tiny_city.pupil("I*2 /*8", leaving_date="2025-10-24")
    tiny_city.pupil("/*10", urn="999002", upn=upn, start="2025-11-03", entry_date="2025-11-03")
    rows = {row["urn"]: row for row in tiny_city.asked("enrolment")}
    assert {urn: (r["possible"], r["absent"], r["persistently_absent"]) for urn, r in rows.items()} == {
        URN: (10, 2, 1),
        "999002": (10, 0, 0),
    }
    assert totals(tiny_city, "roll") == (2, 20, 2)


def test_sessions_due_at_the_other_school_count_only_there(tiny_city: TinyCity) -> None:
    """Dual registered: each school counts its own sessions, D is in nobody's possible sessions."""
    upn = tiny_city.pupil("D*4 /*6")
    tiny_city.pupil("I*4 D*6", urn="999002", upn=upn)
    rows = {row["urn"]: row for row in tiny_city.asked("enrolment")}
    assert {urn: (row["possible"], row["absent"]) for urn, row in rows.items()} == {URN: (6, 0), "999002": (4, 4)}


def test_only_sessions_on_roll_count(tiny_city: TinyCity) -> None:
    """A leaver's and a late entrant's own possible sessions count: the marks outside are set aside."""
    leaver = tiny_city.pupil("I*1 /*19", leaving_date="2025-09-05")
    entrant = tiny_city.pupil("/*20", entry_date="2025-09-08")
    assert (tiny_city.of(leaver)["possible"], tiny_city.of(entrant)["possible"]) == (10, 10)
    assert tiny_city.rules().count("off-roll") == 20


def test_a_pupil_who_comes_back_is_one_enrolment(tiny_city: TinyCity) -> None:
    """Two spells at one school are one enrolment: its sessions add up, and each spell's window finds it."""
    upn = tiny_city.pupil("I*2 /*8", leaving_date="2025-09-12")
    tiny_city.pupil("/*10", upn=upn, start="2026-01-05", entry_date="2026-01-05")
    assert tiny_city.of(upn)["possible"] == 20
    assert tiny_city.of(upn, end="2025-12-19")["possible"] == 10
    assert tiny_city.of(upn, start="2026-01-01")["possible"] == 10
    assert totals(tiny_city, "roll") == (1, 20, 2)


def test_who_was_not_on_roll_in_the_window_is_not_listed(tiny_city: TinyCity) -> None:
    """Between two spells a pupil is nobody's; somebody on roll without marks is listed with zeros."""
    upn = tiny_city.pupil("/*10", leaving_date="2025-09-12")
    tiny_city.pupil("/*10", upn=upn, start="2026-01-05", entry_date="2026-01-05")
    silent = tiny_city.pupil()
    found = tiny_city.asked("enrolment", start="2025-11-03", end="2025-12-19")
    assert [(row["urn"], row["upn"], row["possible"]) for row in found] == [(URN, silent, 0)]


def test_the_register_scope_counts_everybody(school: TinyCity) -> None:
    """Boarders, four-year-olds and sixth-formers are on the register, so ``roll`` counts them."""
    school.pupil("I*1 /*9", boarder="1")
    school.pupil("I*1 /*9", date_of_birth="2021-01-01")
    school.pupil("I*1 /*9", date_of_birth="2008-01-01")
    assert totals(school, "roll") == (9, 90, 3)


@pytest.mark.parametrize(
    ("born", "counts"),
    [
        ("2020-09-01", False),
        ("2020-08-31", True),
        ("2015-01-15", True),
        ("2009-09-01", True),
        ("2009-08-31", False),
        ("2009-01-01", False),
        ("", False),
    ],
)
def test_the_official_scope_goes_by_age_on_31_august(school: TinyCity, born: str, counts: bool) -> None:
    """Aged 5 to 15 on 31 August 2025: the day before the fifth birthday and the day of the sixteenth are outside."""
    school.pupil("I*1 /*9", date_of_birth=born)
    assert totals(school, "dfe") == ((7, 70, 1) if counts else (6, 60, 0))


def test_the_official_scope_leaves_out_boarders(school: TinyCity) -> None:
    """A boarder's sessions are in no official rate."""
    school.pupil("I*1 /*9", boarder="1")
    assert totals(school, "dfe") == (6, 60, 0)


@pytest.mark.parametrize(("born", "possible"), [("2010-08-31", 8), ("2010-09-01", 12)])
def test_the_sixth_half_term_of_pupils_aged_15_is_left_out(school: TinyCity, born: str, possible: int) -> None:
    """Aged 15 on 31 August: nothing from 25 May 2026 on counts; a day younger, everything does."""
    upn = school.pupil("/*8", start="2026-05-19", date_of_birth=born)
    school.mark("I*4", URN, upn, "2026-06-01")
    assert totals(school, "dfe") == (7, 60 + possible, possible - 8)
    assert totals(school, "roll") == (7, 72, 4)


@pytest.mark.parametrize(("first_seen", "counts"), [("2026-05-22", True), ("2026-06-01", False)])
def test_enrolments_first_seen_in_the_sixth_half_term_are_left_out(
    school: TinyCity, first_seen: str, counts: bool
) -> None:
    """Somebody who came in June is not in official statistics of that year; in May, they are."""
    upn = school.pupil("/*2", start=first_seen, entry_date=first_seen)
    school.mark("I*4", URN, upn, "2026-06-08")
    assert totals(school, "dfe")[0] == (7 if counts else 6)
    assert totals(school, "roll")[0] == 7


def test_seen_before_the_window_is_not_first_seen_in_it(school: TinyCity) -> None:
    """Asked about June alone, or half term by half term, pupils known since September still count in June."""
    for pupil in school.pupils[:SIX]:
        school.mark("I*1 /*3", URN, pupil["upn"], "2026-06-08")
    (june,) = school.asked("city", scope="dfe", start="2026-06-01")
    assert (june["enrolments"], june["possible"], june["absent"]) == (6, 24, 6)
    by_half_term = {row["half_term"]: row["possible"] for row in school.asked("half_term", scope="dfe")}
    assert by_half_term == {1: 60, 6: 24}


def test_schools_with_fewer_than_six_enrolments_are_left_out(tiny_city: TinyCity) -> None:
    """Five enrolments: not in official statistics; with a sixth, all six are. Those out of scope do not help."""
    for _ in range(5):
        tiny_city.pupil("/*10")
    tiny_city.pupil("/*10", boarder="yes")
    assert totals(tiny_city, "dfe") == (0, 0, 0)
    tiny_city.pupil("X*10")
    assert totals(tiny_city, "dfe") == (0, 0, 0)
    tiny_city.pupil("/*10")
    assert totals(tiny_city, "dfe") == (6, 60, 0)


def test_no_possible_session_is_left_out(school: TinyCity) -> None:
    """An enrolment with nothing but uncounted marks is in neither numerator nor denominator of either scope."""
    upn = school.pupil("X*4 D*3 Y1*3")
    assert totals(school, "dfe") == totals(school, "roll") == (6, 60, 0)
    assert school.of(upn)["possible"] == 0
    assert upn not in {row["upn"] for row in school.asked("enrolment", scope="dfe")}


def test_the_official_list_of_enrolments_is_the_official_scope(school: TinyCity) -> None:
    """One row for each enrolment that counts, adding up to the city's figures."""
    outside = school.pupil("I*1 /*9", boarder="1")
    rows = school.asked("enrolment", scope="dfe")
    assert outside not in {row["upn"] for row in rows}
    assert (len(rows), sum(row["possible"] for row in rows)) == totals(school, "dfe")[:2]
