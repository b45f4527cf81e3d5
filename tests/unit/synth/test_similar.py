"""Are the schools that each invented school is set beside of its phase, near, and not of the city by mistake?"""

import pytest

from attendlib.city import load_city
from attendlib.synth import CityMade
from attendlib.synth.similar import MOST

from .conftest import rows


def test_each_school_has_the_nearest_of_its_phase(small: CityMade) -> None:
    """In order of distance, and no more than promised."""
    city = load_city(small.city_file)
    phases = {school.urn: school.phase for school in city.schools}
    for school in city.schools:
        own = [one for one in city.similar if one.urn == school.urn]
        assert 0 < len(own) <= MOST
        assert [one.distance for one in own] == sorted(one.distance for one in own)
        assert {phases[one.similar_urn] for one in own if one.similar_urn in phases} <= {school.phase}


def test_schools_elsewhere_have_names_and_figures_and_those_of_the_city_none(small: CityMade) -> None:
    """The city's own are measured from its registers. Nobody elsewhere has the URN or the name of a school of the
    city."""
    city = load_city(small.city_file)
    names = {school.urn: school.name for school in city.schools}
    for one in city.similar:
        here = one.similar_urn in names
        assert here == (not one.percents) == (not one.name)
        assert here or (one.name not in names.values() and one.percents["severe_absence"] <= 100)


def test_the_distance_is_what_the_city_file_says_it_is(small: CityMade) -> None:
    """Three quarters of the difference in free school meals, in points, and a quarter of that in size, in per cent of
    the school's own, by the rows of the pupils table; of every pair of schools of the city."""
    city = load_city(small.city_file)
    assert "0.75 of the difference in the share of pupils with free school meals" in city.similar_method
    counted: dict[str, list[int]] = {}
    for row in rows(small.folder / "pupils.csv"):
        counted.setdefault(row["urn"], []).append(int(row["fsm"]))
    pairs = [one for one in city.similar if one.similar_urn in counted]
    assert len(pairs) > 9
    for one in pairs:
        own, other = counted[one.urn], counted[one.similar_urn]
        poor = 100 * abs(sum(own) / len(own) - sum(other) / len(other))
        size = 100 * abs(len(own) - len(other)) / len(own)
        assert float(one.distance) == pytest.approx(0.75 * poor + 0.25 * size, abs=0.006)
