"""Which pupils have both a result and attendance, and what became of every other result?

One row per pupil: the result, the latest earlier one, the sessions, and what the pupils table says. Every result of the
measure is accounted for: results = in the study + each reason for which one is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from attendlib.city import Attainment, City, Result, read_attainment
from attendlib.city.roll import GROUPS
from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.measures.classes import share_missed
from attendlib.measures.decided import CLASSES
from attendlib.policy import academic_year_start, rule
from attendlib.research.attainment.sessions import Sessions, key_stage_years, sessions_over

ONE_YEAR, KEY_STAGE = "year", "key stage"
"""Over what absence is added up."""

REASONS = (
    "no score, pass or level is given",
    "not on the roll of any school of the city",
    "no possible session is held",
    "at a special school or pupil referral unit only",
    "outside official statistics: age, boarder, very small school, or first seen in the last half term",
    "possible sessions far from the commonest number, in this or an earlier year",
)
"""Why a result is not in the study, in the order in which it is asked; the first that holds is the one."""

IN = "in the study"


class Fate(NamedTuple):
    """What became of some results: of how many pupils, and their absence in percent, None where none is held."""

    what: str
    pupils: int
    absence: float | None


@dataclass(frozen=True, eq=False)
class Matched:
    """frame: a row per pupil in the study · account: what became of every result, in order, adding up to ``results`` ·
    unmatched: pupils on roll in the year groups of those in the study, with possible sessions, and no such result ·
    absence_without: their absence in percent, None where there are none · unscored: as ``frame``, of pupils who would
    be in the study if their result said anything · years, lacking: as in Sessions · remarks: what a person should look
    at in the attainment table, or know of the classes."""

    measure: str
    key_stage: str
    academic_year: str
    results: int
    account: tuple[Fate, ...]
    frame: pd.DataFrame = field(repr=False)
    unmatched: int
    absence_without: float | None
    unscored: pd.DataFrame = field(repr=False)
    years: tuple[str, ...]
    lacking: tuple[str, ...]
    remarks: tuple[str, ...]


def match(
    city: OpenCity,
    measure: str,
    *,
    key_stage: str = "",
    academic_year: str = "",
    prior_measure: str = "",
    over: str = ONE_YEAR,
) -> Matched:
    """The pupils with a result in ``measure`` in one academic year (the city's where left out), of one key stage or of
    all, beside their attendance.

    prior_measure: whose latest result before that year is ``prior``; the same measure where left out · over: ``year``
    or ``key stage``. Columns of the frame: upn, urn, phase, the groups of the pupils table, score, passed (1 or 0),
    level, prior, the counts, schools (at how many), absence (percent, not rounded), persistently_absent and
    severely_absent (1 or 0). Raises ResearchError where there is no such result, CityError for mistakes in the table.
    """
    if over not in (ONE_YEAR, KEY_STAGE) or (over == KEY_STAGE and not key_stage):
        raise ResearchError(f'Absence is added up over a "{ONE_YEAR}", or over a "{KEY_STAGE}", which must be named.')
    table = _table(city.city)
    everything = table.results
    year = academic_year or city.city.academic_year
    asked = [
        r for r in everything if (r.measure, r.academic_year) == (measure, year) and key_stage in ("", r.key_stage)
    ]
    if not asked:
        known = sorted({f"{r.measure}, {r.key_stage}, {r.academic_year}" for r in everything})
        raise ResearchError(
            f'No result in "{measure}" of {key_stage or "any key stage"}, {year}. There are: {"; ".join(known)}.'
        )
    of_pupil = {result.upn: result for result in asked}
    if len(of_pupil) < len(asked):
        raise ResearchError(f'Some pupils have results in "{measure}", {year}, at two key stages: name one of them.')
    years = key_stage_years(key_stage, year) if over == KEY_STAGE else (year,)
    everybody = frozenset(spell.upn for spell in city.city.roll.spells)
    sessions = sessions_over(city, years, frozenset(of_pupil) & everybody)
    why = {upn: _why_not(result, everybody, sessions) for upn, result in of_pupil.items()}
    kept = [upn for upn, reason in why.items() if reason == IN]
    silent = [upn for upn, reason in why.items() if reason == REASONS[0] and upn in sessions.usual]
    before = _before(everything, prior_measure or measure, year)
    frame, unscored = (_frame(city.city, upns, of_pupil, before, sessions) for upns in (kept, silent))
    without = _without(city, years, frozenset(of_pupil), set(frame.year_group))
    return Matched(
        measure=measure,
        key_stage=key_stage,
        academic_year=year,
        results=len(asked),
        account=tuple(_fate(reason, why, sessions) for reason in (*REASONS, IN)),
        frame=frame,
        unmatched=len(without),
        absence_without=_absence(without),
        unscored=unscored,
        years=sessions.years,
        lacking=sessions.lacking,
        remarks=(*map(str, table.remarks), *_of_one_law(sessions.years)),
    )


def _of_one_law(years: Sequence[str]) -> Iterator[str]:
    """Of each class whose rule changed within the years, that all of them are told by the rule of the last."""
    starts = [academic_year_start(year) for year in years]
    for law in CLASSES.values():
        changes = [after.start for before, after in pairwise(rule(law).values) if dict(before) != dict(after)]
        if any(starts[0] < change <= starts[-1] for change in changes if starts):
            said, last = law.replace("_", " ").capitalize(), years[-1]
            yield f"{said} is told of {years[0]} to {last} together by the rule of {last}, not each year's own."


def _fate(reason: str, why: Mapping[str, str], sessions: Sessions) -> Fate:
    pupils = [upn for upn, told in why.items() if told == reason]
    return Fate(reason, len(pupils), _absence(sessions.pooled[sessions.pooled.upn.isin(pupils)]))


def _absence(pooled: pd.DataFrame) -> float | None:
    return float(100 * pooled.absent.sum() / pooled.possible.sum()) if len(pooled) else None


def _table(city: City) -> Attainment:
    if city.attainment is None:
        raise ResearchError(
            f"{city.path.name} names no attainment table: add a line `attainment: attainment.csv`, with the columns "
            "upn, key_stage, measure, academic_year, score, passed and, if you like, level."
        )
    return read_attainment(city.attainment)


def _why_not(result: Result, everybody: frozenset[str], sessions: Sessions) -> str:
    """The first reason for which the result is not in the study, or IN."""
    asked: Iterable[Callable[[], bool]] = (
        lambda: result.says_nothing,
        lambda: result.upn not in everybody,
        lambda: result.upn not in sessions.seen,
        lambda: result.upn not in sessions.mainstream,
        lambda: result.upn not in sessions.in_scope,
        lambda: result.upn not in sessions.usual,
    )
    return next((reason for reason, holds in zip(REASONS, asked, strict=True) if holds()), IN)


def _before(everything: Iterable[Result], measure: str, year: str) -> dict[str, float]:
    """Each pupil's score in the latest earlier academic year that has one."""
    earlier = [r for r in everything if r.measure == measure and r.academic_year < year and r.score is not None]
    return {r.upn: r.score for r in sorted(earlier, key=lambda r: r.academic_year) if r.score is not None}


def _frame(
    city: City, kept: list[str], results: dict[str, Result], prior: dict[str, float], sessions: Sessions
) -> pd.DataFrame:
    """A row per pupil in the study, in order of the attainment table."""
    told = pd.DataFrame(
        {
            "upn": kept,
            "key_stage": [results[upn].key_stage for upn in kept],
            "score": pd.Series([results[upn].score for upn in kept], dtype=float),
            "passed": pd.Series([results[upn].passed for upn in kept], dtype="boolean").astype("Float64").astype(float),
            "level": [results[upn].level for upn in kept],
            "prior": pd.Series([prior.get(upn) for upn in kept], dtype=float),
        }
    )
    told = told.merge(sessions.pooled, on="upn", how="left")
    phases = {school.urn: school.phase for school in city.schools}
    latest = {(spell.urn, spell.upn): spell for urn in phases for spell in city.roll.of(urn).latest}
    spells = [latest[key] for key in zip(told.urn, told.upn, strict=True)]
    told["phase"] = [phases[urn] for urn in told.urn]
    for name in GROUPS:
        told[name] = [spell.group(name) for spell in spells]
    told["absence"] = 100 * told.absent / told.possible
    last = academic_year_start(sessions.years[-1]) if sessions.years else city.as_of
    for name, law in CLASSES.items():
        told[name] = share_missed(rule(law).on(last))(told).astype(int)
    return told


def _without(
    city: OpenCity, years: tuple[str, ...], with_result: frozenset[str], year_groups: set[str]
) -> pd.DataFrame:
    """The sessions of pupils of the same year groups at mainstream schools who have no result in the table."""
    others = frozenset(
        spell.upn
        for spell in city.city.roll.spells
        if spell.group("year_group") in year_groups and spell.upn not in with_result
    )
    return sessions_over(city, years, others).pooled
