"""Are invented parents and offices nobody's, the same every time, and as lacking as real ones?"""

import csv
import re
from pathlib import Path

import pytest

from attendlib.synth import make_city
from attendlib.synth.contacts import DRAMA, OF_PUPIL, OF_SCHOOL


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """The schools and pupils of a city."""
    folder: Path = tmp_path_factory.mktemp("city")
    make_city(folder, schools=4, pupils=600, seed=3, faults=False)
    found = {}
    for name in ("schools", "pupils"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_every_school_can_be_called_and_nobody_is(tables: dict[str, list[dict[str, str]]]) -> None:
    """Numbers kept for drama, addresses that end nowhere."""
    for school in tables["schools"]:
        assert all(school[column] for column in OF_SCHOOL)
        number = int(school["telephone"].replace(" ", ""))
        assert DRAMA <= number < DRAMA + 1000
        assert re.fullmatch(r"office@[a-z0-9-]+\.example", school["email"])
        assert re.search(r", KB[1-9] [1-9][A-Z]{2}$", school["address"])


def test_a_household_has_one_address(tables: dict[str, list[dict[str, str]]]) -> None:
    """Brothers and sisters share their parents and where they live."""
    held: dict[str, set[tuple[str, ...]]] = {}
    for pupil in tables["pupils"]:
        held.setdefault(pupil["household_id"], set()).add(tuple(pupil[column] for column in OF_PUPIL))
    assert max(map(len, held.values())) == 1
    assert len(held) < len(tables["pupils"])


def test_some_are_lacking_and_some_live_apart(tables: dict[str, list[dict[str, str]]]) -> None:
    """So that letters have to live with both; most have somebody to write to."""
    pupils = tables["pupils"]
    without = [pupil for pupil in pupils if not pupil["parents"]]
    apart = [pupil for pupil in pupils if pupil["other_parents"]]
    assert 0 < len(without) < 0.1 * len(pupils)
    assert 0 < len(apart) < 0.2 * len(pupils)
    assert not [pupil for pupil in without if pupil["address"]]
    assert all(pupil["other_address"] for pupil in apart)
