"""How long do reading, checking, storing and measuring a long register take, against DuckDB and pandas?

Run ``python -m tests.benchmarks.long_register``. It makes a register of 20,000 pupils and 380 sessions (7.6 million
marks) in a temporary folder, then runs, each in a process of its own and in turn, several times:

duckdb   one SQL statement that reads the CSV and gives the same columns per pupil: no checks, no store
pandas   straightforward pandas for the same work: read as text, parse dates, look up codes, set aside unknown and ended
         codes, closed days, pupils not on roll, conflicts and repeats, keep the rest as Parquet, count per pupil
counting pandas without any check or store: read_csv, a map from code to category, groupby
first    ``attendlib measures --by enrolment`` with an empty store: read, check every record, store, measure
again    the same question from the store
other    another question from the store

It prints the medians, their ratios and the peak memory of each.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np

PRESENT, ABSENT, LATE, UNCOUNTED = ("/", "\\"), ("I", "O", "G", "M"), "L", "D"

DUCKDB = """
import duckdb, sys
absent = "code IN ('C','C1','C2','E','I','J1','M','R','S','T','G','N','O','U')"
duckdb.sql(f'''COPY (SELECT *, (possible > 0 AND 10 * absent >= possible)::INT AS persistently_absent,
    (possible > 0 AND 2 * absent >= possible)::INT AS severely_absent FROM (SELECT upn,
    count(*) FILTER (code NOT IN ('D','X','Q','#','Z','Y1','Y2','Y3','Y4','Y5','Y6','Y7')) AS possible,
    count(*) FILTER (code IN ('/','\\\\','L','B','K','P','V','W')) AS attended,
    count(*) FILTER (code IN ('C','C1','C2','E','I','J1','M','R','S','T')) AS authorised,
    count(*) FILTER (code IN ('G','N','O','U')) AS unauthorised, count(*) FILTER ({absent}) AS absent,
    count(*) FILTER (code = 'L') AS late_before_close, count(*) FILTER (code = 'U') AS late_after_close,
    sum(minutes_late) AS minutes_late
    FROM read_csv('{sys.argv[1]}') GROUP BY upn ORDER BY upn)) TO '{sys.argv[2]}'
''')
"""

KINDS = """
authorised = ["C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T"]
kinds = {**dict.fromkeys("/\\\\LBKPVW", "attended"), **dict.fromkeys(authorised, "authorised"),
         **dict.fromkeys("GNOU", "unauthorised"), **dict.fromkeys("DXQ", "uncounted")}
"""

PANDAS = (
    """
import pandas as pd, sys
from pathlib import Path
"""
    + KINDS
    + """
folder = Path(sys.argv[1]).parent
marks = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
marks["date"] = pd.to_datetime(marks["date"], format="%Y-%m-%d")
marks["kind"] = marks["code"].map(kinds)
marks = marks[marks["kind"].notna()]
terms = pd.read_csv(folder / "calendar.csv", dtype=str, keep_default_na=False)
days = pd.bdate_range(terms["start"][0], terms["end"][0])
marks = marks[marks["date"].isin(days)]
roll = pd.read_csv(folder / "pupils.csv", dtype=str, keep_default_na=False)
roll["entry_date"] = pd.to_datetime(roll["entry_date"])
marks = marks.merge(roll[["upn", "entry_date"]], on="upn")
marks = marks[marks["date"] >= marks["entry_date"]]
marks = marks.drop_duplicates(["upn", "date", "session", "code"])
marks = marks[~marks.duplicated(["upn", "date", "session"], keep=False)]
marks.to_parquet(folder / "pandas.parquet")
table = marks.groupby(["upn", "kind"]).size().unstack(fill_value=0)
table["possible"] = table.drop(columns="uncounted").sum(axis=1)
table.to_csv(sys.argv[2])
"""
)

COUNTING = (
    """
import pandas as pd, sys
"""
    + KINDS
    + """
marks = pd.read_csv(sys.argv[1], parse_dates=["date"])
marks["kind"] = marks["code"].map(kinds)
table = marks.groupby(["upn", "kind"]).size().unstack(fill_value=0)
table["possible"] = table.drop(columns="uncounted").sum(axis=1)
table.to_csv(sys.argv[2])
"""
)


def school_days(count: int) -> list[date]:
    """``count`` weekdays from 1 September 2025."""
    days = (date(2025, 9, 1) + timedelta(n) for n in range(2 * count))
    return [day for day in days if day.weekday() < 5][:count]


def make_city(folder: Path, pupils: int) -> Path:
    """A city of one school whose register is a long CSV; returns the city file."""
    days, draw = school_days(190), np.random.default_rng(1)
    upns = [f"A3319001{n:05d}" for n in range(pupils)]
    (folder / "schools.csv").write_text("urn,name,phase\n999001,Large School,secondary\n")
    (folder / "calendar.csv").write_text(f"urn,kind,name,start,end\n,half-term,autumn 1,{days[0]},{days[-1]}\n")
    rows = "".join(f"999001,{upn},{7 + n % 5},2025-09-01,\n" for n, upn in enumerate(upns))
    (folder / "pupils.csv").write_text("urn,upn,year_group,entry_date,leaving_date\n" + rows)
    with (folder / "register.csv").open("w") as file:
        file.write("upn,date,session,code,minutes_late\n")
        for upn in upns:
            lots = draw.random((len(days), 2))
            file.write("".join(_mark(upn, day, s, lots[d, s]) for d, day in enumerate(days) for s in (0, 1)))
    city = folder / "city.yaml"
    city.write_text(
        f"name: Long register\nla_code: '331'\nacademic_year: '2025/26'\nas_of: {days[-1]}\nschools: schools.csv\n"
        "pupils: pupils.csv\ncalendar: calendar.csv\nregisters:\n  - {urn: '999001', path: register.csv}\n"
    )
    return city


def _mark(upn: str, day: date, session: int, lot: float) -> str:
    code, minutes = PRESENT[session], ""
    if lot < 0.07:
        code = ABSENT[int(lot * 1000) % len(ABSENT)]
    elif lot < 0.09:
        code, minutes = LATE, str(int(lot * 10000) % 25)
    elif lot < 0.093:
        code = UNCOUNTED
    return f"{upn},{day},{('AM', 'PM')[session]},{code},{minutes}\n"


def timed(command: list[str]) -> float:
    """Wall-clock seconds of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def peak_memory(command: list[str]) -> float:
    """Peak memory of a command in GB, measured in a process whose only child it is."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    told = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return int(told.stdout) / (1e6 if sys.platform != "darwin" else 1e9)


def main() -> None:
    """Make the register, run everything in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pupils", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        city = make_city(folder, told.pupils)
        register, out = str(folder / "register.csv"), str(folder / "out.csv")
        ask = [sys.executable, "-m", "attendlib", "measures", str(city), "-o", out, "--by"]

        def empty() -> None:
            shutil.rmtree(folder / ".attendlib", ignore_errors=True)

        def keep() -> None:
            """Leave the store as it is."""

        runs: dict[str, tuple[Callable[[], None], list[str]]] = {
            "duckdb": (keep, [sys.executable, "-c", DUCKDB, register, out]),
            "pandas": (keep, [sys.executable, "-c", PANDAS, register, out]),
            "counting": (keep, [sys.executable, "-c", COUNTING, register, out]),
            "first": (empty, [*ask, "enrolment"]),
            "again": (keep, [*ask, "enrolment"]),
            "other": (keep, [*ask, "year_group"]),
        }
        seconds: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(told.rounds):
            for name, (prepare, command) in runs.items():
                prepare()
                seconds[name].append(timed(command))
        middle = {name: statistics.median(values) for name, values in seconds.items()}
        memory = {}
        for name, (prepare, command) in runs.items():
            prepare()
            memory[name] = peak_memory(command)
    print(f"{told.pupils * 380:,} marks, medians of {told.rounds} rounds in turn, whole processes")
    for name, values in seconds.items():
        print(f"{name:8} {middle[name]:6.2f} s  (from {min(values):.2f} to {max(values):.2f})  {memory[name]:.2f} GB")
    for one, other, most in (
        ("first", "duckdb", 3),
        ("first", "pandas", 0.5),
        ("again", "first", 0.25),
        ("other", "first", 0.25),
    ):
        print(f"{one} / {other}: {middle[one] / middle[other]:.2f} (wanted: at most {most})")


if __name__ == "__main__":
    main()
