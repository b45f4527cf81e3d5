"""How long do measures of millions of marks take, against the same aggregations written by hand in DuckDB SQL?

Run ``python -m tests.benchmarks.measures``: by default a city of 120 schools and 60,000 pupils over one academic year
and over four (23 and 91 million marks in a temporary folder; it says how long they take to make). The marks are written
as the store keeps them, without registers: what is measured is measuring. Each question is put, in a process of its own
and in turn, for several rounds:

hand      DuckDB SQL over the store's files, as somebody would write it who knows DuckDB and what is in the files: it
          counts each kind of mark once, reads days only where time is asked for, takes every enrolment to be on roll,
          and has no limit of memory
measures  ``attendlib.measures`` over the same files, with the city read, its window and its enrolments looked up

It checks that both give the same counts, and prints medians of every round's ratio, peak memory, and how time grows
with the marks. Imports are in neither. ``--pupils 6000`` and fewer schools make a small one of it.
"""

import argparse
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attendlib.codes import code_book
from attendlib.columns import coded, numbers
from attendlib.measures.counts import COUNTS as COUNTED
from attendlib.measures.counts import LATENESS
from attendlib.store import store_for

LAST_YEAR = 2025
CODES = {"/": 0.905, "L": 0.025, "I": 0.033, "M": 0.009, "O": 0.012, "G": 0.004, "B": 0.007, "U": 0.002, "X": 0.003}
"""How often a mark is each code."""

QUESTIONS = {
    "enrolments": ("enrolment",),
    "schools": ("school",),
    "year groups": ("school", "year_group"),
    "years": ("school", "academic_year"),
    "weeks": ("school", "week"),
}
"""What is asked, by the groupings of a question."""

KINDS = """
    count(*) FILTER (category IN ('present', 'approved educational activity')) AS attended,
    count(*) FILTER (category = 'authorised absence') AS authorised,
    count(*) FILTER (category = 'unauthorised absence') AS unauthorised,
    count(*) FILTER (code = 'L') AS late_before_close, count(*) FILTER (code = 'U') AS late_after_close,
    coalesce(sum(minutes_late) FILTER (code IN ('L', 'U')), 0)::BIGINT AS minutes_late,
    count(minutes_late) FILTER (code IN ('L', 'U')) AS late_with_minutes"""
COUNTS = "*, authorised + unauthorised AS absent, attended + authorised + unauthorised AS possible"
SUMS = ", ".join(f"sum({name})::BIGINT AS {name}" for name in (*COUNTED, *LATENESS))
CLASSES = """(10 * absent >= possible AND possible > 0)::INT AS persistently_absent,
    (2 * absent >= possible AND possible > 0)::INT AS severely_absent"""
IN_CLASSES = """count(*) FILTER (10 * absent >= possible) AS persistently_absent,
    count(*) FILTER (2 * absent >= possible) AS severely_absent"""
YEAR = "(year(date) - (month(date) < 9)::INT)"
YEARS = "first || '/' || lpad(((first + 1) % 100)::TEXT, 2, '0')"

WEEK = "date_trunc('week', date)::DATE AS week"


def counted(keys: str) -> str:
    """Each enrolment's counts, in each cell of time where ``keys`` has one. A kind of mark is counted once."""
    return f"(SELECT {COUNTS} FROM (SELECT {keys}, {KINDS} FROM marks GROUP BY ALL))"


SQL = {
    "enrolments": f"SELECT *, {CLASSES} FROM {counted('urn, upn')} ORDER BY urn, upn",
    "schools": f"SELECT urn AS school, count(*) AS enrolments, {SUMS}, {IN_CLASSES} FROM {counted('urn, upn')} "
    "WHERE possible > 0 GROUP BY urn ORDER BY urn",
    "year groups": f"SELECT c.urn AS school, year_group, count(*) AS enrolments, {SUMS}, {IN_CLASSES} FROM "
    f"{counted('urn, upn')} c JOIN pupils p ON c.upn = p.upn WHERE possible > 0 GROUP BY c.urn, year_group "
    "ORDER BY c.urn, year_group::INT",
    "years": f"SELECT urn AS school, {YEARS} AS academic_year, count(*) AS enrolments, {SUMS}, {IN_CLASSES} FROM "
    f"{counted(f'urn, upn, {YEAR} AS first')} WHERE possible > 0 GROUP BY urn, first ORDER BY urn, first",
    "weeks": f"SELECT urn AS school, week, count(*) AS enrolments, {SUMS} FROM {counted(f'urn, upn, {WEEK}')} "
    "WHERE possible > 0 GROUP BY ALL ORDER BY ALL",
}
"""The same by hand."""

HAND = """
import duckdb, json, resource, sys, time
files, pupils, sql, out = sys.argv[1:]
began, before = time.perf_counter(), time.process_time()
base = duckdb.connect()
base.execute(f"CREATE VIEW marks AS SELECT * FROM read_parquet({json.loads(files)!r})")
base.execute(f"CREATE VIEW pupils AS SELECT upn, year_group FROM read_csv('{pupils}', all_varchar = true)")
table = base.sql(sql).to_arrow_table()
"""
OURS = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from attendlib.city import load_city
from attendlib.measures import Asked, Sources, Window, measure
from attendlib.store import store_for
city, by, start, out = sys.argv[1:]
began, before = time.perf_counter(), time.process_time()
held = load_city(Path(city))
window = Window(date.fromisoformat(start), held.as_of)
urns = tuple(school.urn for school in held.schools)
sources = Sources(held, store_for(held.path), urns, window.academic_years)
table = measure(sources, Asked(tuple(json.loads(by)), window)).to_pyarrow()
"""
TOLD = """
seconds = time.perf_counter() - began
import pyarrow.parquet
pyarrow.parquet.write_table(table, out)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([seconds, used.ru_utime + used.ru_stime - before, used.ru_maxrss / 1e6]))
"""

Took = tuple[float, float, float]
"""Seconds on the clock, seconds of all processors together, and gigabytes at the most."""


def school_days(year: int) -> list[date]:
    """190 weekdays from 1 September of a year on, in three terms of equal length with holidays between."""
    first = [date(year, 9, 1), date(year + 1, 1, 5), date(year + 1, 4, 14)]
    found = []
    for start, count in zip(first, (70, 65, 55), strict=True):
        some = (start + timedelta(days=n) for n in range(2 * count))
        found += [day for day in some if day.weekday() < 5][:count]
    return found


def make_city(folder: Path, schools: int, pupils: int, years: Sequence[int]) -> Path:
    """A city without registers whose store holds the marks; returns the city file."""
    folder.mkdir()
    urns = [str(999001 + number) for number in range(schools)]
    each = pupils // schools
    upns = {urn: [f"A331{int(urn) - 999000:03}{n:06}" for n in range(each)] for urn in urns}
    rows = [f"{urn},{upn},{years[0]}-09-01,,{7 + n % 5}" for urn in urns for n, upn in enumerate(upns[urn])]
    terms = [f",half-term,autumn 1,{school_days(year)[0]},{school_days(year)[-1]}" for year in years]
    tables = {
        "schools": ["urn,name,phase", *(f"{urn},School {urn},secondary" for urn in urns)],
        "pupils": ["urn,upn,entry_date,leaving_date,year_group", *rows],
        "calendar": ["urn,kind,name,start,end", *terms],
        "register": ["upn,date,session,code,minutes_late"],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    last = school_days(years[-1])[-1]
    city = folder / "city.yaml"
    city.write_text(
        f"name: Marks\nla_code: '331'\nacademic_year: '{years[-1]}/{(years[-1] + 1) % 100:02}'\nas_of: {last}\n"
        "schools: schools.csv\npupils: pupils.csv\ncalendar: calendar.csv\n"
        f"registers: [{{urn: '{urns[0]}', path: register.csv}}]\n",
        encoding="utf-8",
    )
    store = store_for(city).make()
    for year in years:
        for number, urn in enumerate(urns):
            store.put(urn, f"marks/{year}-{(year + 1) % 100:02}", marks_of(urn, upns[urn], year, number))
    return city


def marks_of(urn: str, upns: Sequence[str], year: int, seed: int) -> pa.Table:
    """A school's marks of a year, as ``store.MARKS``, by enrolment, day and session."""
    book, held = code_book().codes(), school_days(year)
    count = len(upns) * len(held) * 2
    draw = np.random.default_rng([year, seed])
    names = list(CODES)
    code = draw.choice(len(names), size=count, p=np.array(list(CODES.values())) / sum(CODES.values())).astype(np.int32)
    entries = [next(entry for entry in book if entry.code == name) for name in names]
    late = np.isin(code, [names.index("L"), names.index("U")])
    minutes = np.where(late, draw.integers(1, 40, count), np.nan).astype(np.float32)
    day = np.tile(np.repeat(np.arange(len(held)), 2), len(upns))
    of_days = np.array([(one - date(1970, 1, 1)).days for one in held], dtype=np.int32)
    return pa.table(
        {
            "urn": coded(np.zeros(count, dtype=np.int32), (urn,)),
            "upn": coded(np.repeat(np.arange(len(upns), dtype=np.int32), 2 * len(held)), tuple(upns)),
            "date": numbers(pa.date32(), of_days[day]),
            "session": coded(np.tile(np.arange(2, dtype=np.int32), count // 2), ("AM", "PM")),
            "code": coded(code, tuple(names)),
            "category": coded(code, tuple(entry.category.value for entry in entries)),
            "reason": coded(code, tuple(entry.reason for entry in entries)),
            "minutes_late": numbers(pa.float32(), minutes, late),
            "row": numbers(pa.int32(), np.arange(1, count + 1, dtype=np.int32)),
        }
    )


class Bench:
    """A city of some years, and both ways to ask it."""

    def __init__(self, folder: Path, schools: int, pupils: int, years: int) -> None:
        began = time.perf_counter()
        self.folder, first = folder, LAST_YEAR - years + 1
        self.city = make_city(folder, schools, pupils, range(first, LAST_YEAR + 1))
        self.files, self.start = sorted(map(str, store_for(self.city).folder.rglob("*.parquet"))), f"{first}-09-01"
        self.marks = sum(pq.read_metadata(file).num_rows for file in self.files)
        size = sum(Path(file).stat().st_size for file in self.files)
        took = time.perf_counter() - began
        print(f"{self.marks:,} marks made in {took:.0f} s, {size / 1e9:.2f} GB in the store", flush=True)

    def hand(self, question: str) -> Took:
        """By hand."""
        pupils = str(self.folder / "pupils.csv")
        return self._asked(HAND, json.dumps(self.files), pupils, SQL[question], str(self.folder / "hand.parquet"))

    def measures(self, question: str) -> Took:
        """By the package."""
        by = json.dumps(QUESTIONS[question])
        return self._asked(OURS, str(self.city), by, self.start, str(self.folder / "measures.parquet"))

    def _asked(self, source: str, *words: str) -> Took:
        ended = subprocess.run(
            [sys.executable, "-c", source + TOLD, *words], capture_output=True, text=True, check=False
        )
        if ended.returncode:
            raise SystemExit(ended.stderr[-3000:])
        seconds, processors, memory = json.loads(ended.stdout.splitlines()[-1])
        return seconds, processors, memory

    def check(self, question: str) -> None:
        """Stop where the answers are not the same."""
        hand, ours = (pq.read_table(self.folder / f"{name}.parquet") for name in ("hand", "measures"))
        if hand.select(ours.column_names).cast(ours.schema) != ours:
            raise SystemExit(f"{question}: the answers are not the same")


def main() -> None:
    """Make the cities, ask everything in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=120)
    parser.add_argument("--pupils", type=int, default=60_000, help="of the whole city")
    parser.add_argument("--years", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    totals: dict[int, float] = {}
    for years in told.years:
        with tempfile.TemporaryDirectory() as place:
            bench = Bench(Path(place) / "city", told.schools, told.pupils, years)
            totals[bench.marks] = report(bench, told.rounds)
    for (few, before), (many, after) in itertools.pairwise(totals.items()):
        growth = (after / before) / (many / few)
        print(
            f"{many / few:.1f} times the marks, {after / before:.2f} times the time: {growth:.2f} (wanted: at most 1)"
        )


def report(bench: Bench, rounds: int) -> float:
    """Ask everything in turn, round after round, and print the figures, by the clock and by the processors, which
    others at work on the machine change less; returns the seconds of all questions by the package. A ratio is of two
    that followed each other, so that what else the machine did is in both."""
    took: dict[str, list[tuple[Took, Took]]] = {question: [] for question in QUESTIONS}
    for _, question in itertools.product(range(rounds), QUESTIONS):
        took[question].append((bench.hand(question), bench.measures(question)))
        bench.check(question)
    told = {question: [_median(values) for values in zip(*pairs, strict=True)] for question, pairs in took.items()}
    for question, (hand, ours) in told.items():
        print(
            f"{question:12} hand {_words(hand)}   measures {_words(ours)}   measures / hand {_ratios(took[question])}"
        )
    rounded = zip(*took.values(), strict=True)
    whole = [tuple(_added(side) for side in zip(*pairs, strict=True)) for pairs in rounded]
    print(f"all          measures / hand {_ratios(whole)} (wanted: at most 1.3; 2 GB)", flush=True)
    return sum(ours[0] for _, ours in told.values())


def _median(values: Sequence[Took]) -> Took:
    seconds, processors, memory = (statistics.median(each) for each in zip(*values, strict=True))
    return seconds, processors, memory


def _added(values: Sequence[Took]) -> Took:
    seconds, processors, memory = zip(*values, strict=True)
    return sum(seconds), sum(processors), max(memory)


def _words(took: Took) -> str:
    return f"{took[0]:6.2f} s {took[1]:6.2f} s of processors {took[2]:.2f} GB"


def _ratios(pairs: Sequence[tuple[Took, ...]]) -> str:
    clock, processors = (statistics.median(ours[which] / hand[which] for hand, ours in pairs) for which in (0, 1))
    return f"{clock:.2f} by the clock, {processors:.2f} by processors"


if __name__ == "__main__":
    main()
