"""Do similar schools stand with their distances and figures, where the school stands among them, and nothing finer of
other schools than the city's report has?"""

from pathlib import Path

import pytest
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.blocks import Several, Table
from attendlib.report.view import View

NEAR, FAR, AWAY = "999002", "999003", "123456"
HEAD = "urn,similar_urn,distance,similar_name,period,source,overall_absence,persistent_absence"
ABROAD = f"{URN},{AWAY},1.5,Abroad Primary,2024/25,DfE pupil absence,7.25,20"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Three schools of twelve pupils in their first ten days: 10%, 5% and 45% of sessions missed; six, six and all of
    the pupils persistently absent."""
    tiny_city.as_of = "2025-09-12"
    for urn, often, seldom in ((URN, "I*4 /*16", "/*20"), (NEAR, "I*2 /*18", "/*20"), (FAR, "I*12 /*8", "I*6 /*14")):
        for at in range(12):
            tiny_city.pupil(often if at < 6 else seldom, urn=urn)
    tiny_city.tables["similar_schools"] = [HEAD, f"{URN},{FAR},2.25,,,,,", f"{URN},{NEAR},0.5,,,,,", ABROAD]
    return tiny_city


def shown(city: TinyCity, names: str = "with") -> Several:
    """What the section shows of the school."""
    block = report.similar_schools(viewed(city, names))
    assert isinstance(block, Several)
    return block


def viewed(city: TinyCity, names: str = "with") -> View:
    return report.school_view(city.write(), URN, names=names)


def table(city: TinyCity, names: str = "with") -> Table:
    """Its table."""
    (found,) = [block for block in shown(city, names) if isinstance(block, Table)]
    return found


def words(city: TinyCity, names: str = "with") -> str:
    """All that it says."""
    return " ".join(said(block) for block in shown(city, names))


def test_each_stands_with_its_distance_and_figures_the_nearest_first(city: TinyCity) -> None:
    """The school, those of the city by its registers over the same days, the other as given with its period and source,
    then the middle one: of 5, 7.25 and 45 it is 7.25, which is 7.3 half up. Without the nearest it would be
    (7.25 + 45) / 2 = 26.125, without the next (5 + 45) / 2 = 25, without the last (5 + 7.25) / 2 = 6.125."""
    found = [(r["who"], r["distance"], r["overall_absence"], r["without"], r["period"]) for r in cells(table(city))]
    assert found == [
        (f"School {URN}", "z", "10.0%", "z", "2025/26 to date"),
        (f"School {NEAR}", "0.50", "5.0%", "26.1%", "2025/26 to date"),
        ("Abroad Primary", "1.50", "7.3%", "25.0%", "2024/25, DfE pupil absence"),
        (f"School {FAR}", "2.25", "45.0%", "6.1%", "2025/26 to date"),
        ("Middle one of 3 similar schools", "z", "7.3%", "z", "as above"),
    ]


def test_where_the_school_stands_is_told_by_the_figures_as_shown(city: TinyCity) -> None:
    """Of three schools two have less and one more; beside those of the city by themselves 45% is beyond chance and 5%,
    of twelve pupils each, is not."""
    told = words(city)
    assert "Overall absence is 10.0%: of 3 similar schools with a figure 2 have less and 1 has more." in told
    assert "The middle one has 7.3%." in told
    assert f"within chance beside School {NEAR}" in told
    assert f"lower than at School {FAR}" in told


def test_a_figure_that_is_the_same_as_shown_is_neither_less_nor_more(city: TinyCity) -> None:
    """10% beside 9.96%, which is shown as 10.0%."""
    city.tables["similar_schools"] = [HEAD, ABROAD.replace("7.25", "9.96")]
    assert "of 1 similar school with a figure 1 has as much." in words(city)


def test_that_nobody_said_who_chose_them_is_said(city: TinyCity) -> None:
    """With the place where it belongs."""
    assert "is not said: similar_schools_method in the city file" in words(city)


def test_who_chose_them_is_said_in_the_users_words(city: TinyCity) -> None:
    """The city file's own sentence, as text."""
    place = city.write()
    method = "similar_schools_method: By Ann of the data team, <b>free meals</b> counted twice."
    place.write_text(f"{method}\n{place.read_text('utf-8')}", "utf-8")
    block = report.similar_schools(report.school_view(place, URN))
    assert isinstance(block, Several)
    told = " ".join(said(one) for one in block)
    assert "as the city file says: By Ann of the data team, <b>free meals</b> counted twice." in told
    assert "is not said" not in told


@pytest.mark.parametrize("names", ["with", "without"])
def test_other_schools_are_shown_no_finer_than_in_the_citys_report(city: TinyCity, names: str) -> None:
    """All twelve of one school are persistently absent, which the city's report hides, with another school's count to
    cover it; so do both forms of the school's report. A school of nine pupils has no figure at all there, nor here,
    nor has whichever is hidden to cover it; none of them has a part in the middle one."""
    for _ in range(9):
        city.pupil("I*10 /*10", urn="999004")
    city.tables["similar_schools"].append(f"{URN},999004,9,,,,,")
    of_city = {row["name"]: row for row in cells(report.all_schools(report.city_view(city.write())))}
    here = {row["who"]: row for row in cells(table(city, names))}
    for name in (f"School {urn}" for urn in (NEAR, FAR, "999004")):
        assert (here[name]["overall_absence"] == "c") == (of_city[name]["attendance_percent"] == "c")
        assert (here[name]["persistent_absence"] == "c") == (of_city[name]["persistently_absent"] == "c")
    assert here[f"School {FAR}"]["persistent_absence"] == "c"
    assert here["School 999004"]["overall_absence"] == "c"
    shown_of = sum(row["overall_absence"] not in ("c", "z") for row in here.values()) - 2
    assert f"Middle one of {shown_of} similar schools" in here
    assert not [line for line in words(city, names).split(".") if "School 999004" in line and "chance" in line]


def test_a_school_whose_register_stops_early_says_to_which_day(city: TinyCity) -> None:
    """Its figures are of fewer days than the school's own, so its period says so."""
    city.as_of = "2025-10-10"
    for pupil in city.pupils:
        if pupil["urn"] != NEAR:
            city.mark("/*40", pupil["urn"], pupil["upn"], "2025-09-15")
    periods = {row["who"]: row["period"] for row in cells(table(city))}
    assert periods[f"School {NEAR}"] == "2025/26 to 12 September 2025"
    assert periods[f"School {FAR}"] == "2025/26 to date"


def test_a_school_of_the_city_without_figures_has_those_that_are_given(city: TinyCity) -> None:
    """With their period and source; a measure that is not given is not available, nor is any of a school without."""
    city.phases["999005"] = "primary"
    city.tables["similar_schools"] = [HEAD, f"{URN},999005,1,,2024/25,a list,6.5,", f"{URN},{AWAY},2,,,,,"]
    first, second = cells(table(city))[1:3]
    assert (first["who"], first["overall_absence"], first["period"]) == ("School 999005", "6.5%", "2024/25, a list")
    assert first["persistent_absence"] == "x"
    assert (second["who"], second["overall_absence"], second["without"]) == (f"URN {AWAY}", "x", "z")
    assert second["period"] == "no figures are given"


def test_a_school_of_the_city_without_any_figure_says_why(city: TinyCity) -> None:
    """The reason stands in place of the period."""
    city.phases["999005"] = "primary"
    city.tables["similar_schools"] = [HEAD, f"{URN},999005,1,,,,,"]
    (_, only) = cells(table(city))
    assert only["period"] == "The city file lists no register for it"


def test_a_school_without_a_row_is_told_so(city: TinyCity) -> None:
    """Others have one."""
    city.tables["similar_schools"] = [HEAD, f"{NEAR},{URN},0.5,,,,,"]
    assert f"has no row for School {URN}" in said(report.similar_schools(viewed(city)))  # type: ignore[arg-type]


def test_a_city_without_a_table(city: TinyCity) -> None:
    """Nothing is shown, for nothing was promised."""
    del city.tables["similar_schools"]
    assert report.similar_schools(viewed(city)) is None


def test_a_school_without_figures_of_its_own_still_shows_them(city: TinyCity) -> None:
    """Its own row has dashes, and nothing is told of where it stands."""
    city.phases["999005"] = "primary"
    city.tables["similar_schools"] = [HEAD, f"999005,{NEAR},1,,,,,"]
    block = report.similar_schools(report.school_view(city.write(), "999005"))
    assert isinstance(block, Several)
    told, found = block
    assert "similar schools with a figure" not in said(told)
    assert [row["overall_absence"] for row in cells(found)] == ["–", "5.0%", "5.0%"]


def with_neighbours(city: TinyCity, shared: Path, line: str) -> View:
    """The school of a city that names neighbours and a published file."""
    place, file = city.write(), shared / "published" / "EES_ytd_202526_to_2026-07-10.csv"
    place.write_text(f"benchmarks: {file}\n{line}\n{place.read_text('utf-8')}", "utf-8")
    return report.school_view(place, URN)


def test_statistical_neighbours_stand_with_their_distances(city: TinyCity, shared: Path) -> None:
    """Sandwell at 30.5 after Walsall at 21, with names and figures from the file; of 999 it has none, which is said."""
    line = "statistical_neighbours: {'333': 30.5, '335': 21, '999': 2}"
    block = report.statistical_neighbours(with_neighbours(city, shared, line))
    assert block is not None
    assert [(row["who"], row["distance"]) for row in cells(block)] == [("Walsall", "21.0"), ("Sandwell", "30.5")]
    assert all(row["overall_absence"].endswith("%") for row in cells(block))
    assert "no figure of 999 for this phase" in said(block)


def test_neighbours_without_distances_stand_by_name(city: TinyCity, shared: Path) -> None:
    """There is no column for what is not said."""
    block = report.statistical_neighbours(with_neighbours(city, shared, "statistical_neighbours: ['335', '333']"))
    assert block is not None
    assert [row["who"] for row in cells(block)] == ["Sandwell", "Walsall"]
    assert "Distance" not in heads(block)
    assert "it gives no distances" in said(block)


def test_without_neighbours_nothing_is_shown(city: TinyCity) -> None:
    """Nothing was promised."""
    assert report.statistical_neighbours(viewed(city)) is None


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2024/25", "persistent absence by the rule of its year: in 2024/25 10% or more of sessions missed."),
        ("2015/16 whole year", "in 2015/16 10% or more of sessions missed."),
        ("2014/15 whole year", "by which rule persistent absence of 2014/15 was told is not known."),
        ("last year", "No academic year is given for Abroad Primary"),
        ("2023/24 and 2024/25", "No academic year is given for Abroad Primary"),
        ("2024/26", "No academic year is given for Abroad Primary"),
    ],
)
def test_by_which_rule_given_persistent_absence_was_told_is_said(city: TinyCity, period: str, told: str) -> None:
    """The year before the share of one's own sessions, when it was a count; the first year of it; a later one; and no
    single year."""
    city.tables["similar_schools"] = [HEAD, ABROAD.replace("2024/25", period)]
    assert told in said(table(city))


def test_no_rule_is_said_where_no_persistent_absence_is_given(city: TinyCity) -> None:
    """Those of the city are told by its own rule."""
    city.tables["similar_schools"] = [HEAD, f"{URN},{NEAR},1,,,,,", ABROAD.removesuffix("20")]
    assert "persistent absence by the rule" not in said(table(city))
    assert "was told is not known" not in said(table(city))


def test_neighbours_persistent_absence_says_its_year_and_rule(city: TinyCity, shared: Path) -> None:
    """Those of the file are of 2025/26."""
    block = report.statistical_neighbours(with_neighbours(city, shared, "statistical_neighbours: ['335', '333']"))
    assert block is not None
    assert "Persistent absence by the rule of its year: in 2025/26 10% or more of sessions missed." in said(block)
