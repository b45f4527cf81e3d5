"""Who is in a study of attainment, who is not and why, and what do the tables count?"""

from pathlib import Path

import pandas as pd
import pytest
from law import Law
from tiny import TinyCity, upn_number

from attendlib.errors import CityError, ResearchError
from attendlib.intake import OpenCity, open_city
from attendlib.research import (
    absence_by_attainment,
    attainment_by_band,
    attainment_by_class,
    attainment_by_twentieth,
    match,
)

NOW, BEFORE = "2025/26", "2024/25"
HEADER = "upn,key_stage,measure,academic_year,score,passed,level"


def with_results(tiny: TinyCity, *rows: str) -> OpenCity:
    """The city with an attainment table of these rows (without the header)."""
    place = tiny.write()
    (place.parent / "attainment.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8") + "attainment: attainment.csv\n", encoding="utf-8")
    return open_city(place)


def result(upn: str, score: str = "100", passed: str = "1", year: str = NOW, measure: str = "maths") -> str:
    """A row of the table."""
    return f"{upn},KS2,{measure},{year},{score},{passed},"


def usual_school(tiny: TinyCity, urn: str = "999001", pupils: int = 7) -> list[str]:
    """As many pupils with forty possible sessions each, enough for a school that official statistics count."""
    return [tiny.pupil("/*40", urn=urn, year_group="6") for _ in range(pupils)]


def test_every_result_is_accounted_for(tiny_city: TinyCity) -> None:
    """One pupil for each reason, and the reasons and the study add up to all results. A result in another measure or
    year is not one of them."""
    usual = usual_school(tiny_city)
    tiny_city.phases["999009"] = "special"
    silent, scoreless = tiny_city.pupil("/*40", year_group="6"), tiny_city.pupil("/*40", year_group="6")
    unmarked = tiny_city.pupil("", year_group="6")
    special = tiny_city.pupil("/*40", urn="999009", year_group="6")
    old = tiny_city.pupil("/*40", year_group="6", date_of_birth="2008-01-15")
    short = tiny_city.pupil("/*30", year_group="6")
    city = with_results(
        tiny_city,
        *(result(upn) for upn in usual),
        result(silent, "", ""),
        result(scoreless, "", "0"),
        result(upn_number(99)),
        *(result(upn) for upn in (unmarked, special, old, short)),
        result(silent, measure="reading"),
        result(silent, year=BEFORE),
    )
    found = match(city, "maths")
    assert [one.pupils for one in found.account] == [1, 1, 1, 1, 1, 1, 8]
    assert sum(one.pupils for one in found.account) == found.results == 14
    assert set(found.frame.upn) == {*usual, scoreless}
    assert found.unscored.upn.tolist() == [silent]


@pytest.mark.parametrize(("sessions", "kept"), [(35, 0), (36, 1), (44, 1), (45, 0)])
def test_nine_to_eleven_tenths_of_the_commonest_number_are_kept(tiny_city: TinyCity, sessions: int, kept: int) -> None:
    """Forty is the commonest: 36 and 44 are exactly nine and eleven tenths and stay, 35 and 45 go."""
    usual = usual_school(tiny_city)
    other = tiny_city.pupil(f"/*{sessions}", year_group="6")
    found = match(with_results(tiny_city, *map(result, [*usual, other])), "maths")
    assert len(found.frame) == 7 + kept


def test_year_11_is_kept_without_its_last_half_term(tiny_city: TinyCity) -> None:
    """Absence after May half term does not count for those who were 15 on 31 August: twenty sessions, two missed
    before, and none of the ten missed after."""
    pupils = [tiny_city.pupil("I*2 /*18", year_group="11", date_of_birth="2010-01-15") for _ in range(6)]
    for upn in pupils:
        tiny_city.mark("O*10", tiny_city.pupils[0]["urn"], upn, start="2026-06-01")
    found = match(with_results(tiny_city, *map(result, pupils)), "maths")
    assert found.frame.possible.tolist() == [20] * 6
    assert found.frame.absent.tolist() == [2] * 6


def test_a_mover_is_one_pupil_with_the_sessions_of_both_schools(tiny_city: TinyCity) -> None:
    """Thirty sessions at one school and ten at another are forty; the main school is the one with more."""
    usual = [*usual_school(tiny_city), *usual_school(tiny_city, "999002")]
    mover = tiny_city.pupil("I*3 /*27", year_group="6", leaving_date="2025-09-19")
    tiny_city.pupil("I*2 /*8", "999002", mover, "2025-09-22", year_group="6", entry_date="2025-09-22")
    found = match(with_results(tiny_city, *map(result, [*usual, mover])), "maths")
    row = found.frame.set_index("upn").loc[mover]
    assert (row.possible, row.absent, row.schools, row.urn) == (40, 5, 2, "999001")
    assert row.absence == pytest.approx(12.5)
    assert row.persistently_absent == 1


def test_prior_is_the_latest_earlier_score(tiny_city: TinyCity) -> None:
    """Of the same measure unless another is named; nobody is dropped for want of one."""
    usual = usual_school(tiny_city)
    rows = [result(upn) for upn in usual]
    rows += [result(usual[0], "91", year="2023/24"), result(usual[0], "95", year=BEFORE)]
    rows += [result(usual[1], "", year=BEFORE), result(usual[2], "80", year=BEFORE, measure="baseline")]
    city = with_results(tiny_city, *rows)
    prior = match(city, "maths").frame.set_index("upn").prior
    assert prior[usual[0]] == 95
    assert prior.notna().sum() == 1
    assert match(city, "maths", prior_measure="baseline").frame.set_index("upn").prior[usual[2]] == 80


def test_those_without_a_result_are_counted_with_their_absence(tiny_city: TinyCity) -> None:
    """A pupil of the same year group with marks and no result is missing from the study, and misses more."""
    usual = usual_school(tiny_city)
    tiny_city.pupil("I*20 /*20", year_group="6")
    tiny_city.pupil("I*40", year_group="3")
    found = match(with_results(tiny_city, *map(result, usual)), "maths")
    assert (found.unmatched, found.absence_without) == (1, 50.0)


def test_the_absence_of_those_left_out_is_told(tiny_city: TinyCity) -> None:
    """Whoever has no score missed half; of a pupil on no roll nothing is known."""
    usual = usual_school(tiny_city)
    silent = tiny_city.pupil("I*20 /*20", year_group="6")
    rows = [*map(result, usual), result(silent, "", ""), result(upn_number(99))]
    told = match(with_results(tiny_city, *rows), "maths").account
    assert [one.absence for one in told if one.pupils] == [50.0, None, 0.0]


def test_a_key_stage_adds_up_the_years_that_are_held(tiny_city: TinyCity) -> None:
    """Key stage 2 is four years, two of which have marks: those are added up, the other two are named. Whoever lacks
    one of the years that are held has too few sessions in it."""
    tiny_city.half_terms = [("autumn 1", "2024-09-02", "2024-10-25"), *tiny_city.half_terms]
    both = [tiny_city.pupil("I*4 /*36", year_group="6", entry_date="2024-09-02") for _ in range(7)]
    for upn in both:
        tiny_city.mark("/*38 I*2", tiny_city.pupils[0]["urn"], upn, start="2025-09-01")
    newcomer = tiny_city.pupil("/*40", start="2025-09-01", year_group="6")
    found = match(with_results(tiny_city, *map(result, [*both, newcomer])), "maths", key_stage="KS2", over="key stage")
    assert (found.years, found.lacking) == (("2024/25", "2025/26"), ("2022/23", "2023/24"))
    assert found.frame.possible.tolist() == [80] * 7
    assert found.frame.absent.tolist() == [6] * 7
    assert {one.what: one.pupils for one in found.account}[
        "possible sessions far from the commonest number, in this or an earlier year"
    ] == 1


@pytest.mark.parametrize(("since", "told"), [("2024-09-01", False), ("2025-09-01", True), ("2026-09-01", False)])
def test_a_change_of_law_within_the_years_is_told(tiny_city: TinyCity, law: Law, since: str, told: bool) -> None:
    """Sessions of 2024/25 and 2025/26 are added up and told by the rule of 2025/26; where it was another the year
    before, a remark says so; not where it changed before both, or changes after."""
    law("persistent_absence", "percent: 8, inclusive: true", since)
    tiny_city.half_terms = (("autumn 2", "2024-11-04", "2024-12-20"), *tiny_city.half_terms)
    both = [tiny_city.pupil("I*4 /*36", year_group="6", entry_date="2024-09-02") for _ in range(7)]
    for upn in both:
        tiny_city.mark("/*38 I*2", tiny_city.pupils[0]["urn"], upn, start="2025-09-01")
    found = match(with_results(tiny_city, *map(result, both)), "maths", key_stage="KS2", over="key stage")
    assert found.years == ("2024/25", "2025/26")
    said = "Persistent absence is told of 2024/25 to 2025/26 together by the rule of 2025/26, not each year's own."
    assert (said in found.remarks) == told


def test_without_a_table_or_a_result_the_reason_is_told(tiny_city: TinyCity) -> None:
    """Which line to add; which measures there are."""
    upn = usual_school(tiny_city)[0]
    with pytest.raises(ResearchError, match=r"attainment: attainment\.csv"):
        match(open_city(tiny_city.write()), "maths")
    city = with_results(tiny_city, result(upn))
    with pytest.raises(ResearchError, match="There are: maths, KS2, 2025/26"):
        match(city, "english")
    with pytest.raises(ResearchError, match="key stage"):
        match(city, "maths", over="decade")
    with pytest.raises(ResearchError, match="must be named"):
        match(city, "maths", over="key stage")


def test_a_table_that_is_not_there_is_a_mistake_of_the_city_file(tiny_city: TinyCity) -> None:
    """With the line that names it."""
    usual_school(tiny_city)
    place: Path = tiny_city.write()
    place.write_text(place.read_text(encoding="utf-8") + "attainment: nowhere.csv\n", encoding="utf-8")
    with pytest.raises(CityError, match="there is no such file"):
        open_city(place)


PUPILS = pd.DataFrame(
    {
        "absent": [0, 1, 19, 20, 100, 0, 3],
        "possible": [200, 200, 200, 200, 200, 0, 200],
        "passed": [1, 1, 0, 1, 0, 1, None],
        "level": ["high", "high", "low", "high", "low", "low", ""],
        "persistently_absent": [0, 0, 0, 1, 1, 0, 0],
        "severely_absent": [0, 0, 0, 0, 1, 0, 0],
    }
)


def test_bands_are_told_on_whole_sessions() -> None:
    """Exactly 10% is in the band that begins there; nobody without possible sessions or without a result counts."""
    found = attainment_by_band(PUPILS, [0, 5, 10, 50])
    assert found.group.tolist() == [
        "no absence", "more than 0 and under 5%", "5% and under 10%", "10% and under 50%", "50% or more",
    ]  # fmt: skip
    assert found.pupils.tolist() == [1, 1, 1, 1, 1]
    assert found.attained.tolist() == [1, 1, 0, 1, 0]
    with pytest.raises(ResearchError, match="start at 0"):
        attainment_by_band(PUPILS, [5, 10])


def test_an_empty_band_has_no_percentage() -> None:
    """Nobody there: no rate, not a rate of nought."""
    found = attainment_by_band(PUPILS, [0, 20, 30, 50])
    assert found.percent.isna().tolist() == [False, False, True, True, False]


def test_the_severely_absent_are_among_the_persistently_absent() -> None:
    """As the official study has it."""
    found = attainment_by_class(PUPILS)
    assert found.pupils.tolist() == [3, 2, 1]
    assert found.percent.tolist() == [66.7, 50.0, 0.0]


def test_absence_by_attainment_pools_sessions() -> None:
    """Whoever has no level is in no row, and not among all; the rate is of pooled sessions."""
    found = absence_by_attainment(PUPILS, "level", order=["low", "high"])
    assert found.group.tolist() == ["low", "high", "All pupils"]
    assert found.pupils.tolist() == [2, 3, 5]
    assert found.absence_percent.tolist() == [29.8, 3.5, 14.0]
    with pytest.raises(ResearchError, match="lacks low"):
        absence_by_attainment(PUPILS, "level", order=["high"])


def test_twentieths_hold_as_many_pupils_each_and_keep_equals_together() -> None:
    """A hundred pupils with different absence: five in each; with one absence for all: one row."""
    frame = pd.DataFrame({"absent": range(100), "possible": 200, "passed": [1] * 50 + [0] * 50})
    found = attainment_by_twentieth(frame)
    assert found.pupils.tolist() == [5] * 20
    assert found.attained.tolist() == [5] * 10 + [0] * 10
    assert (found.low.iloc[0], found.high.iloc[0], found.high.iloc[-1]) == (0.0, 2.0, 49.5)
    assert len(attainment_by_twentieth(frame.assign(absent=10))) == 1
