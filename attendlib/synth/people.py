"""Who are the pupils of the invented city?

One entry per pupil in every array; a pupil is drawn from the random stream of the school of entry, so that a school's
pupils do not depend on how many other schools there are. Shares of groups are invented, near England's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.identifiers import check_letter
from attendlib.synth.facts import words
from attendlib.synth.schools import LA_CODE, PlannedSchool

HOUSES = ("Red", "Green", "Blue", "Gold")
SEN = ("N", "K", "E")
CLASS_SIZE = 29
NAMED_ODDLY = 0.012
"""Share of pupils with a surname that trips careless software: ``NA``, a formula, markup, a comma, other letters."""

_SIXTH_FORM = 0.5
"""A sixth-form year group is about half as large as one below it."""

_SEN_SHARE = {"primary": (0.83, 0.14, 0.03), "secondary": (0.84, 0.13, 0.03), "special": (0.0, 0.03, 0.97)}


@dataclass
class People:
    """Every pupil of the city, in order of the school of entry and then of the serial in the UPN.

    school: number of the school · year: year group, 0 for reception · born: datetime64[D] · letter: position of the
    tutor group in its year · sen: position in SEN · tendency: the pupil's own leaning to be absent, standard normal ·
    other arrays of bool are flags.
    """

    school: NDArray[np.int32]
    year: NDArray[np.int8]
    born: NDArray[np.datetime64]
    male: NDArray[np.bool_]
    letter: NDArray[np.int8]
    house: NDArray[np.int8]
    fsm: NDArray[np.bool_]
    eal: NDArray[np.bool_]
    sen: NDArray[np.int8]
    looked_after: NDArray[np.bool_]
    social_worker: NDArray[np.bool_]
    tendency: NDArray[np.float64]
    forename: list[str]
    surname: list[str]
    upn: list[str]
    household: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.upn)


def everybody(schools: list[PlannedSchool], start_year: int, streams: list[np.random.Generator]) -> People:
    """The pupils of every school, each from its school's stream. Households are still one each."""
    parts = [_pupils_of(school, start_year, rng) for school, rng in zip(schools, streams, strict=True)]
    arrays = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    forenames = [words("forename")[i] for i in arrays.pop("forename")]
    surnames = [(words("surname") + words("hostile_surname"))[i] for i in arrays.pop("surname")]
    upns = [upn for school, part in zip(schools, parts, strict=True) for upn in _upns(school, part["year"], start_year)]
    household = np.arange(len(upns), dtype=np.int32)
    return People(forename=forenames, surname=surnames, upn=upns, household=household, **arrays)


def _pupils_of(school: PlannedSchool, start_year: int, rng: np.random.Generator) -> dict[str, NDArray]:
    """One school's pupils as columns."""
    n = school.size
    year = _years(school, rng)
    looked_after = rng.random(n) < 0.008
    fsm = rng.random(n) < school.poor
    oddly = rng.random(n) < NAMED_ODDLY
    usual = rng.integers(0, len(words("surname")), n)
    odd = len(words("surname")) + rng.integers(0, len(words("hostile_surname")), n)
    return {
        "school": np.full(n, school.number, dtype=np.int32),
        "year": year,
        "born": _born(year, start_year, rng),
        "male": rng.random(n) < (0.7 if school.phase == "special" else 0.51),
        "letter": _letters(year),
        "house": rng.integers(0, len(HOUSES), n).astype(np.int8),
        "fsm": fsm,
        "eal": rng.random(n) < 0.24,
        "sen": rng.choice(3, n, p=_SEN_SHARE[school.phase]).astype(np.int8),
        "looked_after": looked_after,
        "social_worker": looked_after | (rng.random(n) < np.where(fsm, 0.07, 0.02)),
        "tendency": rng.standard_normal(n),
        "forename": rng.integers(0, len(words("forename")), n),
        "surname": np.where(oddly, odd, usual),
    }


def _years(school: PlannedSchool, rng: np.random.Generator) -> NDArray[np.int8]:
    """A year group for each pupil, groups about equal, youngest first."""
    weight = np.array([_SIXTH_FORM if year > 11 else 1.0 for year in school.years])
    weight = weight * np.exp(rng.normal(0, 0.06, len(weight)))
    bounds = np.round(np.cumsum(weight) / weight.sum() * school.size).astype(int)
    return np.repeat(np.array(school.years, dtype=np.int8), np.diff(bounds, prepend=0))


def _born(year: NDArray[np.int8], start_year: int, rng: np.random.Generator) -> NDArray[np.datetime64]:
    """Reception holds those who turned 4 in the twelve months to 31 August before the year; and so on up."""
    first = np.array([f"{start_year - 5 - y}-09-01" for y in year.tolist()], dtype="datetime64[D]")
    return np.add(first, rng.integers(0, 365, len(year)).astype("timedelta64[D]"))


def _letters(year: NDArray[np.int8]) -> NDArray[np.int8]:
    """Tutor groups of about ``CLASS_SIZE``, dealt round within each year group."""
    letter = np.zeros(len(year), dtype=np.int8)
    for group in np.unique(year):
        where = np.flatnonzero(year == group)
        letter[where] = np.arange(len(where)) % max(1, round(len(where) / CLASS_SIZE))
    return letter


def _upns(school: PlannedSchool, year: NDArray[np.int8], start_year: int) -> list[str]:
    """UPNs given in the year of reception, with serials from 001 within each year and right check letters."""
    upns, serial = [], dict.fromkeys(range(100), 0)
    for group in year.tolist():
        given = (start_year - group) % 100
        serial[given] += 1
        digits = f"{LA_CODE}{school.estab}{given:02d}{serial[given]:03d}"
        upns.append(check_letter("A" + digits) + digits)
    return upns


def tutor_group(year: int, letter: int) -> str:
    """The name of a tutor group: ``RA`` in reception, ``10C`` above."""
    return f"{year or 'R'}{chr(ord('A') + letter)}"
