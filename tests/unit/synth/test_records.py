"""Is what is on record in the invented city what a head would believe, and does it change no mark?"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from attendlib.casework import policy
from attendlib.casework.lists import Desk
from attendlib.city import City, load_city
from attendlib.intake import OpenCity, open_city
from attendlib.places import shipped
from attendlib.synth import CityMade, make_city

from .test_city import digests

REVIEWED = timedelta(weeks=4)


@pytest.fixture(scope="module")
def city(small: CityMade) -> City:
    """The small city's tables."""
    return load_city(small.city_file)


@pytest.fixture(scope="module")
def read(small: CityMade, tmp_path_factory: pytest.TempPathFactory) -> OpenCity:
    """The same with its registers read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        return open_city(small.city_file)


def of_pupils(city: City) -> dict[tuple[str, str], list[tuple[date, str, str]]]:
    """What is on record of each enrolment, in order of day."""
    found = defaultdict(list)
    for one in city.interventions:
        found[one.urn, one.upn].append((one.date, one.step, one.outcome))
    return {key: sorted(done) for key, done in found.items()}


def test_a_review_comes_four_weeks_after_what_it_is_of(city: City) -> None:
    """Never sooner, and never of nothing: before each review lies a letter or a meeting of at least four weeks ago, and
    nothing but a hold in between."""
    counted = Counter(one.step for one in city.interventions)
    assert counted["review"] > 0.3 * (counted["letter-a"] + counted["letter-b"] + counted["meeting"])
    for done in of_pupils(city).values():
        latest = date.max
        for day, step, _ in done:
            if step == "review":
                assert latest + REVIEWED <= day
            elif step != "hold":
                latest = day


def test_few_reviews_are_overdue(read: OpenCity) -> None:
    """Some, so that there is something to look at; fewer than one for twenty letters."""
    desk = Desk(read.city, read.store, policy("coventry-2024", read.city.as_of), read.city.as_of, date(2026, 3, 20))
    overdue = [review for review in desk.reviews if review.on < read.city.as_of]
    letters = sum(one.step.startswith("letter") for one in read.city.interventions)
    assert 0 < len(overdue) < letters / 20


def test_holds_have_reasons_that_policies_know_and_come_after_all_else(city: City) -> None:
    """A few of those with a letter; one that ends was begun before."""
    reasons = policy("coventry-2024", city.as_of).says.hold.reasons
    held = [done for done in of_pupils(city).values() if any(step == "hold" for _, step, _ in done)]
    assert 5 <= len(held) <= 0.1 * len(of_pupils(city))
    for done in held:
        begun = next(at for at, (_, step, _) in enumerate(done) if step == "hold")
        assert done[begun][2] in reasons
        assert {step for _, step, _ in done[begun:]} <= {"hold", "review"}
        assert "letter-a" in {step for _, step, _ in done[:begun]}
        assert [outcome for _, step, outcome in done[begun + 1 :] if step == "hold"] in ([], ["ended"])


def test_amendments_are_whole_and_are_what_the_registers_hold(read: OpenCity, city: City) -> None:
    """No check finds anything in the table; there are some of every school that sends marks."""
    assert not [finding.rule for finding in read.findings() if finding.rule.startswith("amendment")]
    assert {one.urn for one in city.amendments} == {entry.urn for entry in city.registers}
    assert all(one.original == "N" and one.name and one.reason for one in city.amendments)


def test_no_finding_is_of_the_interventions(read: OpenCity) -> None:
    """Every row is of a pupil on roll that day, and nothing stands twice."""
    assert not [finding.rule for finding in read.findings() if finding.rule.startswith("intervention")]
    rows = [(one.urn, one.upn, one.date, one.step) for one in read.city.interventions]
    assert len(set(rows)) == len(rows)


def test_the_bundled_city_is_the_one_that_its_command_makes(tmp_path: Path) -> None:
    """`attendlib synth params/runs/demo --schools 9 --pupils 540 --seed 7`, byte for byte."""
    make_city(tmp_path, schools=9, pupils=540, seed=7)
    bundled = digests(shipped("params", "runs", "demo"))
    assert digests(tmp_path) == {name: one for name, one in bundled.items() if not name.startswith(".attendlib")}
