"""Do the models give the coefficients that textbooks and papers printed?"""

from pathlib import Path

import pandas as pd
import pytest

from attendlib.research import effect, linear, negative_binomial, poisson

EXAMPLE_6_3 = "stndfnl ~ atndrte + priGPA + ACT + I(priGPA**2) + I(ACT**2) + atndrte:priGPA"


@pytest.fixture(scope="module")
def published(shared: Path) -> Path:
    """The folder of published data."""
    return shared / "published"


def test_final_marks_on_attendance(published: Path) -> None:
    """Wooldridge, Introductory Econometrics, Example 6.3, on 680 students: every coefficient to six decimals, standard
    errors to three, R², F and log-likelihood as printed."""
    fitted = linear(pd.read_csv(published / "wooldridge_attend.csv"), EXAMPLE_6_3, errors="classical")
    found = fitted.terms
    assert fitted.design.rows.used == 680
    assert {name: round(term.value, 6) for name, term in found.items()} == {
        "Intercept": 2.050293,
        "atndrte": -0.006713,
        "priGPA": -1.628540,
        "ACT": -0.128039,
        "I(priGPA ** 2)": 0.295905,
        "I(ACT ** 2)": 0.004533,
        "atndrte:priGPA": 0.005586,
    }
    assert [round(term.error, 3) for term in found.values()] == [1.360, 0.010, 0.481, 0.098, 0.101, 0.002, 0.004]
    assert round(fitted.fit["R²"], 3) == 0.229
    assert round(fitted.fit["adjusted R²"], 3) == 0.222
    assert round(fitted.fit["F"], 2) == 33.25
    assert round(fitted.fit["log-likelihood"], 2) == -868.90


def test_the_effect_of_attendance_at_a_stated_earlier_average(published: Path) -> None:
    """The same model at the mean earlier grade of 2.59: one percentage point more attendance goes with 0.007754572
    standard deviations more."""
    fitted = linear(pd.read_csv(published / "wooldridge_attend.csv"), EXAMPLE_6_3, errors="classical")
    assert effect(fitted, "atndrte", {"priGPA": 2.59}).value == pytest.approx(0.007754572, abs=5e-10)


def test_college_grades_on_lectures_skipped(published: Path) -> None:
    """Wooldridge's gpa1, 141 students: coefficients, standard errors, R² and F as printed."""
    frame = pd.read_csv(published / "wooldridge_gpa1.csv")
    fitted = linear(frame, "colGPA ~ hsGPA + ACT + skipped", errors="classical")
    assert [round(term.value, 4) for term in fitted.terms.values()] == [1.3896, 0.4118, 0.0147, -0.0831]
    assert [round(term.error, 3) for term in fitted.terms.values()] == [0.332, 0.094, 0.011, 0.026]
    assert round(fitted.fit["R²"], 4) == 0.2336
    assert round(fitted.fit["F"], 2) == 13.92


def test_days_absent_with_every_interaction(published: Path) -> None:
    """MASS's quine, negative binomial with all interactions (Crawley, The R Book): theta 1.92836 (0.269), twice the
    log-likelihood -1039.324, deviances 272.29 and 167.45, AIC 1097.3. Four of the 32 terms cannot be estimated, because
    no slow learner is in the oldest group; they are named."""
    fitted = negative_binomial(pd.read_csv(published / "mass_quine.csv"), "Days ~ Eth*Sex*Age*Lrn")
    assert (len(fitted.terms), len(fitted.design.aliased)) == (28, 4)
    assert all("Age[T.F3]:Lrn[T.SL]" in name for name in fitted.design.aliased)
    assert round(fitted.fit["theta"], 5) == 1.92836
    assert round(fitted.fit["standard error of theta"], 3) == 0.269
    assert round(2 * fitted.fit["log-likelihood"], 3) == -1039.324
    assert round(fitted.fit["deviance, nothing but the constant"], 2) == 272.29
    assert round(fitted.fit["deviance"], 2) == 167.45
    # R counts theta as a parameter: 2 × 29 above twice the log-likelihood.
    assert round(fitted.fit["AIC"], 1) == 1097.3


def test_days_absent_with_main_effects(published: Path) -> None:
    """The same children, main effects only: theta 1.27489, twice the log-likelihood -1093.151."""
    fitted = negative_binomial(pd.read_csv(published / "mass_quine.csv"), "Days ~ Eth + Sex + Age + Lrn")
    assert round(fitted.fit["theta"], 5) == 1.27489
    assert round(2 * fitted.fit["log-likelihood"], 3) == -1093.151


def test_a_poisson_model_of_the_same_days_is_too_sure_and_says_so(published: Path) -> None:
    """The days vary some thirteen times as much as Poisson allows."""
    fitted = poisson(pd.read_csv(published / "mass_quine.csv"), "Days ~ Eth + Sex + Age + Lrn")
    assert fitted.fit["Pearson χ² by degrees of freedom"] > 10
    assert any("negative binomial" in words for words in fitted.cautions)


def test_progress_8_on_absence_of_schools(published: Path) -> None:
    """England 2018/19, 2,466 schools: Progress 8 = 1.18415 - 0.22152 × absence (standard error 0.00529), R² 0.4153, as
    worked out from the published files by another program."""
    frame = pd.read_csv(published / "pt_201819_joined_ks4_absence_census_destinations_2467schools.csv")
    fitted = linear(frame, "P8MEA ~ PERCTOT", errors="classical")
    assert fitted.design.rows.used == 2466
    assert round(fitted.terms["Intercept"].value, 5) == 1.18415
    assert round(fitted.terms["PERCTOT"].value, 5) == -0.22152
    assert round(fitted.terms["PERCTOT"].error, 5) == 0.00529
    assert round(fitted.fit["R²"], 4) == 0.4153
