"""Which schools' marks are others in the later of two runs, and how many of their pupils crossed a line?

Manifests have no pupils, so this is told from the marks that the city's store remembers of each run. It names nobody,
and a school's counts that DfE would hide are not told apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from attendlib.batch.manifest import home_of
from attendlib.batch.moved import Manifest, Moved, called
from attendlib.city import City, load_city
from attendlib.errors import NotInForce
from attendlib.intake.remembered import remembered
from attendlib.measures import Window
from attendlib.measures.decided import CLASSES
from attendlib.measures.moved import MOVES, Side, classes_moved, marks_moved
from attendlib.policy import academic_year_start, rule
from attendlib.store import store_for

Sides = tuple[Side, Side]
"""The marks of the earlier run and of the later."""

CROSSED = {
    "risen": "crossed into it",
    "fallen": "crossed out of it",
    "came": "in it without a session before",
    "left": "were in it and have no session any more",
}
"""What is said of those of MOVES that are moves."""


def moved_marks(runs: Sequence[tuple[Path, Manifest]], city_file: Path | None) -> tuple[list[Moved], str]:
    """What moved between the marks of two runs (each a manifest's place and what it says), and in words why that cannot
    be told, empty where it can. city_file: where the city is now, if not where the manifests say."""
    if len({run["period"]["academic_year"] for _, run in runs}) > 1:
        return [], "They are of two academic years, which have no session in common."
    city = _city_of(runs, city_file)
    if city is None:
        return [], "The city file is not where the manifests say: name it with --city."
    sides = _sides(city, runs)
    if sides is None:
        return [], "The store of the city remembers the marks of its latest runs only, and not of both of these."
    names = {figures["urn"]: called(figures) for _, run in runs for figures in run["figures"]}
    if sides[0] == sides[1]:
        return [], ""
    urns = [school.urn for school in city.schools]
    return [*_marks(sides, urns, names), *_classes(city, sides, urns, names)], ""


def _city_of(runs: Sequence[tuple[Path, Manifest]], named: Path | None) -> City | None:
    """The city that the runs were of. Raises CityError where its file is there but cannot be used."""
    places = [home_of(place) / run["folder"] / run["inputs"]["city"]["path"] for place, run in runs]
    there = [place for place in ([named] if named else reversed(places)) if place.is_file()]
    return load_city(there[0]) if there else None


def _sides(city: City, runs: Sequence[tuple[Path, Manifest]]) -> Sides | None:
    """The marks and days of both runs; None where the marks of one are not remembered any more."""
    store, sides = store_for(city.path), []
    for _, run in runs:
        period, held = run["period"], remembered(store, run["inputs"]["marks"])
        if held is None:
            return None
        window = Window(academic_year_start(period["academic_year"]), date.fromisoformat(period["as_of"]))
        sides.append(Side(held, window))
    return sides[0], sides[1]


def _marks(sides: Sides, urns: Sequence[str], names: Mapping[str, str]) -> Iterator[Moved]:
    """How many marks are new, gone, or have another code: the city by code, then each school."""
    by_code, by_school = Counter[tuple[str | None, str | None]](), Counter[tuple[str, str]]()
    for row in marks_moved(*sides, urns).to_pylist():
        before, after = row["before"], row["after"]
        kind = "new" if before is None else "gone" if after is None else "with another code"
        by_school[row["urn"], kind] += row["marks"]
        by_school["", kind] += row["marks"]
        if before is not None and after is not None:
            by_code[before, after] += row["marks"]
    for (urn, kind), count in sorted(by_school.items()):
        yield Moved("marks", names.get(urn, urn), kind, "", f"{count:,}")
    for (before, after), count in by_code.most_common():
        yield Moved("marks", names[""], "recoded", str(before), str(after), f"{count:,}")


def _classes(city: City, sides: Sides, urns: Sequence[str], names: Mapping[str, str]) -> Iterator[Moved]:
    """How many enrolments crossed each line, and came or went beyond it: the city, then each school where one did."""
    rows = classes_moved(city, *sides, urns).to_pylist()
    small = _small(sides[-1].window.end)
    for name in dict.fromkeys(row["name"] for row in rows):
        of_line = [row for row in rows if row["name"] == name]
        whole = {"urn": ""} | {move: sum(row[move] for row in of_line) for move in MOVES}
        for row in (whole, *of_line):
            counts = {words: row[move] for move, words in CROSSED.items() if row[move]}
            if counts:
                hidden = small if row["urn"] else {}
                note = ", ".join(f"{hidden.get(count, f'{count:,}')} {words}" for words, count in counts.items())
                about = names.get(row["urn"], row["urn"])
                yield Moved("class", about, line_of(name, sides), f"{row['before']:,}", f"{row['after']:,}", note)


def line_of(name: str, sides: Sides) -> str:
    """A class with the share that is missed in it, where it is told by one."""
    shares = dict.fromkeys(rule(CLASSES[name]).on(side.window.end).get("percent") for side in sides)
    words = name.replace("_", " ")
    return words if None in shares else f"{words} ({' or '.join(f'{share}%' for share in shares)} missed)"


def _small(day: date) -> dict[int, str]:
    """The counts of a school's pupils that are told as one, as DfE hides them, and in which words."""
    with suppress(NotInForce):
        counts = rule("published_suppression").on(day)["performance_tables"]["hidden_counts"]
        return dict.fromkeys(counts, " or ".join(map(str, counts)))
    return {}
