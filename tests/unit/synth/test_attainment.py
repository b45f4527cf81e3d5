"""Are the invented results a table that can be read, with what real ones lack?"""

from collections import Counter

import pytest

from attendlib.city import City, Result, load_city, read_attainment
from attendlib.synth import CityMade
from attendlib.synth.attainment import EXPECTED, HIGHER, slopes

NOW, BEFORE = "2025/26", "2024/25"


@pytest.fixture(scope="module")
def city(middling: CityMade) -> City:
    """The middling city's tables."""
    return load_city(middling.city_file)


@pytest.fixture(scope="module")
def results(city: City) -> tuple[Result, ...]:
    """Its results."""
    assert city.attainment is not None
    return read_attainment(city.attainment).results


def test_every_measure_has_this_years_and_last_years_results(results: tuple[Result, ...]) -> None:
    """In key stages 1 to 4; nobody has two in one measure and year, or the table could not be read."""
    assert {(r.measure, r.academic_year) for r in results} == {(m, y) for m in slopes() for y in (NOW, BEFORE)}
    assert {r.key_stage for r in results} == {"KS1", "KS2", "KS3", "KS4"}


def test_levels_and_passes_follow_the_score(results: tuple[Result, ...]) -> None:
    """A pass is the expected level or the higher one."""
    for result in results:
        if result.score is None:
            assert result.says_nothing
        else:
            level = "higher" if result.score >= HIGHER else "expected" if result.score >= EXPECTED else "below expected"
            assert (result.level, result.passed) == (level, level != "below expected")


def test_some_results_are_missing_and_some_have_no_pupil(city: City, results: tuple[Result, ...]) -> None:
    """A few in a hundred of each, as in real tables."""
    on_roll = {spell.upn for spell in city.roll.spells}
    now = [r for r in results if r.academic_year == NOW]
    silent, strays = sum(r.says_nothing for r in now), sum(r.upn not in on_roll for r in now)
    assert 0.05 < silent / len(now) < 0.3
    assert 0.005 < strays / len(now) < 0.02
    assert len(Counter(r.upn for r in now)) < len(on_roll)
