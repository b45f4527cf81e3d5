"""Who are the parents of invented pupils, where do they live, and who writes to them?

Telephone numbers are those kept for drama, postcodes and e-mail addresses are of areas that there are not. A few
households have nothing on file, and some pupils have parents at two addresses: letters have to live with both.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from attendlib.synth.facts import words
from attendlib.synth.people import People
from attendlib.synth.schools import PlannedSchool

TOWN = "Kestrelbourne"
POSTCODE = "KB"
"""An area of postcodes that is not one."""

DRAMA = 1632960000
"""The first of the numbers that belong to nobody (Ofcom, numbers for use in drama): 01632 960000."""

_STREETS = ("Street", "Road", "Lane", "Close", "Avenue", "Walk")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_TITLES = ("Ms", "Mrs", "Mr", "Dr")
_UNKNOWN, _ALONE, _APART = 0.03, 0.3, 0.08
"""Shares of households with nothing on file, with one parent, and with another parent elsewhere."""

_WIDE, _LONG = 1 << 31, 32
"""How far a draw goes, and how many one household or school has to draw from."""

OF_SCHOOL = ("address", "telephone", "email", "head_teacher", "attendance_lead")
OF_PUPIL = ("parents", "address", "other_parents", "other_address", "ward")


def offices(schools: Sequence[PlannedSchool], rng: np.random.Generator) -> list[tuple[str, ...]]:
    """OF_SCHOOL for each school."""
    made = []
    for school, draw in zip(schools, _draws(len(schools), rng), strict=True):
        site = re.sub(r"[^a-z0-9]+", "-", school.name.lower()).strip("-")
        telephone = f"0{DRAMA + school.number}"
        people = (_person(_one_of("surname", draw), draw) for _ in range(2))
        made.append((_address(draw), f"{telephone[:5]} {telephone[5:]}", f"office@{site}.example", *people))
    return made


def families(people: People, rng: np.random.Generator) -> list[tuple[str, ...]]:
    """OF_PUPIL for each pupil, the same for all of a household."""
    _, first, household = np.unique(people.household, return_index=True, return_inverse=True)
    draws = _draws(len(first), rng)
    made = [_family(people.surname[head], draw) for head, draw in zip(first.tolist(), draws, strict=True)]
    return [made[number] for number in household.tolist()]


def _draws(count: int, rng: np.random.Generator) -> Iterator[Iterator[int]]:
    """For each of so many, what is drawn for it, one after the other."""
    return map(iter, rng.integers(0, _WIDE, (count, _LONG)).tolist())


def _family(surname: str, draw: Iterator[int]) -> tuple[str, ...]:
    known, together = next(draw) / _WIDE >= _UNKNOWN, next(draw) / _WIDE
    here, other, where = _person(surname, draw), _person(surname, draw), _address(draw)
    if not known:
        return "", "", "", "", ""
    if together < _APART:
        return here, where, _person(_one_of("surname", draw), draw), _address(draw), ward(where)
    return here if together < _APART + _ALONE else f"{here} and {other}", where, "", "", ward(where)


def ward(address: str) -> str:
    """The ward in which an invented address lies: one for each of its postcode districts."""
    district = address.rpartition(POSTCODE)[2].partition(" ")[0]
    return words("place_start")[int(district) - 1]


def _person(surname: str, draw: Iterator[int]) -> str:
    return f"{_TITLES[next(draw) % len(_TITLES)]} {_one_of('forename', draw)[0]} {surname}"


def _address(draw: Iterator[int]) -> str:
    street = f"{next(draw) % 120 + 1} {_one_of('place_start', draw)} {_STREETS[next(draw) % len(_STREETS)]}"
    ends = "".join(_LETTERS[next(draw) % len(_LETTERS)] for _ in range(2))
    return f"{street}, {TOWN}, {POSTCODE}{next(draw) % 9 + 1} {next(draw) % 9 + 1}{ends}"


def _one_of(kind: str, draw: Iterator[int]) -> str:
    return words(kind)[next(draw) % len(words(kind))]
