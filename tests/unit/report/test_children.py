"""Are children who move, and families across schools, counted once and told of without telling of anybody?"""

from seen import cells, said
from tiny import URN, TinyCity

from attendlib import report

OTHER, SECONDARY = "999002", "999003"


def test_children_who_moved_are_counted_once(tiny_city: TinyCity) -> None:
    """Twelve children were at a first school for five days, where they missed nothing, and at another after it, where
    they missed all ten sessions: half of their twenty. Twenty stayed and missed none. 44 enrolments, 32 children."""
    tiny_city.as_of = "2025-09-12"
    for _ in range(20):
        tiny_city.pupil("/*20")
    for _ in range(12):
        upn = tiny_city.pupil("/*10", leaving_date="2025-09-05")
        tiny_city.pupil("I*10", urn=OTHER, upn=upn, start="2025-09-08", entry_date="2025-09-08")
    rows = {row["group"]: row for row in cells(report.moves(report.city_view(tiny_city.write())))}
    assert {name: row["enrolments"] for name, row in rows.items()} == {
        "At one school": "20",
        "At several, one after the other": "12",
        "All children": "32",
    }
    moved, whole = rows["At several, one after the other"], rows["All children"]
    assert moved["attendance_percent"] == "50.0%"
    # All twelve are in the class: hidden, as everybody of a group is, and the nought beside it.
    assert {row["persistently_absent"] for row in (moved, rows["At one school"])} == {"c"}
    assert (whole["persistently_absent"], whole["persistently_absent_percent"]) == ("12", "37.5%")


def test_children_on_roll_at_two_schools_at_once(tiny_city: TinyCity) -> None:
    """Dual registration is told apart from a move."""
    tiny_city.as_of = "2025-09-12"
    for number in range(40):
        upn = tiny_city.pupil("/*10 D*10" if number < 15 else "/*20")
        if number < 15:
            tiny_city.pupil("D*10 /*10", urn=OTHER, upn=upn)
    rows = {row["group"]: row["enrolments"] for row in cells(report.moves(report.city_view(tiny_city.write())))}
    assert rows == {"At one school": "25", "On roll at several at once": "15", "All children": "40"}


def test_a_few_moves_are_not_told(tiny_city: TinyCity) -> None:
    """Not even by the number of all children beside that of all enrolments."""
    tiny_city.as_of = "2025-09-12"
    for _ in range(20):
        upn = tiny_city.pupil("/*10")
    tiny_city.pupil("/*10", urn=OTHER, upn=upn)
    told = report.moves(report.city_view(tiny_city.write()))
    assert "withheld" in said(told)
    assert "20" not in said(told)


def test_families_by_where_the_others_are(tiny_city: TinyCity) -> None:
    """Ten pairs at one school, ten across two primaries and ten with a brother or sister at the secondary, of whom in
    five both are persistently absent; twelve children alone; each child once, whoever left not."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.phases |= {OTHER: "primary", SECONDARY: "secondary"}
    for number in range(10):
        for kind, urn in (("same", URN), ("primary", OTHER), ("secondary", SECONDARY)):
            marks = "I*4 /*16" if kind == "secondary" and number < 5 else "/*20"
            tiny_city.pupil(marks, household_id=f"{kind}{number}")
            tiny_city.pupil(marks, urn=urn, household_id=f"{kind}{number}")
    for number in range(12):
        tiny_city.pupil("/*20", household_id=f"alone{number}")
    tiny_city.pupil("/*8", household_id="alone0", leaving_date="2025-09-05")
    rows = cells(report.families_across(report.city_view(tiny_city.write())))
    assert [(row["group"], row["enrolments"], row["homes"]) for row in rows] == [
        ("The only one of the household", "12", "12"),
        ("With others at the same school only", "20", "10"),
        ("With others at another school of the phase", "20", "10"),
        ("With others at a school of another phase", "20", "10"),
    ]
    assert [row["several"] for row in rows] == ["0", "0", "0", "5"]
    assert rows[3]["persistently_absent"] == "10"


def test_a_few_households_are_not_told(tiny_city: TinyCity) -> None:
    """Of eleven pairs at one school in one both are persistently absent: not said, nor that of the others in none are.
    Five families of three at two schools are so few that not even how many they are is said, nor of others as many as
    would give it away."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.phases |= {OTHER: "primary"}
    for number in range(11):
        for _ in range(2):
            tiny_city.pupil("I*4 /*16" if number == 0 else "/*20", household_id=f"same{number}")
        tiny_city.pupil("/*20", household_id=f"alone{number}")
    for number in range(5):
        for urn in (URN, URN, OTHER):
            tiny_city.pupil("/*20", urn=urn, household_id=f"across{number}")
    rows = {row["group"]: row for row in cells(report.families_across(report.city_view(tiny_city.write())))}
    same, across = rows["With others at the same school only"], rows["With others at another school of the phase"]
    assert (same["enrolments"], same["several"]) == ("22", "c")
    assert (across["enrolments"], across["homes"], across["several"]) == ("15", "c", "c")
    assert [row["homes"] for row in rows.values()].count("c") == 2


def test_without_households_nothing_is_known_of_families(tiny_city: TinyCity) -> None:
    """It is said."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("/*20")
    assert "no households" in said(report.families_across(report.city_view(tiny_city.write())))


def test_the_citys_casework_in_totals(tiny_city: TinyCity) -> None:
    """Thirty on roll: five missed three tenths of twenty sessions, unauthorised, and have letter A due; one has reached
    the threshold for a notice and is withheld."""
    tiny_city.as_of = "2025-09-12"
    for number in range(30):
        tiny_city.pupil("O*12 /*8" if number == 0 else "I*6 /*14" if number < 6 else "/*20")
    view = report.city_view(tiny_city.write())
    rows = {row["what"]: row for row in cells(report.casework_totals(report.cases(view, "coventry-2024")))}
    assert (rows["Due: Letter A"]["count"], rows["Due: Letter A"]["share"]) == ("6", "20.0")
    (reached,) = [row for what, row in rows.items() if what.startswith("Reached the threshold")]
    assert (reached["count"], reached["share"]) == ("c", "c")
    assert rows["Notices on record this year"]["count"] == "0"
    assert "Of 30 enrolments on roll" in said(report.casework_totals(report.cases(view, "coventry-2024")))
