"""Are the faults planted, in the number stated, and is there nothing wrong without them?"""

import json
from collections import Counter

import pytest

from attendlib.checks import RegisterContext, examine
from attendlib.city import City, load_city
from attendlib.readers import read
from attendlib.register import Register
from attendlib.synth import CityMade
from attendlib.synth.facts import counting, mark
from attendlib.synth.layouts import WRITERS
from attendlib.synth.made import CELLS, CHARACTERS, RECORDS

from .conftest import Opened, rows

NATURAL = {"possible-far-from-mode"}
"""What honest registers have too: pupils who came late in the year, or with sessions that do not count."""


def found(city: City, registers: list[Register]) -> dict[str, Counter[str]]:
    """How often each check spoke, by URN."""
    told = {}
    for register in registers:
        urn = register.urn
        context = RegisterContext(city.school(urn), city.roll.of(urn), city.calendar.of(urn), city.as_of)
        examined = examine([register], context)
        told[urn] = Counter(finding.rule for finding in examined.findings)
    return told


@pytest.fixture(scope="module")
def told(small: CityMade) -> dict[str, Counter[str]]:
    city = load_city(small.city_file)
    return found(city, [read(city.file(entry), entry.urn, entry.path) for entry in city.registers])


def test_checks_find_each_fault_as_often_as_it_was_planted(small: CityMade, told: dict[str, Counter[str]]) -> None:
    """The counts in planted_faults.csv are those that the checks, which know nothing of them, come to."""
    planted = rows(small.folder / "planted_faults.csv")
    assert len(planted) > 50
    for row in planted:
        assert (row["urn"], row["rule"], told[row["urn"]][row["rule"]]) == (row["urn"], row["rule"], int(row["count"]))


def test_every_register_has_the_faults_its_layout_can_hold(small: CityMade) -> None:
    """Rows can repeat, contradict and stand where they should not; grids cannot; mark strings differ in a total."""
    kinds = {row["urn"]: row["layout"] for row in rows(small.folder / "schools.csv")}
    grid = {"unknown-code": 3, "retired-code": 4, "missing-mark": 5, "wrong-session-slash": 2, "n-unresolved": 3}
    more = {"closed-session": 2, "conflicting-marks": 6, "duplicate-row": 4, "off-roll": 2, "unknown-pupil": 1}
    unmarked = {"day-without-marks": 1, "class-without-marks": 2}
    for urn, planted in small.planted.items():
        holds = WRITERS[kinds[urn]].HOLDS if kinds[urn] in WRITERS else "totals"
        strings = {"ctf-totals-differ": 1, "n-unresolved": 3}
        wanted = {RECORDS: grid | more, CELLS: grid, CHARACTERS: strings, "totals": {}}[holds]
        assert planted == (wanted | unmarked if urn == "999001" else wanted)


def test_a_city_without_faults_has_none(middling: CityMade, opened: Opened) -> None:
    """No check but those that speak of honest registers finds anything in forty schools."""
    spoken = sum(found(opened.city, opened.registers).values(), Counter[str]())
    assert set(spoken) <= NATURAL
    assert not any(middling.planted.values())


def test_planted_effects_are_told(small: CityMade) -> None:
    """planted.csv says which step changes later absence, and by how much."""
    told = {row["step"]: float(row["effect"]) for row in rows(small.folder / "planted.csv")}
    assert told == small.effects
    assert told["letter-a"] == told["letter-b"] == 0
    assert -1 < told["meeting"] < 0


def test_mark_strings_hold_one_character_a_session(small: CityMade) -> None:
    """Each string of the Common Transfer File covers every calendar day from its start to the as-of day, two a day."""
    path = next((small.folder / "registers").glob("*ctf.xml"))
    strings = path.read_text(encoding="utf-8").split("<AttendanceMarks>")[1:]
    days = (small.as_of - load_city(small.city_file).calendar.of("999001").first).days + 1
    assert {len(part.split("<")[0]) for part in strings} == {2 * days}


def test_json_layouts_are_valid_and_count_from_one(small: CityMade) -> None:
    """The stitched text is JSON; records of Wonde are numbered on, those of Xporter carry minutes as numbers."""
    wonde = json.loads(next((small.folder / "registers").glob("*wonde.json")).read_text(encoding="utf-8"))
    assert [record["id"] for record in wonde["data"]] == [f"A{n:09d}" for n in range(1, len(wonde["data"]) + 1)]
    xporter = json.loads(next((small.folder / "registers").glob("*xporter.json")).read_text(encoding="utf-8"))
    assert {type(record["MinsLate"]) for record in xporter} == {int}
    assert {record["Id"].split(".", 1)[1] for record in xporter} == {f"{r['Date']}.{r['Session']}" for r in xporter}
    late = {record["Mark"] for record in xporter if record["MinsLate"]}
    assert late == {"L", "U"}


def test_a_faulty_mark_counts_as_nothing(small: CityMade) -> None:
    """Planted faults are neither attended nor absent when the generator itself counts."""
    kinds = counting(small.as_of)
    for role in ("fault_unknown", "fault_retired_holiday", "fault_retired_interview", "fault_dash", "blank"):
        assert not any(kind[mark(role)] for kind in kinds)
