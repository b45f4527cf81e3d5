"""Which schools does the invented city have, how big is each, and which system keeps its register?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attendlib.errors import CityError
from attendlib.names import CENSUS_LAYOUT
from attendlib.synth.facts import words

LA_CODE = "331"
FIRST_URN = 999001
FIRST_ESTAB = 9001
MOST = 900
SCHOOLS_FOR_A_CENSUS = 6
"""With so many schools or more, one sends no marks but the termly totals of its School Census."""

_YEARS = {"primary": range(0, 7), "secondary": range(7, 12), "special": range(0, 12)}
_SECONDARIES, _SPECIALS = 0.19, 0.07
_MEAN_SIZE = {"primary": 390, "secondary": 1090, "special": 145}
"""Shares and sizes near Coventry's: 85 primary schools with 33,355 pupils, 22 secondary, 8 special with 1,160."""

_ENDINGS = {
    "primary": ("Primary School", "Primary School", "Primary Academy", "Infant and Junior School"),
    "secondary": ("School", "Academy", "High School"),
    "special": ("Park School", "House School"),
}
_SMALLEST = 8


@dataclass(frozen=True)
class PlannedSchool:
    """One school before it has pupils. ``number`` counts from 0 and is the key of its own random stream; ``risk`` is
    its level of absence as a multiple of its phase's; ``poor`` its share of pupils with free school meals."""

    number: int
    urn: str
    estab: str
    name: str
    phase: str
    layout: str
    size: int
    years: tuple[int, ...]
    risk: float
    poor: float

    @property
    def sends_census(self) -> bool:
        """Sends the termly totals of its School Census, and no marks."""
        return self.layout == CENSUS_LAYOUT


def plan_schools(
    count: int, pupils: int, rng: np.random.Generator, layouts: Sequence[str], census: bool = True
) -> list[PlannedSchool]:
    """``count`` schools that hold ``pupils`` between them and are given ``layouts`` in turn; one sends a census where
    ``census``.

    Raises CityError where there are too few pupils or too many schools."""
    if not 1 <= count <= MOST:
        raise CityError(f"A city has 1 to {MOST} schools, not {count}: choose a number in between.")
    if pupils < count * _SMALLEST:
        raise CityError(f"{count} schools need at least {count * _SMALLEST} pupils, not {pupils}: ask for more.")
    phases = _phases(count, rng)
    sizes = _sizes(phases, pupils, rng)
    sender = _census_school(phases) if census else None
    names = _names(phases, rng)
    sixth_form = phases.index("secondary") if "secondary" in phases else -1
    poor = np.array([1.6 if phase == "special" else 1.0 for phase in phases]) * rng.beta(4, 10, count)
    poor = np.clip(poor, 0.03, 0.8)
    risk = _risks(phases, sizes, poor, rng)
    schools = []
    for i, phase in enumerate(phases):
        turn = i - (sender is not None and i > sender)
        layout = CENSUS_LAYOUT if i == sender else layouts[turn % len(layouts)]
        years = tuple(_YEARS[phase]) + ((12, 13) if i == sixth_form and sizes[i] >= 70 else ())
        urn, estab = str(FIRST_URN + i), str(FIRST_ESTAB + i)
        schools.append(
            PlannedSchool(i, urn, estab, names[i], phase, layout, int(sizes[i]), years, float(risk[i]), float(poor[i]))
        )
    return schools


def _phases(count: int, rng: np.random.Generator) -> list[str]:
    """A phase for each school: the first is a primary school, the rest in any order."""
    special = max(1, round(_SPECIALS * count)) if count >= 5 else 0
    secondary = max(1, round(_SECONDARIES * count)) if count >= 2 else 0
    rest = ["primary"] * (count - special - secondary - 1) + ["secondary"] * secondary + ["special"] * special
    return ["primary", *rng.permutation(rest).tolist()]


def _sizes(phases: list[str], pupils: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Whole numbers of pupils that add up to ``pupils``, by largest remainder."""
    weight = np.array([_MEAN_SIZE[p] for p in phases]) * np.exp(rng.normal(0, 0.25, len(phases)))
    exact = _SMALLEST + weight / weight.sum() * (pupils - _SMALLEST * len(phases))
    sizes = np.floor(exact).astype(np.int64)
    short = pupils - int(sizes.sum())
    sizes[np.argsort(sizes - exact, kind="stable")[:short]] += 1
    return sizes


def _risks(
    phases: list[str], sizes: NDArray[np.int64], poor: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Each school's level as a multiple of its phase's, higher where more are poor; 1 over the pupils of a phase."""
    risk = np.exp(rng.normal(0, 0.13, len(phases)) + 0.6 * (poor - poor.mean()))
    for phase in _YEARS:
        where = np.array(phases) == phase
        if where.any():
            risk[where] /= np.average(risk[where], weights=sizes[where])
    return risk


def _census_school(phases: list[str]) -> int | None:
    """The last primary school sends a census instead of marks."""
    if len(phases) < SCHOOLS_FOR_A_CENSUS:
        return None
    return len(phases) - 1 - phases[::-1].index("primary")


def _names(phases: list[str], rng: np.random.Generator) -> list[str]:
    """A name for each school, all different, made of invented place words."""
    places = [a + b for a in words("place_start") for b in words("place_end")]
    places = rng.permutation(places).tolist()
    names = []
    for i, phase in enumerate(phases):
        again = i // len(places)
        place = places[i % len(places)] + (f" {('North', 'South', 'East')[again - 1]}" if again else "")
        saint = words("saint")[i // 9 % len(words("saint"))]
        if phase == "primary" and i % 9 == 5:
            names.append(f"St. {saint}'s {place} C of E Primary & Nursery")
        else:
            names.append(f"{place} {rng.choice(_ENDINGS[phase])}")
    return names
