"""Do the models recover what was put in, say what they left out, and refuse what cannot be fitted?"""

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from attendlib.errors import ResearchError
from attendlib.research import (
    as_strong_as,
    dose_response,
    effect,
    expected,
    linear,
    logistic,
    negative_binomial,
    poisson,
    random_schools,
    robustness,
    several,
    shortfall,
    slopes_by,
    within_schools,
)
from attendlib.research.models.clusters import Clusters
from attendlib.research.models.fitted import Fitted
from attendlib.research.models.reading import reading


def pupils(schools: int = 8, each: int = 20, seed: int = 1, slope: float = -0.5, between: float = 3.0) -> pd.DataFrame:
    """Pupils in schools that differ: schools with more absence have lower scores for another reason too."""
    rng = np.random.default_rng(seed)
    urn = np.repeat(np.arange(schools), each)
    of_school = rng.normal(0, 1, schools)
    absence = rng.gamma(2, 3, schools * each) + 2 * (of_school - of_school.min())[urn]
    prior = rng.normal(100, 15, schools * each)
    score = 20 + 0.8 * prior + slope * absence - between * of_school[urn] + rng.normal(0, 5, schools * each)
    return pd.DataFrame({"urn": urn.astype(str), "absence": absence, "prior": prior, "score": score})


def test_a_row_without_a_value_is_left_out_and_counted() -> None:
    """Read = used + left out; each column says how many rows lack it, an empty text among them."""
    frame = pupils().assign(fsm=lambda f: np.where(f.index % 2, "1", "0"))
    frame.loc[[0, 1, 2], "prior"] = np.nan
    frame.loc[[2, 3], "fsm"] = ""
    fitted = linear(frame, "score ~ absence + prior + fsm")
    rows = fitted.design.rows
    assert (rows.read, rows.used, rows.left_out) == (160, 156, 4)
    assert rows.missing == {"prior": 3, "fsm": 2}


def test_a_column_that_adds_nothing_is_named_and_the_others_are_as_without_it() -> None:
    """The sum of two columns cannot be told from them."""
    frame = pupils().assign(both=lambda f: f.absence + f.prior)
    with_it, without = (linear(frame, f"score ~ absence + prior{more}") for more in (" + both", ""))
    assert with_it.design.aliased == ("both",)
    assert with_it.terms["absence"] == without.terms["absence"]


def test_one_cluster_mean_each_is_the_textbook_case() -> None:
    """With an intercept alone and G clusters of one size, CR2 is the variance of the cluster means by G, and the
    degrees of freedom are G - 1: both exactly."""
    rng = np.random.default_rng(2)
    groups = np.repeat(np.arange(7), 12)
    y = rng.normal(size=84) + rng.normal(size=7)[groups]
    clusters = Clusters(np.ones((84, 1)), y - y.mean(), groups)
    means = y.reshape(7, 12).mean(axis=1)
    found = clusters.of(np.array([1.0]))
    assert found.size**2 == pytest.approx(means.var(ddof=1) / 7)
    assert found.freedom == pytest.approx(6)
    assert clusters.covariance[0, 0] == pytest.approx(found.size**2)


def test_the_jackknife_leaves_out_each_cluster_in_turn() -> None:
    """By weights that make one school count for half: the variance is the sum of the squares by which the slope moves
    when a school is left out and the rest is fitted again. It is not for a model without clusters."""
    frame = pupils(schools=6, each=8).assign(weight=lambda f: np.where(f.urn == f.urn.iloc[0], 5.0, 1.0))
    formula = "score ~ absence + prior"
    fitted = linear(frame, formula, cluster="urn", weights="weight", errors="jackknife").terms["absence"]
    moved = [
        linear(frame[frame.urn != urn], formula, weights="weight").terms["absence"].value - fitted.value
        for urn in frame.urn.unique()
    ]
    assert fitted.error**2 == pytest.approx(sum(shift**2 for shift in moved))
    assert fitted.error > linear(frame, formula, cluster="urn", weights="weight").terms["absence"].error
    with pytest.raises(ResearchError, match="without a cluster"):
        linear(frame, formula, errors="jackknife")


def test_every_row_its_own_cluster_is_the_leverage_corrected_sandwich() -> None:
    """CR2 with clusters of one row is HC2, worked out here from its definition."""
    frame = pupils(schools=4, each=10)
    frame["row"] = range(40)
    fitted = linear(frame, "score ~ absence + prior", cluster="row")
    x, y = fitted.design.x, fitted.design.y
    inverse = np.linalg.inv(x.T @ x)
    left = 1 - np.einsum("ij,jk,ik->i", x, inverse, x)
    residuals = y - x @ fitted.estimates
    meat = (x * (residuals**2 / left)[:, None]).T @ x
    assert np.allclose(fitted.uncertainty.covariance, inverse @ meat @ inverse)


def test_a_row_that_alone_tells_a_term_changes_no_other_terms_error() -> None:
    """The only pupil with a plan fits without a residual: the others' coefficients and errors are those without the
    pupil, and never missing."""
    frame = pupils(schools=3, each=20).assign(sen=lambda f: np.where(f.index == 7, "E", "N"))
    alone, without = (linear(rows, f"score ~ absence{more}") for rows, more in ((frame, " + sen"), (frame.drop(7), "")))
    for name in ("Intercept", "absence"):
        assert alone.terms[name].value == pytest.approx(without.terms[name].value)
        assert alone.terms[name].error == pytest.approx(without.terms[name].error)


def test_clustered_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """A column that is the same in the whole of a school, ten schools, 400 draws: 95% intervals hold the truth 92 to 98
    times in a hundred. (Four standard deviations of chance either way: 95 ± 4.4.)"""
    rng = np.random.default_rng(3)
    groups, held = np.repeat(np.arange(10), 15), 0
    for _ in range(400):
        of_school = rng.normal(size=10)
        frame = pd.DataFrame({"urn": groups, "x": of_school[groups]})
        frame["y"] = 2 * frame.x + rng.normal(0, 1, 10)[groups] + rng.normal(0, 1, 150)
        found = linear(frame, "y ~ x", cluster="urn").terms["x"]
        held += found.low <= 2 <= found.high
    assert 368 <= held <= 392


@pytest.mark.parametrize("fit", [logistic, poisson, negative_binomial])
def test_clustered_intervals_of_odds_and_counts_do_so_too(fit: Callable[..., Fitted]) -> None:
    """A column that is the same in the whole of a school and changes nothing, twelve schools that differ, 300 draws:
    nothing is in 91 to 99 of a hundred 95% intervals, which the plain ones miss far more often."""
    rng = np.random.default_rng(15)
    groups, held, plain = np.repeat(np.arange(12), 20), 0, 0
    for _ in range(300):
        of_school = rng.normal(0, 0.5, 12)[groups]
        frame = pd.DataFrame({"urn": groups, "x": rng.normal(size=12)[groups]})
        if fit is logistic:
            frame["y"] = (rng.random(240) < 1 / (1 + np.exp(-of_school))).astype(int)
        else:
            frame["y"] = rng.poisson(3 * np.exp(of_school) * rng.gamma(3, 1 / 3, 240))
        found, sure = (fit(frame, "y ~ x", cluster=cluster).terms["x"] for cluster in ("urn", ""))
        held += found.low <= 0 <= found.high
        plain += sure.low <= 0 <= sure.high
    assert 273 <= held <= 297
    assert plain < 262


def test_a_clustered_count_allows_for_its_exposure() -> None:
    """With a cluster for each row and none that weighs much, the error is that of maximum likelihood where the counts
    are as varied as the model says."""
    rng = np.random.default_rng(16)
    frame = pd.DataFrame({"x": rng.normal(size=3000), "possible": rng.integers(100, 400, 3000), "row": range(3000)})
    frame["absent"] = rng.poisson(0.05 * frame.possible * np.exp(0.2 * frame.x))
    plain, each = (poisson(frame, "absent ~ x", exposure="possible", cluster=name) for name in ("", "row"))
    assert each.terms["x"].error == pytest.approx(plain.terms["x"].error, rel=0.1)


def test_groups_are_set_beside_the_commonest_or_beside_the_first_of_an_order_that_is_given() -> None:
    """Few pupils have a plan: to set all others beside them would make every interval wide."""
    frame = pd.DataFrame({"sen": ["E", "K", "K", "N", "N", "N"], "score": [1.0, 4, 5, 10, 11, 12]})
    assert list(linear(frame, "score ~ sen").terms) == ["Intercept", "sen[T.K]", "sen[T.E]"]
    ordered = frame.assign(sen=pd.Categorical(frame.sen, ["K", "N", "E", "X"]))
    assert list(linear(ordered, "score ~ sen").terms) == ["Intercept", "sen[T.N]", "sen[T.E]"]


def test_within_schools_is_not_fooled_by_what_schools_share() -> None:
    """The slope put in is -0.5; across schools it looks far steeper, because schools with more absence differ in
    something else too. Only the comparison within schools holds the truth."""
    frame = pupils(schools=30, each=40)
    across, within = (
        linear(frame, "score ~ absence + prior", cluster="urn"),
        within_schools(frame, "score ~ absence + prior"),
    )
    assert across.terms["absence"].high < -0.5
    assert within.terms["absence"].low < -0.5 < within.terms["absence"].high
    assert list(within.terms) == ["absence", "prior"]


def test_within_schools_is_least_squares_on_deviations_from_the_schools_means() -> None:
    """The same coefficient from demeaned columns, to the last digits."""
    frame = pupils()
    columns = frame[["absence", "prior", "score"]]
    away = columns - columns.groupby(frame.urn).transform("mean")
    by_hand = np.linalg.lstsq(away[["absence", "prior"]].to_numpy(), away.score.to_numpy(), rcond=None)[0]
    found = within_schools(frame, "score ~ absence + prior")
    assert found.terms["absence"].value == pytest.approx(by_hand[0])


def test_random_schools_finds_how_much_schools_differ() -> None:
    """Schools' intercepts drawn with a standard deviation of 3, pupils' with 5: the share between is near 9 of 34."""
    rng = np.random.default_rng(4)
    urn = np.repeat(np.arange(60), 40)
    frame = pd.DataFrame({"urn": urn, "absence": rng.gamma(2, 3, 2400)})
    frame["score"] = 50 - 0.5 * frame.absence + rng.normal(0, 3, 60)[urn] + rng.normal(0, 5, 2400)
    fitted = random_schools(frame, "score ~ absence")
    assert fitted.fit["share between schools"] == pytest.approx(9 / 34, abs=0.08)
    assert fitted.terms["absence"].low < -0.5 < fitted.terms["absence"].high
    assert fitted.cautions == ()


def test_few_schools_are_said_to_be_few() -> None:
    """Eight clusters are a caution in every kind of model."""
    frame = pupils().assign(passed=lambda f: f.score > 95, days=lambda f: f.absence.astype(int))
    assert any("8 clusters" in words for words in linear(frame, "score ~ absence", cluster="urn").cautions)
    assert any("8 clusters" in words for words in logistic(frame, "passed ~ absence", cluster="urn").cautions)
    assert any("8 schools" in words for words in random_schools(frame, "score ~ absence").cautions)


def test_logistic_odds_are_those_of_the_two_by_two_table() -> None:
    """One yes-or-no column: the odds ratio is ad/bc, its standard error √(1/a + 1/b + 1/c + 1/d); the effect is the
    difference of the two shares, and the expected chances are the shares."""
    a, b, c, d = 30, 70, 55, 45
    frame = pd.DataFrame({"away": [1] * (a + b) + [0] * (c + d), "passed": [1] * a + [0] * b + [1] * c + [0] * d})
    fitted = logistic(frame, "passed ~ away")
    assert fitted.ratios()["away"].value == pytest.approx(a * d / (b * c))
    assert fitted.terms["away"].error == pytest.approx(np.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
    assert effect(fitted, "away").value == pytest.approx(0.30 - 0.55)
    share = expected(fitted, {"away": 1})
    assert share.value == pytest.approx(0.30)
    assert 0 < share.low < 0.30 < share.high < 1


def test_a_group_that_no_row_has_is_refused_and_one_that_some_have_is_foretold() -> None:
    """What is expected of a group is its mean; of a group that nobody is in, nothing."""
    frame = pd.DataFrame({"sen": ["N", "N", "K", "K"], "score": [10.0, 12.0, 7.0, 8.0]})
    fitted = linear(frame, "score ~ sen")
    assert expected(fitted, {"sen": "K"}).value == pytest.approx(7.5)
    with pytest.raises(ResearchError, match="has not seen"):
        expected(fitted, {"sen": "E"})


def test_poisson_rates_are_those_of_two_means() -> None:
    """One yes-or-no column: the ratio of counts is the ratio of the two means, its log's error √(1/n₁ + 1/n₂) over the
    two totals."""
    frame = pd.DataFrame({"fsm": [1] * 4 + [0] * 4, "days": [3, 5, 2, 6, 1, 2, 3, 2]})
    fitted = poisson(frame, "days ~ fsm")
    assert fitted.ratios()["fsm"].value == pytest.approx(16 / 8)
    assert fitted.terms["fsm"].error == pytest.approx(np.sqrt(1 / 16 + 1 / 8))


def test_a_negative_binomial_finds_its_theta() -> None:
    """Counts drawn with theta 2 and a doubled mean for half of the rows."""
    rng = np.random.default_rng(5)
    fsm = np.repeat([0, 1], 1500)
    mean = np.where(fsm == 1, 12.0, 6.0)
    frame = pd.DataFrame({"fsm": fsm, "days": rng.negative_binomial(2, 2 / (2 + mean))})
    fitted = negative_binomial(frame, "days ~ fsm")
    assert fitted.fit["theta"] == pytest.approx(2, abs=0.2)
    assert fitted.terms["fsm"].low < np.log(2) < fitted.terms["fsm"].high
    assert fitted.fit["share of zeros expected"] == pytest.approx(fitted.fit["share of zeros"], abs=0.02)


def test_a_bend_is_found_where_there_is_one_and_not_where_there_is_none() -> None:
    """A loss that sets in at ten per cent is no straight line; a straight loss is one. The curve passes near the truth,
    and says how many rows lie beyond each amount."""
    rng = np.random.default_rng(6)
    absence = rng.uniform(0, 30, 1500)
    noise = rng.normal(0, 4, 1500)
    bent = pd.DataFrame({"absence": absence, "score": 100 - 0.8 * np.maximum(absence - 10, 0) + noise})
    straight = pd.DataFrame({"absence": absence, "score": 100 - 0.5 * absence + noise})
    found = dose_response(bent, "score", "absence", at=[2, 10, 20])
    assert found.p_straight < 0.001
    assert dose_response(straight, "score", "absence", at=[2, 10]).p_straight > 0.05
    assert found.curve[2].expected.value == pytest.approx(92, abs=1)
    assert found.curve[2].rows == int((absence >= 20).sum())
    assert dose_response(bent, "score", "absence", at=[20, 45]).beyond == (45,)
    with pytest.raises(ResearchError, match="ask for amounts in between"):
        dose_response(bent, "score", "absence", at=[45])


def test_what_an_unmeasured_cause_does_is_what_the_identity_says() -> None:
    """Leave a column out of a model: the estimate moves by se √(df R²y R²d/(1 - R²d)), exactly. The robustness value is
    the strength at which that brings it to nothing."""
    frame = pupils(schools=1, each=300)
    frame["other"] = 0.5 * frame.absence + np.random.default_rng(7).normal(0, 3, 300)
    frame["score"] = frame.score - frame.other
    short = linear(frame, "score ~ absence + prior", errors="classical")
    value = robustness(short, "absence").value
    bias = short.terms["absence"].error * np.sqrt(short.terms["absence"].freedom * value * value / (1 - value))
    assert bias == pytest.approx(abs(short.terms["absence"].value))
    assert abs(as_strong_as(short, "absence", "prior")) < abs(short.terms["absence"].value)


def test_what_pupils_without_a_score_could_do_is_what_fitting_them_in_does() -> None:
    """The model fitted again to everybody, those without a score at five points below what it expects of them: the
    slope to the last digits. With nothing less it stays; at the shortfall that undoes it there is none. Whoever lacks
    something else, or is of a group that the model has not seen, is counted."""
    frame = pupils(schools=4, each=60).assign(sen=lambda f: np.where(f.index % 3, "N", "K"))
    hidden = (frame.absence > frame.absence.quantile(0.85)) & (frame.index % 2 == 0)
    seen, without = frame[~hidden], frame[hidden].assign(score=np.nan)
    fitted = linear(seen, "score ~ absence + prior + sen")
    told = shortfall(fitted, without, "absence")
    expects = fitted.design.at(without) @ fitted.estimates
    again = linear(pd.concat([seen, without.assign(score=expects - 5)]), "score ~ absence + prior + sen")
    assert told.at(5) == pytest.approx(again.terms["absence"].value)
    assert told.at(0) == fitted.terms["absence"].value
    assert told.undone is not None
    assert told.at(told.undone) == pytest.approx(0)
    assert (told.rows, told.lacking) == (len(without), 0)
    odd = without.copy()
    odd.loc[odd.index[0], "prior"], odd.loc[odd.index[1], "sen"] = np.nan, "E"
    assert shortfall(fitted, odd, "absence").lacking == 2
    assert shortfall(fitted, without.head(0), "absence").undone is None
    with pytest.raises(ResearchError, match="linear model"):
        shortfall(poisson(frame.assign(days=1 + frame.index % 4), "days ~ absence"), without, "absence")


def test_many_comparisons_are_corrected_by_holm() -> None:
    """By hand: 0.01 × 4, 0.02 × 3, then never less than the one before."""
    found = several({"a": 0.04, "b": 0.01, "c": 0.03, "d": 0.02})
    assert found.adjusted == pytest.approx({"a": 0.06, "b": 0.04, "c": 0.06, "d": 0.06})
    assert found.standing_out == ("b",)
    assert found.by_chance == pytest.approx(1 - 0.95**4)


def test_groups_are_compared_with_each_other_and_not_only_with_nothing() -> None:
    """Two groups with the same slope put in, one of them small: whichever stands out, that they are alike is not
    refused; with slopes of -0.5 and 0.5 it is. A group with too few rows is refused with its reason."""
    parts = [pupils(4, 100, seed=11).assign(stage="a"), pupils(4, 10, seed=12).assign(stage="b")]
    alike = slopes_by(pd.concat(parts), "stage", "score ~ absence + prior", "absence")
    assert alike.p_alike is not None
    assert alike.p_alike > 0.05
    parts.append(pupils(4, 100, seed=13, slope=0.5).assign(stage="c"))
    parts.append(pupils(1, 2, seed=14).assign(stage="d"))
    apart = slopes_by(pd.concat(parts), "stage", "score ~ absence + prior", "absence")
    assert apart.p_alike is not None
    assert apart.p_alike < 0.001
    assert list(apart.found) == ["a", "b", "c"]
    assert "too few" in apart.refused["d"]


def test_counts_out_of_different_numbers_are_rates() -> None:
    """With an exposure the ratio of counts is the ratio of the two pooled rates; one that is nothing is refused."""
    frame = pd.DataFrame({"fsm": [1, 1, 0, 0], "absent": [30, 10, 8, 4], "possible": [200, 100, 150, 250]})
    fitted = poisson(frame, "absent ~ fsm", exposure="possible")
    assert fitted.ratios()["fsm"].value == pytest.approx((40 / 300) / (12 / 400))
    with pytest.raises(ResearchError, match="above 0"):
        poisson(frame.assign(possible=0), "absent ~ fsm", exposure="possible")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("score ~ absense", "absense"),
        ("score ~ absence +", "formula"),
        ("score ~ (absence", "bracket"),
        ("urn ~ absence", "numbers"),
        ("same ~ absence", "same in all"),
        ("score ~ np.log(absence - absence)", "finite"),
    ],
)
def test_a_formula_that_cannot_be_used_is_refused_with_a_reason(formula: str, said: str) -> None:
    """Each mistake says what it is."""
    with pytest.raises(ResearchError, match=said), np.errstate(divide="ignore"):
        linear(pupils().assign(same=1.0), formula)


def test_too_few_rows_are_refused() -> None:
    """Three rows cannot carry three terms."""
    with pytest.raises(ResearchError, match="3 rows have every value, too few for 3 terms"):
        linear(pupils().head(3), "score ~ absence + prior")


def test_an_outcome_parted_without_exception_is_refused() -> None:
    """Whoever missed more than ten failed, nobody else did: no finite odds fit best."""
    frame = pd.DataFrame({"absence": range(20), "passed": [1] * 10 + [0] * 10})
    with pytest.raises(ResearchError, match="no finite coefficients"):
        logistic(frame, "passed ~ absence")


@pytest.mark.parametrize("days", [[0.5, 1, 2, 3], [-1, 1, 2, 3]])
def test_only_counts_are_counted(days: list[float]) -> None:
    """Half days and negative ones are no counts."""
    with pytest.raises(ResearchError, match="count"):
        poisson(pd.DataFrame({"days": days, "x": range(4)}), "days ~ x")


def test_a_term_is_said_in_a_sentence() -> None:
    """A clear difference with its interval; an unclear one said to be so first."""
    frame = pupils(schools=1, each=400)
    frame["nothing"] = np.random.default_rng(8).normal(size=400)
    fitted = linear(frame, "score ~ absence + prior + nothing", errors="classical")
    said = reading(fitted, "absence", "percentage point of absence", "score")
    assert said.startswith("One more percentage point of absence goes with a score 0.")
    assert "lower (95% interval 0." in said
    assert "other things in the model equal" in said
    assert "no clear difference in the score" in reading(fitted, "nothing", "unit", "score")
    more = reading(fitted, "absence", "percentage points of absence", "score", times=10)
    assert more.startswith("10 more percentage points of absence go with a score ")


def test_a_model_shown_by_itself_says_what_to_read_and_no_pupil() -> None:
    """As a researcher types its name in a cell: formula, rows, terms with intervals, cautions; nothing of a row."""
    frame = pupils().assign(upn="A331900120001")
    frame.loc[0, "prior"] = np.nan
    fitted = within_schools(frame, "score ~ absence + prior")
    said = repr(fitted)
    assert "159 of 160 rows, 1 without prior; errors clustered by urn, 8 clusters" in said
    assert [line.split()[0] for line in said.splitlines()[3:5]] == ["absence", "prior"]
    assert said.splitlines()[-1] == fitted.cautions[-1]
    assert "A331900120001" not in said + repr(fitted.design)
    assert fitted.table().loc["absence", "value"] == fitted.terms["absence"].value


def test_the_libraries_behind_the_models_are_loaded_only_when_a_model_is_fitted() -> None:
    """They take a second to load, which no report needs."""
    told = "import sys, attendlib.research, attendlib.report; print({'statsmodels', 'patsy'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
