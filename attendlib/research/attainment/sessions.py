"""How many sessions did each pupil miss, in one year or over a key stage, and whose numbers are those of a whole year?

A pupil's sessions are pooled over the pupil's enrolments. The official study keeps mainstream schools, leaves out what
official statistics leave out (Year 11's last half term among it), and keeps pupils whose possible sessions lie near the
commonest number in every year. Source: the rules ``attainment_link``, ``possible_sessions_mode`` and
``official_scope``.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from attendlib.intake import OpenCity
from attendlib.measures import Asked, Window
from attendlib.names import DFE, ROLL
from attendlib.policy import Held, academic_year_start, rule

COUNTS = ["possible", "attended", "authorised", "unauthorised", "absent"]


@dataclass(frozen=True, eq=False)
class Sessions:
    """pooled: a row per pupil (upn) with COUNTS over all years and the pupil's main ``urn`` · seen: pupils with any
    mark, whatever the scope · mainstream: those of them with a possible session at a school that is kept · in_scope:
    those with one that counts · usual: those whose possible sessions are near the commonest number in every year ·
    years: the academic years that are held, oldest first · lacking: those asked for of which no mark is held."""

    pooled: pd.DataFrame
    seen: frozenset[str]
    mainstream: frozenset[str]
    in_scope: frozenset[str]
    usual: frozenset[str]
    years: tuple[str, ...]
    lacking: tuple[str, ...]


def key_stage_years(key_stage: str, academic_year: str) -> tuple[str, ...]:
    """The academic years of a key stage that ends in ``academic_year``, oldest first; that year alone for a stage that
    the rule does not know."""
    stages = rule("attainment_link").on(academic_year_start(academic_year))["key_stages"]
    last = int(academic_year[:4])
    first = last - len(stages.get(key_stage, [None])) + 1
    return tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(first, last + 1))


def sessions_over(city: OpenCity, years: tuple[str, ...], cohort: frozenset[str]) -> Sessions:
    """The sessions of the pupils of a cohort in some academic years, the last of which goes to the as-of day."""
    left_out = rule("attainment_link").on(academic_year_start(years[-1]))["phases_left_out"]
    mainstream = {school.urn for school in city.city.schools if school.phase not in left_out}
    everyone = {year: _of_cohort(city, year, ROLL, cohort) for year in years}
    held = tuple(year for year in years if len(everyone[year]))
    official = {year: _kept(_of_cohort(city, year, DFE, cohort), mainstream) for year in held}
    known = [_kept(everyone[year], mainstream) for year in held]
    parts = [official[year].assign(year=year) for year in held if len(official[year])]
    rows = pd.concat(parts) if parts else _nothing()
    return Sessions(
        pooled=_pooled(rows),
        seen=frozenset(upn for year in held for upn in everyone[year].upn),
        mainstream=frozenset(upn for part in known for upn in part.upn),
        in_scope=frozenset(rows.upn),
        usual=_usual(rows, held),
        years=held,
        lacking=tuple(year for year in years if year not in held),
    )


def _of_cohort(city: OpenCity, year: str, scope: str, cohort: frozenset[str]) -> pd.DataFrame:
    """The enrolments of the cohort with at least one possible session in the year."""
    start = academic_year_start(year)
    end = min(start.replace(year=start.year + 1) - timedelta(days=1), city.city.as_of)
    if end < start:
        return _nothing()
    asked = Asked(("enrolment",), Window(start, end), scope)
    table = city.answer(asked).to_pandas(use_threads=False)[["urn", "upn", *COUNTS]]
    return table[table.upn.isin(cohort) & (table.possible > 0)]


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({"urn": [], "upn": [], **dict.fromkeys(COUNTS, np.array([], dtype=int)), "year": []})


def _kept(table: pd.DataFrame, urns: set[str]) -> pd.DataFrame:
    return table[table.urn.isin(urns)]


def _pooled(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per pupil; the main school is the one with most possible sessions in the last year held."""
    pooled = rows.groupby("upn", as_index=False)[COUNTS].sum()
    latest = rows[rows.year == rows.year.max()].sort_values(["possible", "urn"], ascending=[False, True])
    main = latest.drop_duplicates("upn")[["upn", "urn"]]
    places = rows.groupby("upn", as_index=False).urn.nunique().rename(columns={"urn": "schools"})
    return pooled.merge(main, on="upn").merge(places, on="upn")


def _usual(rows: pd.DataFrame, years: tuple[str, ...]) -> frozenset[str]:
    kept: set[str] | None = None
    for year in years:
        possible = rows[rows.year == year].groupby("upn").possible.sum()
        near = set(
            possible[near_the_mode(possible, rule("possible_sessions_mode").on(academic_year_start(year)))].index
        )
        kept = near if kept is None else kept & near
    return frozenset(kept or ())


def near_the_mode(possible: "pd.Series[int]", share: Held) -> "pd.Series[bool]":
    """Whose possible sessions lie within the rule's shares of the commonest number (the smallest of equals)."""
    if possible.empty:
        return possible.astype(bool)
    mode = int(possible.mode().min())
    low, high = share["low_percent"] * mode, share["high_percent"] * mode
    if share["inclusive"]:
        return (100 * possible >= low) & (100 * possible <= high)
    return (100 * possible > low) & (100 * possible < high)
