"""Is an effect found where there is one, and none where before and after alone would see one?"""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from tiny import TinyCity

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity, open_city
from attendlib.research import Impact, impact
from attendlib.research.models.fitted import estimate
from attendlib.research.models.linear import JACKKNIFE, linear
from attendlib.research.records import records
from attendlib.research.steps.chance import alike, at_least
from attendlib.research.steps.course import course
from attendlib.research.steps.found import STUDIED
from attendlib.research.steps.matching import matched, with_expected
from attendlib.research.steps.moments import moments
from attendlib.research.steps.parts import parts

from . import worlds

STEPS = ("letter-a", "letter-b", "meeting")


@pytest.fixture(scope="module")
def found(planted: OpenCity) -> dict[str, Impact]:
    """The impact of every step of the invented city."""
    return {step: impact(planted, step) for step in STEPS}


def test_every_step_given_is_accounted_for(found: dict[str, Impact]) -> None:
    """Compared, or left out for a reason: the counts add up to the rows of the interventions table."""
    for step in STEPS:
        assert sum(found[step].account.values()) == found[step].given
        assert found[step].account[STUDIED] > 100


@pytest.mark.parametrize("step", ["letter-a", "letter-b"])
def test_letters_that_change_nothing_seem_to_and_are_found_to_change_nothing(
    found: dict[str, Impact], step: str
) -> None:
    """After a letter absence is four to five points lower, with an interval far below nothing. Similar pupils without
    the letter miss as much less, and the effect's interval holds nothing."""
    told = found[step]
    assert told.everybody.high < -1.5
    assert told.effect.low < 0 < told.effect.high


def test_the_change_is_what_came_anyway_and_the_effect(found: dict[str, Impact]) -> None:
    """The two parts add up, to the last digits."""
    for told in found.values():
        assert told.change.value == pytest.approx(told.anyway.value + told.effect.value)


def test_what_follows_a_step_is_told_for_both(found: dict[str, Impact]) -> None:
    """Half of the second letters lead to a meeting within the days after, and hardly any of the pupils they are set
    beside have one by then: what the meetings change is in the difference."""
    had, beside = found["letter-b"].followed["meeting"]
    assert 0.35 < had < 0.65
    assert beside < 0.05
    assert "letter-b" not in found["letter-b"].followed


def test_the_course_shows_what_the_figures_say(found: dict[str, Impact], planted: OpenCity) -> None:
    """Three fortnights before and three after: on average they are the absence before and after the change is from,
    to within what unequal fortnights make. It is highest in the last fortnight before a first letter and lower in
    every one after it; of the few they are set beside each fortnight is too uncertain for that."""
    told = found["letter-a"]
    table = told.course.set_index("fortnight")
    assert list(table.index) == [-3, -2, -1, 1, 2, 3]
    before, after = table.loc[:-1, "had"].mean(), table.loc[1:, "had"].mean()
    assert after - before == pytest.approx(told.change.value, abs=1)
    assert table.had[-1] == table.had.max() > table.had.loc[1:].max() + 1
    assert table.beside.notna().all()


def test_the_course_of_one_pupil_is_that_pupils_absence(tiny_city: TinyCity) -> None:
    """Twenty sessions present, twenty missed, then a step, then ten missed and thirty present: 0%, 100%, 50%, 0%. A
    fortnight before the first day with marks or after the last has no figure."""
    upn = tiny_city.pupil("/*20 O*20 /*2 O*10 /*30")
    other = tiny_city.pupil("/*82")
    held = records(tiny_city.open())
    day = held["999001"].day(20)
    pairs = pd.DataFrame({"urn": "999001", "upn": [upn, other], "day": day, "treated": [1, 0], "weight": 1.0})
    table = course(held, pairs, 30)
    assert table.had.fillna(-1).tolist() == [-1, 0, 100, 50, 0, -1]
    assert table.beside.fillna(-1).tolist() == [-1, 0, 0, 0, 0, -1]


def test_pupils_compared_were_to_be_expected_to_miss_as_much(found: dict[str, Impact]) -> None:
    """Before matching those with the step are most of a standard deviation away; after it hardly a tenth."""
    for told in found.values():
        before, after = told.balance["expected"]
        assert before > 0.5
        assert abs(after) < 0.1


def test_intervals_of_planted_steps_hold_what_they_truly_changed() -> None:
    """Ten invented cities, of each step the difference between what those compared missed and what they would have
    missed had nobody had a step: nothing for the first letter, about four points for the meeting, and a part of that
    for the second letter, half of which lead to one. At least 25 of 30 intervals hold it (four standard deviations of
    chance below 95%), and on average the effect of the meeting is right to a point and a half, where before and after
    is out by two and more. Of letters too before and after says that they took away points."""
    told = {step: [] for step in STEPS}
    for seed in range(10):
        made = worlds.city(seed)
        for step, found in told.items():
            found.append(worlds.told(made, step))
    assert sum(one.held for found in told.values() for one in found) >= 25
    truth = {step: np.mean([one.truth for one in found]) for step, found in told.items()}
    assert truth["letter-a"] == 0
    assert -2 < truth["letter-b"] < -0.5
    assert -6 < truth["meeting"] < -3
    assert np.mean([one.effect.value - one.truth for one in told["meeting"]]) == pytest.approx(0, abs=1.5)
    assert np.mean([one.change.value - one.truth for one in told["meeting"]]) < -2
    assert all(one.change.high < 0 for one in told["letter-a"])


def drawn(rng: np.random.Generator, effect: float, later: bool = False) -> pd.DataFrame:
    """Moments of 400 pupils in one week: each has a leaning, and rates that scatter round it. Most of those who missed
    a tenth so far had the step, which takes ``effect`` points; with ``later``, half of the others have it at some time
    in the days after, and it takes as much from the days that come after it."""
    leaning = rng.gamma(1.2, 6, 400)

    def rate(sessions: int) -> np.ndarray:
        chance = np.clip(leaning / 100 * rng.gamma(8, 1 / 8, 400), 0, 0.9)
        return 100 * rng.binomial(sessions, chance) / sessions

    early, before, fortnight = rate(60), rate(40), rate(20)
    so_far = (60 * early + 40 * before + 20 * fortnight) / 120
    treated = (so_far >= 10) & (rng.random(400) < 0.7)
    exposed = np.where(treated, 1.0, later * (rng.random(400) < 0.5) * rng.random(400))
    after = rate(60) + effect * exposed
    table = {"before": (40 * before + 20 * fortnight) / 60, "so_far": so_far, "fortnight": fortnight, "after": after}
    alike = {"upn": range(400), "day": 1, "week": 1, "phase": "p", "had": 0}
    return pd.DataFrame({**table, "treated": treated.astype(int), "exposed": exposed, **alike})


@pytest.mark.parametrize(("effect", "later"), [(0.0, False), (-3.0, False), (-3.0, True)])
def test_intervals_of_an_effect_hold_it_as_often_as_they_say(effect: float, later: bool) -> None:
    """Sixty draws: 95% intervals hold the effect that was put in at least 52 times (four standard deviations of chance
    below 57), and on average the estimate is right to half a point, where before and after alone is out by more than a
    point; also where many of the pupils set beside have the step later."""
    rng, held, values, naive = np.random.default_rng(9), 0, [], []
    for _ in range(60):
        change, _, told = parts(matched(with_expected(drawn(rng, effect, later))))
        held += told.low <= effect <= told.high
        values.append(told.value)
        naive.append(change.value)
    assert held >= 52
    assert np.mean(values) == pytest.approx(effect, abs=0.5)
    assert np.mean(naive) < effect - 1


def test_those_set_beside_are_not_taken_to_scatter_less_than_those_they_are_set_beside() -> None:
    """Ninety with the step of whom one in ten misses 50 points more, ten beside them of whom by chance nobody does:
    from the ten alone they seem to be sure of their mean, and the interval would shut out nothing. With one variance
    for both the error is at least that of the textbook's difference of two means of one variance, less what fifths
    of them differ."""
    tail = np.where(np.arange(90) % 10 == 0, 50.0, 0.0)
    noise = np.tile([-1.0, 1.0], 50)
    pairs = pd.DataFrame({
        "upn": [f"p{n}" for n in range(100)],
        "day": 1,
        "treated": [1] * 90 + [0] * 10,
        "expected": np.r_[np.arange(90.0), np.arange(4.0, 94.0, 9.0)],
        "after": np.r_[tail, np.zeros(10)] + noise,
        "weight": [1.0] * 90 + [9.0] * 10,
    })  # fmt: skip
    fitted = linear(pairs, "after ~ treated", cluster="upn", weights="weight", errors=JACKKNIFE)
    found = fitted.term("treated")
    assert found.low > 0
    error = at_least(fitted, "treated", found)
    wide = estimate(found.value, error)
    assert error.size == pytest.approx(15 * np.sqrt(1 / 90 + 1 / 10), rel=0.1)
    assert wide.low < 0 < wide.high


@pytest.mark.filterwarnings("ignore:divide by zero")  # residuals that are all alike leave a diagnostic nothing
def test_a_pupil_who_stands_beside_several_counts_for_all_of_them() -> None:
    """Residuals of one all round: the error is that of weights alone, the root of their squares summed by pupil,
    whether a pupil's weight stands in one row or in three."""
    rows = pd.DataFrame({
        "upn": list("abcdefgh"), "day": 1, "treated": [1] * 4 + [0] * 4, "expected": range(8),
        "after": [1.0, -1.0] * 4, "weight": [1.0] * 4 + [3.0, 3.0, 1.0, 1.0],
    })  # fmt: skip
    parted = pd.concat([rows, rows[rows.weight == 3], rows[rows.weight == 3]])
    parted = parted.assign(weight=parted.weight.clip(upper=1))
    told = [
        alike(linear(part, "after ~ treated", cluster="upn", weights="weight"), "treated") for part in (rows, parted)
    ]
    assert told[0] == pytest.approx(told[1])
    assert told[0] == pytest.approx(np.sqrt(8 / 6 * (4 / 16 + 20 / 64)))


@pytest.fixture
def small(tiny_city: TinyCity) -> TinyCity:
    """Two pupils who stay, one who leaves, one of whom no mark is held."""
    for marks in ("/*200", "I*20 /*180", "/*200"):
        tiny_city.pupil(marks, year_group="5")
    tiny_city.pupils[2]["leaving_date"] = "2025-11-28"
    tiny_city.pupil("", urn="999002")
    tiny_city.phases["999002"] = "primary"
    return tiny_city


def given(tiny: TinyCity, *rows: tuple[int, str]) -> pd.DataFrame:
    """Letters to pupils, by their number and day."""
    told = [(tiny.pupils[n]["urn"], tiny.pupils[n]["upn"], date.fromisoformat(day)) for n, day in rows]
    return pd.DataFrame(told, columns=["urn", "upn", "day"])


def with_letters(tiny: TinyCity, letters_sent: pd.DataFrame) -> OpenCity:
    """The city with an interventions table."""
    place = tiny.write()
    rows = [f"{urn},{upn},{day},letter," for urn, upn, day in letters_sent.itertuples(index=False)]
    (place.parent / "letters.csv").write_text("\n".join(["urn,upn,date,step,outcome", *rows]) + "\n", encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8") + "interventions: letters.csv\n", encoding="utf-8")
    return open_city(place)


def test_each_reason_for_leaving_a_step_out_is_counted(small: TinyCity) -> None:
    """A second letter, a pupil without marks, a letter too early, and a pupil who left within the days after."""
    told = given(small, (0, "2025-11-10"), (0, "2025-12-01"), (3, "2025-11-10"), (1, "2025-09-03"), (2, "2025-11-10"))
    city = with_letters(small, told)
    found = moments(records(city), told, "letter", 30)
    assert list(found.account.values()) == [1, 1, 1, 1]
    assert found.rows[found.rows.treated == 1].upn.tolist() == [small.pupils[0]["upn"]]


def test_the_day_of_the_step_is_neither_before_nor_after(small: TinyCity) -> None:
    """Twenty sessions missed, then all attended: a letter on the eleventh school day knows of ten days missed, and a
    day missed on the letter's own day would be in no rate."""
    small.pupils.pop(2)
    eleventh = small.school_days()[10]
    told = given(small, (1, eleventh))
    city = with_letters(small, told)
    (row,) = moments(records(city), told, "letter", 10).rows.query("treated == 1").itertuples()
    assert (row.so_far, row.before, row.fortnight, row.after) == (100.0, 100.0, 100.0, 0.0)


def test_only_a_school_that_takes_the_step_has_passed_others_over(tiny_city: TinyCity) -> None:
    """Two schools of two pupils. One sends a letter on a Tuesday, the other on the day after: on each day one pupil had
    the letter and one was passed over, and nobody stands beside a pupil whose own school's turn is tomorrow."""
    for urn in ("999001", "999002"):
        for _ in range(2):
            tiny_city.pupil("/*200", urn=urn)
    tiny_city.phases["999002"] = "primary"
    told = given(tiny_city, (0, "2025-11-11"), (2, "2025-11-12"))
    rows = moments(records(with_letters(tiny_city, told)), told, "letter", 30).rows
    assert list(zip(rows.urn, rows.day.map(str), rows.treated, strict=True)) == [
        ("999001", "2025-11-11", 1),
        ("999001", "2025-11-11", 0),
        ("999002", "2025-11-12", 1),
        ("999002", "2025-11-12", 0),
    ]
    assert rows.week.nunique() == 1


def test_the_days_after_a_later_step_are_counted(tiny_city: TinyCity) -> None:
    """Ten school days looked at. One pupil has the letter on the first day, one on the last day before the ten are
    over, one on the third of them, one never: all of the days, none, seven in ten, none came after it."""
    for _ in range(4):
        tiny_city.pupil("/*200")
    days = tiny_city.school_days()
    told = given(tiny_city, (0, days[20]), (1, days[30]), (2, days[23]))
    rows = moments(records(with_letters(tiny_city, told)), told, "letter", 10).rows
    first = rows[rows.day.map(str) == days[20]]
    assert first.exposed.tolist() == [1.0, 0.0, 0.7, 0.0]


def test_nobody_is_set_beside_themselves_a_day_earlier(tiny_city: TinyCity) -> None:
    """A pupil who was passed over on Monday and had the letter on Tuesday is not their own comparison."""
    rows = pd.DataFrame(
        {"upn": ["a", "a", "b"], "treated": [1, 0, 0], "expected": [5.0, 5.0, 5.1], "week": 1, "phase": "p", "had": ""}
    )
    rows = pd.concat([rows, rows.head(1).assign(upn="c", expected=9.0)])
    pairs = matched(rows)
    assert pairs.upn.tolist() == ["a", "b"]


def test_too_few_pupils_to_compare_are_said_to_be_too_few(small: TinyCity) -> None:
    """With the reason for each; an unknown step with the steps there are."""
    city = with_letters(small, given(small, (0, "2025-11-10")))
    with pytest.raises(ResearchError, match="too few can be compared"):
        impact(city, "letter")
    with pytest.raises(ResearchError, match="letter"):
        impact(city, "leter")
