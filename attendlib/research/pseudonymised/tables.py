"""What stands in an extract, column by column?

The tables and the data dictionary are made from the same list, so that neither can have a column that the other lacks.
No name, identifier, birth date or any other date; codes put together in groups; sessions added up by half term.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from attendlib.city import Result, read_attainment
from attendlib.city.roll import SchoolRoll, Spell
from attendlib.codes import Category
from attendlib.intake import OpenCity
from attendlib.measures import Asked
from attendlib.measures.asked import Window
from attendlib.policy import academic_year, academic_year_start, rule, table
from attendlib.research.pseudonymised.key import Key
from attendlib.research.pseudonymised.pseudonyms import pupils, school

PUPIL, SCHOOL = "pupil", "school"
USUAL = ("year_group", "sex", "fsm", "sen", "eal")
"""Groups of the pupils table that are in every extract; the others only where they are asked for."""

FREE = frozenset({"key_stage", "measure", "level", "ward", "tutor_group", "house", *USUAL})
"""Columns whose texts come from the city's own tables as they are."""

MEANINGS = {
    PUPIL: "pseudonym of the pupil, the same in every file of this extract and for this purpose only",
    SCHOOL: "pseudonym of the school",
    "phase": "phase of the school",
    "age": "whole years on 31 August before the academic year; empty where no date of birth is held",
    "on_roll": "all the time; came later; left early; came later and left early",
    "year_group": "year group as in the pupils table",
    "sex": "as in the pupils table",
    "fsm": "eligible for free school meals, as in the pupils table",
    "sen": "special educational needs, as in the pupils table",
    "eal": "first language other than English, as in the pupils table",
    "looked_after": "looked after by a local authority, as in the pupils table",
    "social_worker": "has a social worker, as in the pupils table",
    "ward": "ward of the home, as in the pupils table",
    "tutor_group": "tutor group, as in the pupils table",
    "house": "house, as in the pupils table",
    "academic_year": "academic year",
    "half_term": "1 to 6 through the academic year",
    "group": "codes put together; the rule extract_groups says which",
    "sessions": "half days with such a code",
    "key_stage": "key stage of the result",
    "measure": "test, subject or other measure",
    "score": "as in the attainment table; empty where none was given",
    "passed": "1 yes, 0 no; empty where it was not said",
    "level": "group of the result, as in the attainment table",
}


@dataclass(frozen=True)
class ExtractTable:
    """One file of an extract: its columns, and its rows in an order that says nothing of the city's own tables."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def tables(city: OpenCity, key: Key, also: Iterable[str] = ()) -> tuple[list[ExtractTable], int]:
    """Every file, and how many results belong to nobody on a roll. ``also``: further groups of the pupils table."""
    window = city.to_date()
    rolls = [city.city.roll.of(one.urn) for one in city.city.schools]
    who = pupils(key, ((roll.urn, upn) for roll in rolls for upn in roll.upns))
    schools = {one.urn: school(key, one.urn) for one in city.city.schools}
    groups = (*USUAL, *also)
    rows = [row for roll in rolls for row in _of_school(city, window, roll, groups)]
    rows = [(who[urn, upn], schools[urn], *rest) for urn, upn, *rest in rows]
    about = "one row for each pupil at each school: an enrolment, the unit of official statistics"
    columns = (PUPIL, SCHOOL, "phase", "age", "on_roll", *groups)
    made = [_table("enrolments", about, columns, rows), _sessions(city, window, who, schools)]
    if city.city.attainment is None:
        return made, 0
    results = read_attainment(city.city.attainment).results
    of_upn = {upn: pseudonym for (_, upn), pseudonym in who.items()}
    return [*made, _results(results, of_upn)], sum(result.upn not in of_upn for result in results)


def _of_school(city: OpenCity, window: Window, roll: SchoolRoll, groups: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The enrolments of one school, still under their own numbers."""
    days = [day for day in city.city.calendar.of(roll.urn).days.tolist() if window.start <= day <= window.end]
    spells: dict[str, list[Spell]] = {}
    for spell in roll.spells:
        spells.setdefault(spell.upn, []).append(spell)
    for latest in roll.latest:
        told = _on_roll(spells[latest.upn], days)
        phase = city.city.school(roll.urn).phase
        yield roll.urn, latest.upn, phase, age(latest.born, window.start), told, *map(latest.group, groups)


def age(born: date | None, first: date) -> int | None:
    """Whole years on the day on which official statistics of the academic year of ``first`` take age."""
    if born is None:
        return None
    start = academic_year_start(academic_year(first))
    taken = rule("official_scope").on(start)["age_on"]
    on = date(start.year, taken["month"], taken["day"])
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _on_roll(spells: list[Spell], days: list[date]) -> str:
    """Whether an enrolment held from the first to the last of the school days so far."""
    if not days:
        return ""
    came = min(spell.entry for spell in spells) > days[0]
    left = all(spell.leaving is not None and spell.leaving < days[-1] for spell in spells)
    return " and ".join(word for word, true in (("came later", came), ("left early", left)) if true) or "all the time"


def _sessions(
    city: OpenCity, window: Window, who: Mapping[tuple[str, str], str], schools: Mapping[str, str]
) -> ExtractTable:
    asked = Asked(("enrolment", "academic_year", "half_term"), window)
    group = code_groups(window.end)
    # Termly totals tell the reasons of absence alone: what was attended is taken from the counts, which know both.
    attended = [(row, group(Category.PRESENT, ""), row["attended"]) for row in city.answer(asked).to_pylist()]
    others = [
        (row, group(row["category"], row["reason"]), row["sessions"])
        for row in city.answer(asked, "reason").to_pylist()
        if row["category"] not in (Category.PRESENT, Category.ACTIVITY)
    ]
    sums: Counter[tuple[Any, ...]] = Counter()
    for row, put, sessions in (*attended, *others):
        cell = who[row["urn"], row["upn"]], schools[row["urn"]], row["academic_year"], row["half_term"], put
        sums[cell] += int(sessions)
    about = "sessions of each enrolment by half term and group of codes; where there is no row there is no session"
    columns = (PUPIL, SCHOOL, "academic_year", "half_term", "group", "sessions")
    return _table("sessions", about, columns, [(*cell, count) for cell, count in sums.items() if count])


def code_groups(day: date) -> Callable[[str, str], str]:
    """Category and reason of a mark -> the group that it is put in, by the rule on that day."""
    rows = [row for row in table("extract_groups") if row["start"] <= day.isoformat()]
    of_reason = {(row["category"], row["reason"]): row["group"] for row in rows}
    return lambda category, reason: of_reason.get((category, reason)) or of_reason[category, ""]


def _results(results: Iterable[Result], who: Mapping[str, str]) -> ExtractTable:
    rows = [
        (
            who[one.upn],
            one.key_stage,
            one.measure,
            one.academic_year,
            one.score,
            None if one.passed is None else int(one.passed),
            one.level,
        )
        for one in results
        if one.upn in who
    ]
    columns = (PUPIL, "key_stage", "measure", "academic_year", "score", "passed", "level")
    return _table("results", "results of pupils on a roll, as in the attainment table", columns, rows)


def _table(name: str, about: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> ExtractTable:
    # In order of pseudonyms: the order of the city's tables would say who is who.
    return ExtractTable(name, about, columns, tuple(sorted(rows, key=lambda row: tuple(map(str, row)))))
