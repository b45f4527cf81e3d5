"""Does the city's report name the schools that stand out, and only where chance would not explain it?"""

import pytest
from seen import cells, said
from tiny import TinyCity

from attendlib import report
from attendlib.report.view import View

YEAR = {"academic_year": "2024/25", "enrolments": "10", "persistently_absent": "1", "severely_absent": "0"}


def view_of(city: TinyCity, missed: list[int], before: list[int] | None = None, phase: str = "primary") -> View:
    """A city with a school of ten pupils for each number: of its 200 sessions so many were missed, and of 20,000 last
    year so many."""
    city.as_of, city.phases = "2025-09-12", {}
    for number, gone in enumerate(missed):
        urn = f"{999010 + number}"
        city.phases[urn] = phase
        for pupil in range(10):
            own = gone // 10 + (pupil < gone % 10)
            city.pupil(" ".join([f"I*{own}" if own else "", f"/*{20 - own}" if own < 20 else ""]), urn=urn)
        if before:
            counts = {"possible": "20000", "authorised": str(before[number]), "unauthorised": "0"}
            city.history.append({**YEAR, "urn": urn, **counts})
    return report.city_view(city.write())


def test_a_school_far_above_its_phase_needs_support(tiny_city: TinyCity) -> None:
    """One of twelve missed 60% where the others missed 5%; the sentence names it, and the table says where the others
    stand. Nobody's change can be told without a year before."""
    view = view_of(tiny_city, [10] * 11 + [120])
    told = said(report.schools_to_support(view))
    assert "Of 12 schools with figures 1 stands out as in need of support." in told
    assert "School 999021: absence is higher than its size explains" in told
    rows = cells(report.schools_standing(view))
    assert [row["beside"] for row in rows] == ["as chance would give"] * 11 + ["higher than chance would give"]
    assert {row["change"] for row in rows} == {"x"}


def test_a_change_is_told_beyond_that_of_the_phase(tiny_city: TinyCity) -> None:
    """Eleven schools stay at 5%, one comes from 0.5% and one from 60%: the first of these rose, and the other improves,
    by more than chance would give."""
    view = view_of(tiny_city, [10] * 13, [1000] * 11 + [100, 12000])
    told = said(report.schools_to_support(view))
    assert "School 999022" in told.rpartition("Absence fell by more than chance would give:")[2]
    rows = {row["name"]: row for row in cells(report.schools_standing(view))}
    assert rows["School 999022"]["change"] == "−51.1"  # 55 points less, where all together fell by 3.9
    assert rows["School 999022"]["high"].startswith("−")


@pytest.mark.parametrize("schools", [1, 4])
def test_among_too_few_nothing_stands_out(tiny_city: TinyCity, schools: int) -> None:
    """Four schools of a phase, however unlike, are too few to tell."""
    view = view_of(tiny_city, [10] * (schools - 1) + [150], [1000] * schools)
    assert "none stands out" in said(report.schools_to_support(view))
    rows = cells(report.schools_standing(view))
    assert {(row["beside"], row["change"]) for row in rows} == {("too few schools to tell", "x")}


def test_a_school_of_a_few_pupils_is_withheld(tiny_city: TinyCity) -> None:
    """Nor can it be told from the others' limits: it is not among them."""
    view_of(tiny_city, [10] * 6)
    tiny_city.phases["999099"] = "primary"
    for _ in range(9):
        tiny_city.pupil("I*20", urn="999099")
    tiny_city.folder = tiny_city.folder.parent / "again"
    rows = {row["name"]: row for row in cells(report.schools_standing(report.city_view(tiny_city.write())))}
    assert (rows["School 999099"]["absence"], rows["School 999099"]["beside"]) == ("c", "too few schools to tell")
