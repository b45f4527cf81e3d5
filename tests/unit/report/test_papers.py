"""Do the parts of a paper say what was worked out, add up, and say so where nothing could be?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from tiny import TinyCity

from attendlib import report, research
from attendlib.errors import ResearchError
from attendlib.identifiers import redacted
from attendlib.places import shipped
from attendlib.report import papers
from attendlib.report.blocks import Callout
from attendlib.report.sections.research.rests import rests_on
from attendlib.report.sections.research.said import chance, figure, signed
from attendlib.report.view import View
from attendlib.research.models.fitted import Estimate

DEMO = shipped("params", "runs", "demo", "city.yaml")
PAPERS = ("attendance_and_attainment", "early_warning", "intervention_impact", "special_days")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """The bundled city, with a store of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        yield report.city_view(DEMO)


def column(block: Any, key: str) -> list[str]:
    """What a column of a table or of a chart's table shows."""
    body = block.json().get("table", block.json())
    place = [one["key"] for one in body["columns"]].index(key)
    return [row[place]["shown"] for row in body["rows"]]


@pytest.mark.parametrize(
    ("value", "shown"), [(-0.04, "0.0"), (-0.05, "−0.1"), (0.25, "+0.3"), (0.0, "0.0"), (-12.34, "−12.3")]
)
def test_a_signed_figure_is_rounded_half_up_and_nothing_has_no_sign(value: float, shown: str) -> None:
    """Away from nought at a half; what rounds to nothing is nothing."""
    assert figure(value) == shown


def test_a_p_value_is_never_nought() -> None:
    """Under 0.001, or three decimals; a dash where there is none."""
    assert [chance(p) for p in (0.0, 0.00049, 0.0005, 0.0421, 1.0)] == [
        "under 0.001", "under 0.001", "0.001", "0.042", "1.000",
    ]  # fmt: skip
    assert chance(float("nan")) == "–"


@pytest.mark.parametrize(
    ("as_of", "day"), [("2027-09-03", "2027-09-02"), ("2027-09-06", "2027-09-02"), ("2027-09-07", "2027-09-03")]
)
def test_a_day_that_nobody_wrote_is_half_way_through_the_year_so_far(tiny_city: TinyCity, as_of: str, day: str) -> None:
    """Of three and of four school days the second, of five the third, whichever year it is; what is written counts."""
    tiny_city.first, tiny_city.as_of = 2027, as_of
    tiny_city.pupil("/*4")
    view = report.city_view(tiny_city.write())
    assert papers.day_or_half_way("", view).isoformat() == day
    assert papers.day_or_half_way("2027-09-01", view).isoformat() == "2027-09-01"


def test_an_estimate_is_said_with_its_interval() -> None:
    """Both signs are written, and the minus is a minus."""
    found = Estimate(-1.25, 1.0, -3.26, 0.74, 0.2, 30)
    assert signed(found) == "−1.3 (95% interval −3.3 to +0.7)"


def test_a_day_is_read_or_refused() -> None:
    """Empty is none; anything else must be a day."""
    assert papers.day("") is None
    assert str(papers.day("2026-01-05")) == "2026-01-05"
    with pytest.raises(ResearchError, match="YYYY-MM-DD"):
        papers.day("5 January")


def test_every_account_adds_up(city: View) -> None:
    """Results, steps given, enrolments scored: the rows above the last are the last."""
    study = research.match(city.held, "mathematics")
    told = papers.steps.account(papers.steps.impacts(city.held, 30))
    scored = papers.warning.account(research.early_warning(city.held))
    tables = [(papers.attainment.account(study), "pupils"), (scored, "enrolments")]
    assert not isinstance(told, Callout)
    for block, key in [*tables, *((one, "times") for one in told)]:
        *parts, whole = [int(cell.replace(",", "")) for cell in column(block, key)]
        assert sum(parts) == whole > 0


def test_a_chart_of_models_shows_the_models_own_figures(city: View) -> None:
    """The same coefficient and interval, rounded once; who is left out stands in the small print."""
    study = research.match(city.held, "mathematics")
    fitted = research.linear(study.frame, "score ~ absence + prior", cluster="urn")
    chart = papers.models.compared([("Adjusted", fitted)], "absence", "Slope", "Points")
    (row,) = chart.table.rows
    assert row["value"] == Decimal(str(fitted.terms["absence"].value)).quantize(Decimal("0.01"))
    rows = fitted.design.rows
    assert f"{rows.used} of {rows.read} pupils" in chart.note
    table = papers.models.coefficients(fitted, "Terms")
    assert f"Left out: {rows.missing['prior']} without prior." in table.note


def test_a_group_is_named_with_the_group_it_is_set_beside(city: View) -> None:
    """No reader has to know that sen[T.K] stands beside N, of whom there are most."""
    study = research.match(city.held, "mathematics")
    fitted = research.linear(study.frame, "score ~ absence + sen")
    assert column(papers.models.coefficients(fitted, "Terms"), "term") == [
        "Constant",
        "Absence, one percentage point more",
        "SEN support (beside: No special educational needs)",
        "Education, health and care plan (beside: No special educational needs)",
    ]


def test_a_paper_goes_on_where_a_model_cannot_be_fitted() -> None:
    """A callout says why in place of the table, and the small print of the comparison in place of the model's row."""
    frame = pd.DataFrame({"absence": range(20), "score": range(20), "passed": [1] * 10 + [0] * 10})
    refused = papers.tried(research.logistic, frame, "passed ~ absence")
    block = papers.models.coefficients(refused, "Odds of passing")
    assert "no finite coefficients fit best" in block.json()["text"]
    known = papers.tried(research.linear, frame.assign(score=frame.score**2), "score ~ absence")
    chart = papers.models.compared([("Known", known), ("Other", refused)], "absence", "T", "Points")
    assert column(chart, "name") == ["Known"]
    assert "Other: passed ~ absence: no finite coefficients" in chart.note


def test_those_without_a_score_are_between_the_two_shares_that_they_could_make(city: View) -> None:
    """Everybody who would be in the study is in one of the two counts, and the share of those with a result lies
    between the share if none of the others had passed and the share if all had."""
    study = research.match(city.held, "mathematics")
    table = papers.attainment.without_score(study)
    assert sum(map(int, column(table, "pupils"))) == len(study.frame)
    assert sum(map(int, column(table, "without"))) == len(study.unscored) > 20
    assert study.unscored.score.isna().all()
    for low, share, high in zip(*(column(table, key) for key in ("low", "percent", "high")), strict=True):
        if share != "–":
            assert float(low.strip("%")) <= float(share.strip("%")) <= float(high.strip("%"))


def test_a_paper_may_be_of_an_earlier_day(city: View) -> None:
    """As of the end of the autumn term nothing of the spring is in it."""
    earlier = report.city_view(DEMO, "2025-12-19")
    assert research.school_days(earlier.held).date.max().isoformat() == "2025-12-19"
    assert research.school_days(city.held).date.max().isoformat() == "2026-03-27"


def test_where_nothing_can_be_compared_that_is_said(tiny_city: TinyCity) -> None:
    """A city without letters, and one with a single letter: a callout in place of every part, and no error."""
    upn = tiny_city.pupil("/*200")
    place = tiny_city.write()
    nothing = papers.steps.impacts(report.city_view(place).held, 30)
    (place.parent / "letters.csv").write_text(
        f"urn,upn,date,step,outcome\n999001,{upn},2025-11-10,letter,\n", encoding="utf-8"
    )
    other = place.with_name("lettered.yaml")
    other.write_text(place.read_text(encoding="utf-8") + "interventions: letters.csv\n", encoding="utf-8")
    single = papers.steps.impacts(report.city_view(other).held, 30)
    for told in (nothing, single):
        for part in ("brief", "account", "seemed", "parts", "balance", "together"):
            assert isinstance(getattr(papers.steps, part)(told), Callout)
    assert "too few can be compared" in papers.steps.brief(single).json()["text"]  # type: ignore[union-attr]


def test_where_pupils_compared_still_differ_much_the_finding_says_on_what_it_leans(city: View) -> None:
    """The bundled city is small, and those set beside its second letters had missed much less: beneath the finding
    stands by how much. Up to a quarter of a standard deviation nothing is said."""
    (told,) = (one for step, one in papers.steps.impacts(city.held, 30).found.items() if step == "letter-b")
    assert "differ by up to 1.1 standard deviations" in rests_on(told)
    alike = replace(told, balance={"so_far": (1.0, -0.25)})
    assert "standard deviations" not in rests_on(alike)
    assert "differ by up to 0.3 standard" in rests_on(replace(told, balance={"so_far": (1.0, -0.26)}))


def test_where_nothing_can_be_foretold_every_part_says_why(tiny_city: TinyCity) -> None:
    """A city of one pupil: a callout with the reason in place of each part that rests on the score, and no error."""
    tiny_city.pupil("/*200")
    told = papers.tried(research.early_warning, report.city_view(tiny_city.write()).held)
    parts = [getattr(papers.warning, name)(told) for name in ("about", "account", "skill", "chances", "weights")]
    for part in (*parts, papers.warning.fairness(told, ["sex"], 20)):
        assert isinstance(part, Callout)
        assert part.json()["text"] == told.why  # type: ignore[union-attr]


def test_special_days_that_are_too_few_are_named_and_the_rest_goes_on(city: View) -> None:
    """The bundled city has one week with a closure: it is said, and holidays are compared."""
    told = papers.events.events(city.held)
    assert any("closure" in words for words in told.refused.values())
    assert "Last day before a holiday" in column(papers.events.compared(told), "name")


def test_no_skill_is_claimed_that_is_not_there(city: View) -> None:
    """The difference to absence so far has nothing in its interval, and the words say that the score is no better."""
    told = research.early_warning(city.held)
    assert not told.difference.clear
    assert "not clearly better" in str(papers.warning.about(told).json())


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_holds_anything_about_a_single_pupil(name: str) -> None:
    """No UPN in any output, and no name that is longer than a code."""
    notebook = nbformat.read(shipped("notebooks") / f"{name}.ipynb", as_version=4)
    text = "".join(str(cell.get("outputs", "")) for cell in notebook.cells)
    assert redacted(text) == text
    pupils, schools = (
        pd.read_csv(Path(DEMO).parent / f"{table}.csv", dtype=str, keep_default_na=False)
        for table in ("pupils", "schools")
    )
    names = {word for word in {*pupils.surname, *pupils.forename} if len(word) > 3} - set(
        " ".join(schools.name).split()
    )
    assert not names & set(re.findall(r"[^\W\d_]{4,}", text))
