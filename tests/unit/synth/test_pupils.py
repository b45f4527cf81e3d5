"""Are pupils on roll where and when they can be, and do they belong together?"""

from collections import Counter, defaultdict
from datetime import date

import numpy as np

from attendlib.synth import CityMade
from attendlib.synth.facts import words

from .conftest import Opened, rows


def test_no_mark_stands_outside_the_enrolment(opened: Opened) -> None:
    """Without faults every mark but ``#`` stands on an open day on which the pupil was on roll."""
    for register in opened.registers:
        roll, calendar = opened.city.roll.of(register.urn), opened.city.calendar.of(register.urn)
        days, day = np.unique(register.date, return_inverse=True)
        pupil = register.pupil.each(lambda upn, roll=roll: roll.number[upn], dtype=np.int64)
        told = ~register.mark.each(lambda mark: mark == "#", dtype=bool)
        assert (roll.on_roll(days)[pupil, day] & (calendar.closed(days) == 0)[day])[told].all()
        assert len(register) > 0


def test_some_come_go_and_move_with_their_upn(middling: CityMade) -> None:
    """There are joiners, leavers and pupils at two schools; who moved left the first before entering the second."""
    schools: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(middling.folder / "pupils.csv"):
        schools[row["upn"]].append(row)
    pairs = [pair for pair in schools.values() if len(pair) == 2]
    moved = [sorted(pair, key=lambda row: row["entry_date"]) for pair in pairs]
    moved = [(old, new) for old, new in moved if old["leaving_date"]]
    assert len(moved) > 20
    assert all(old["leaving_date"] < new["entry_date"] and old["urn"] != new["urn"] for old, new in moved)
    assert len(pairs) > len(moved)
    assert sum(row["entry_date"] > "2025-09-01" for row in rows(middling.folder / "pupils.csv")) > 100


def test_the_dual_registered_are_marked_away_at_their_first_school(opened: Opened) -> None:
    """Everybody marked as being at another school is enrolled at two."""
    away = set()
    for register in opened.registers:
        marked = register.mark.each(lambda mark: mark == "D", dtype=bool)
        away |= {register.pupil.values[i] for i in np.unique(register.pupil.index[marked])}
    enrolled = Counter(spell.upn for spell in opened.city.roll.spells)
    assert len(away) >= 4
    assert all(enrolled[upn] == 2 for upn in away)


def test_year_groups_have_their_ages(small: CityMade) -> None:
    """A pupil of year n was 4 + n on 31 August before the year; reception is 0 and its children are 4."""
    for row in rows(small.folder / "pupils.csv"):
        born = date.fromisoformat(row["date_of_birth"])
        birthdays = 2025 - born.year - ((born.month, born.day) > (8, 31))
        assert birthdays == 4 + int(row["year_group"])


def test_phases_teach_their_year_groups(middling: CityMade) -> None:
    """Primary schools have reception to Year 6, secondary Years 7 to 11, and one of them a sixth form."""
    phase = {row["urn"]: row["phase"] for row in rows(middling.folder / "schools.csv")}
    years: dict[str, set[int]] = defaultdict(set)
    sixth_forms = set()
    for row in rows(middling.folder / "pupils.csv"):
        year = int(row["year_group"])
        years[phase[row["urn"]]].add(year)
        if year > 11:
            sixth_forms.add(row["urn"])
    assert years["primary"] == set(range(7))
    assert years["secondary"] == set(range(7, 14))
    assert years["special"] == set(range(12))
    assert len(sixth_forms) == 1


def test_households_reach_across_schools(middling: CityMade) -> None:
    """Brothers and sisters share a household, some at different schools, and mostly a surname."""
    homes: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows(middling.folder / "pupils.csv"):
        homes[row["household_id"]].setdefault(row["upn"], row)
    several = [list(home.values()) for home in homes.values() if len(home) > 1]
    assert len(several) > 500
    assert sum(len({row["urn"] for row in home}) > 1 for home in several) > 100
    assert all(len({row["fsm"] for row in home}) == 1 for home in several)
    same = sum(len({row["surname"] for row in home}) == 1 for home in several)
    assert same > 0.8 * len(several)


def test_hostile_surnames_occur_rarely(middling: CityMade) -> None:
    """Names that trip careless software are there, for about one pupil in eighty."""
    told = [row["surname"] for row in rows(middling.folder / "pupils.csv")]
    usual = {name for name in told if told.count(name) > 20}
    hostile = [name for name in told if name in words("hostile_surname")]
    assert usual.isdisjoint(hostile)
    assert {"NA", "Null", "=SUM(1)", "<b>Bold</b>", "Smith-Jones, Jr", "Łukasz"} <= set(hostile)
    assert 0.004 < len(hostile) / len(told) < 0.03


def test_steps_come_in_order_for_pupils_on_roll(middling: CityMade) -> None:
    """A second letter follows a first, a meeting a second, each once, on a day on which the pupil was on roll."""
    order = ["letter-a", "letter-b", "meeting"]
    roll = {(row["urn"], row["upn"]): row for row in rows(middling.folder / "pupils.csv")}
    had: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sorted(rows(middling.folder / "interventions.csv"), key=lambda row: row["date"]):
        pupil = (row["urn"], row["upn"])
        if row["step"] in order:
            had[pupil].append(row["step"])
        assert roll[pupil]["entry_date"] <= row["date"] <= (roll[pupil]["leaving_date"] or "9999")
    assert all(steps == order[: len(steps)] for steps in had.values())
    assert {len(steps) for steps in had.values()} == {1, 2, 3}
