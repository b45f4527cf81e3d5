"""How long do all four documents of a large school take, against its page alone, and how large are they?

Run ``python -m tests.benchmarks.documents``. It makes a city with one invented school in a temporary folder, and its
documents in two ways, in turn, several times: the page alone, and page, PDF, Word document and workbook.

a report   as the batch makes it: in a fork of a process that has loaded and rehearsed, executed, written, read back and
           proved to open
run        the whole command ``attendlib run``, which begins with loading and rehearsing

It prints the medians, their ratios, and the sizes of the documents, each beside what is wanted.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from attendlib.batch.job import Due, Job, Limits
from attendlib.batch.nursed import Nursed
from attendlib.batch.surroundings import FORK
from attendlib.documents import FORMATS
from attendlib.places import shipped
from tests.benchmarks.reports import attendlib, spent_on

WAYS = {"all four": tuple(FORMATS), "page": ("html",)}
WANTED = 2.0
"""The time of all four, in times of the page alone, that is wanted at most."""

SIZES = {".html": 1_500_000, ".pdf": 1_000_000}
"""Bytes of a document that are wanted at most."""

NOTEBOOKS = ("school_report", "register_check", "weekly_tracker", "support_meeting")


def jobs(city: Path, urn: str, out: Path) -> Iterator[tuple[str, str, Job]]:
    """Notebook, way and job of everything that is to be made once."""
    limits = Limits(cell_seconds=600, report_seconds=1800, memory_mb=4096)
    for notebook in NOTEBOOKS:
        for way, formats in WAYS.items():
            into = out / way.replace(" ", "-")
            into.mkdir(parents=True, exist_ok=True)
            parameters = {"city_file": str(city), "as_of": "", "run": "benchmark", "urn": urn}
            due, source = Due(notebook, urn, into.name, parameters), str(shipped("notebooks", f"{notebook}.ipynb"))
            yield notebook, way, Job(due, source, str(into), formats, FORK, limits)


Taken = dict[str, dict[tuple[str, str], float]]
"""Median seconds on the clock and of processors, of each notebook in each way."""


def seconds_of_reports(city: Path, urn: str, out: Path, rounds: int) -> Taken:
    """What each report takes, after a round that loads, rehearses and works out what the city's store then keeps."""
    asked = list(jobs(city, urn, out))
    taken: dict[str, dict[tuple[str, str], list[float]]] = {"by the clock": {}, "processors": {}}
    with Nursed(1) as nursery:
        # The first job of a notebook is the one that is rehearsed: it loads what all formats need.
        list(nursery.make([job for _, _, job in asked], lambda: False))
        for notebook, way, job in (one for _ in range(rounds) for one in asked):
            before = of_processors()
            (made,) = nursery.make([job], lambda: False)
            if made.problem:
                raise SystemExit(f"{notebook}: {made.problem}\n{made.trace}")
            for name, seconds in zip(taken, (made.seconds, of_processors() - before), strict=True):
                taken[name].setdefault((notebook, way), []).append(seconds)
    return {name: {key: statistics.median(values) for key, values in held.items()} for name, held in taken.items()}


def of_processors() -> float:
    """Seconds of all processors that went into the reports made so far: of what the nursery began and has ended."""
    (nursery,) = psutil.Process().children()
    while nursery.children():
        time.sleep(0.01)
    times = nursery.cpu_times()
    return float(times.children_user + times.children_system)


def report(what: str, measured: str, one: float, other: float) -> None:
    """One line: how two compare, and what is wanted."""
    print(f"{what:16} {measured:13} {one:7.2f} s  {other:7.2f} s  {one / other:5.2f}  (wanted: at most {WANTED:g})")


def main() -> None:
    """Make the city, make its documents both ways in turn, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pupils", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=2, help="rounds of the whole command; 0 leaves it out")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        out, city = Path(place) / "out", Path(place) / "city" / "city.yaml"
        attendlib("synth", str(city.parent), "--schools", "1", "--pupils", str(told.pupils), "--seed", "1")
        attendlib("check", str(city), "-o", str(Path(place) / "findings.csv"), allowed=(0, 1))
        urn = (city.parent / "schools.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
        print(f"A school of {told.pupils:,} pupils, medians of {told.rounds} rounds in turn: all four, the page, ratio")
        for measured, seconds in seconds_of_reports(city, urn, out, told.rounds).items():
            for notebook in NOTEBOOKS:
                report(notebook, measured, *(seconds[notebook, way] for way in WAYS))
        for measured, of_ways in whole_runs(city, Path(place), told.runs).items():
            report("the whole run", measured, *(of_ways[way] for way in WAYS))
        sizes(out / "all-four")


def whole_runs(city: Path, place: Path, rounds: int) -> dict[str, dict[str, float]]:
    """The median seconds of the whole command in each way: on the clock, and of all processors."""
    spent: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, formats in WAYS.items():
            words = ["--city", str(city), "--out", str(place / f"run-{len(formats)}"), "--formats", ",".join(formats)]
            spent[way].append(spent_on(lambda words=words: attendlib("run", *words, "--force")))  # type: ignore[misc]
    names = enumerate(("by the clock", "processors") if rounds else ())
    return {name: {way: statistics.median(v[at] for v in spent[way]) for way in WAYS} for at, name in names}


def sizes(folder: Path) -> None:
    """Print how large each document is."""
    for place in sorted(folder.iterdir()):
        most = SIZES.get(place.suffix)
        note = f"  (wanted: below {most / 1e6:.1f} MB)" if most else ""
        print(f"{place.name:24} {place.stat().st_size / 1e6:6.2f} MB{note}")


if __name__ == "__main__":
    main()
