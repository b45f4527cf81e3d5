"""Is the invented city whole, well formed, and the same every time?"""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from attendlib.city import load_city
from attendlib.errors import CityError, NotInForce, RuleError
from attendlib.identifiers import has_right_check_letter
from attendlib.names import CENSUS_LAYOUT, LAYOUTS
from attendlib.readers import recognise
from attendlib.synth import CityMade, make_city
from attendlib.synth.layouts import WRITERS
from attendlib.synth.schools import MOST

from .conftest import SCHOOLS, make_small, rows


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_arguments_write_the_same_bytes(small: CityMade, tmp_path: Path) -> None:
    """Every file of a city, the workbook too, is byte for byte the same when it is made again."""
    make_small(tmp_path)
    assert digests(tmp_path) == digests(small.folder)


def test_another_seed_writes_other_marks(small: CityMade, tmp_path: Path) -> None:
    """A register depends on the seed."""
    make_small(tmp_path, seed=4)
    ours, theirs = digests(tmp_path), digests(small.folder)
    assert all(ours[name] != theirs[name] for name in ours if name in theirs and name.startswith("registers/"))


@pytest.mark.parametrize("name", ["city.yaml", "pupils.csv"])
def test_no_city_is_written_over_another(tmp_path: Path, name: str) -> None:
    """A city file or a table that was not invented stays as it is, and so does all beside it; an invented city is made
    anew where it stands."""
    (tmp_path / name).write_text("name: Ours\n", encoding="utf-8")
    with pytest.raises(CityError, match=f"holds {name} of another city"):
        make_city(tmp_path, schools=1, pupils=8)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {name: "name: Ours\n"}
    make_city(tmp_path / "new", schools=1, pupils=8)
    make_city(tmp_path / "new", schools=1, pupils=8, seed=2)


def test_the_city_file_loads(small: CityMade) -> None:
    """The city file and its tables are read without a mistake, and hold what was reported."""
    city = load_city(small.city_file)
    assert len(city.schools) == small.schools == SCHOOLS
    assert len(city.roll.spells) == small.enrolments
    assert city.as_of == small.as_of == date(2026, 3, 27)
    assert len(city.registers) == len(WRITERS)
    assert [entry.urn for entry in city.census] == [s.urn for s in city.schools if s.layout == CENSUS_LAYOUT]


def test_every_layout_is_there_and_recognised(small: CityMade) -> None:
    """Each school's file is of the layout that the schools table names, and every layout occurs."""
    city = load_city(small.city_file)
    found = {entry.urn: recognise(city.file(entry)) for entry in (*city.registers, *city.census)}
    assert found == {school.urn: school.layout for school in city.schools}
    assert set(found.values()) == {*WRITERS, CENSUS_LAYOUT}


def test_what_is_written_can_be_read() -> None:
    """Every writer is called as a reader is. A reader needs no writer."""
    assert set(WRITERS) < set(LAYOUTS)


def test_fewer_than_six_schools_all_send_marks(tmp_path: Path) -> None:
    """Only a city of six schools or more has one that sends its census instead."""
    city = load_city(make_city(tmp_path, schools=5, pupils=120).city_file)
    assert len(city.registers) == 5
    assert not city.census


def test_no_census_before_one_was_taken(tmp_path: Path) -> None:
    """In December no census has reported the autumn term, so every school sends marks."""
    city = load_city(make_city(tmp_path, schools=7, pupils=140, as_of=date(2025, 12, 1)).city_file)
    assert len(city.registers) == 7
    assert not city.census


def test_identifiers_are_invented_and_right(small: CityMade) -> None:
    """URNs are 999001 and up, where no school is; each UPN has its check letter and an invented school's number."""
    urns = [row["urn"] for row in rows(small.folder / "schools.csv")]
    assert urns == [str(999001 + i) for i in range(SCHOOLS)]
    upns = {row["upn"] for row in rows(small.folder / "pupils.csv")}
    assert len(upns) == small.pupils == 700
    assert all(has_right_check_letter(upn) and upn[1:5] == "3319" for upn in upns)


def test_no_school_is_called_as_one_of_coventry(small: CityMade, middling: CityMade, shared: Path) -> None:
    """No name of a school of the published Coventry list is used, and no name twice."""
    path = shared / "published" / "coventry_schools_201819_absence_attainment.csv"
    real = {row["SCHNAME"].casefold() for row in rows(path)} | {row["SCHNAME_KS4"].casefold() for row in rows(path)}
    for city in (small, middling):
        names = [row["name"].casefold() for row in rows(city.folder / "schools.csv")]
        assert len(set(names)) == len(names)
        assert real.isdisjoint(names)


def test_phases_are_in_coventrys_proportions(middling: CityMade) -> None:
    """Of forty schools about a fifth are secondary and two or three special; the pupils add up to the number asked."""
    phases = [row["phase"] for row in rows(middling.folder / "schools.csv")]
    assert phases.count("secondary") == 8
    assert phases.count("special") == 3
    assert middling.pupils == 6000


def test_progress_is_told_school_by_school(tmp_path: Path) -> None:
    """The caller hears of each school once, with how many are done."""
    heard: list[tuple[str, int, int]] = []
    make_city(tmp_path, schools=3, pupils=60, progress=lambda *told: heard.append(told))
    assert heard == [("999001", 1, 3), ("999002", 2, 3), ("999003", 3, 3)]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"schools": 0}, CityError),
        ({"schools": MOST + 1, "pupils": 10 * MOST}, CityError),
        ({"schools": 10, "pupils": 20}, CityError),
        ({"as_of": date(2025, 9, 2)}, CityError),
        ({"as_of": date(2027, 1, 1)}, CityError),
        ({"academic_year": "2025/27"}, RuleError),
        ({"academic_year": "2023/24"}, NotInForce),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, wrong: dict, error: type[Exception]) -> None:
    """No schools, too few pupils, a day outside the year, and a year before the code set are refused; nothing is
    written."""
    with pytest.raises(error):
        make_city(tmp_path / "city", **wrong)
    assert not (tmp_path / "city").exists()


def test_history_is_four_years_of_counts_that_agree(small: CityMade) -> None:
    """Each school has the four years before; absence is within possible sessions, the severe among the persistent."""
    told = rows(small.folder / "history.csv")
    assert {row["academic_year"] for row in told} == {"2021/22", "2022/23", "2023/24", "2024/25"}
    assert len(told) == 4 * SCHOOLS
    for row in told:
        counts = {key: int(row[key]) for key in row if key not in ("academic_year", "urn")}
        assert 0 < counts["authorised"] + counts["unauthorised"] < counts["possible"]
        assert counts["severely_absent"] <= counts["persistently_absent"] <= counts["enrolments"]
