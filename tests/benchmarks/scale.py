"""What does a whole city take, what does it take again, and what would a country take?

Run ``python -m tests.benchmarks.scale``: by default 120 schools and 60,000 pupils in one academic year (23 million
marks; some 2 GB in a temporary folder). In turn, each a whole command:

synth     the city is invented
read      every register is read, checked and stored
measures  every enrolment's counts, all schools by year group, and all codes by reason, from the store
run       every document is made
again     nothing has changed: the median of several
changed   one school's register has changed

It prints what each takes in seconds and in seconds of processor time, the peak memory of its largest process, its ratio
to ``run``, how many documents the last made and how many it looked at and kept, and what 24,000 schools of that size
would take on machines of so many cores, by those figures.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from attendlib.batch.surroundings import surroundings

COUNTRY = 24_000
"""Schools."""

UNDER = """
import json, resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], capture_output=True, text=True)
took = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([ended.returncode, ended.stderr, took.ru_maxrss / 1e6, took.ru_utime + took.ru_stime]))
"""
"""Runs a command as the only child of a process, so that its memory and processor time are its own."""


class Took:
    """What a command took: seconds, seconds of processor time, which a busy machine stretches less, gigabytes of its
    largest process, and what it said beside its result."""

    def __init__(self, *words: str, allowed: Sequence[int] = (0,)) -> None:
        command = [sys.executable, "-c", UNDER, sys.executable, "-m", "attendlib", *words]
        began = time.perf_counter()
        ended = subprocess.run(command, capture_output=True, text=True, env=surroundings(), check=True)
        self.seconds = time.perf_counter() - began
        status, self.said, self.memory, self.worked = json.loads(ended.stdout)
        if status not in allowed:
            raise SystemExit(f"attendlib {' '.join(words)} ended with {status}:\n{self.said[-3000:]}")

    def made(self) -> tuple[int, int, int]:
        """How many documents a run made, how many it looked at and kept, and how many it found as they should be."""
        there, made, kept, unchanged = (
            int(found.group(1)) if (found := re.search(rf"(\d+) {words}", self.said)) else 0
            for words in ("of \\d+ documents due are there", "made now", "looked at and kept", "unchanged")
        )
        return (made, kept, unchanged) if made or kept or unchanged else (there, 0, 0)


def change(folder: Path) -> str:
    """Let one register have another code in one entry; returns its name. For a city whose first register is CSV."""
    for place in sorted((folder / "registers").glob("*.csv")):
        text = place.read_bytes()
        at = re.search(rb"\bI\b", text[len(text) // 2 :])
        if at:
            where = len(text) // 2 + at.start()
            place.write_bytes(text[:where] + b"M" + text[where + 1 :])
            return place.name
    raise SystemExit("no register of this city can be changed")


def main() -> None:
    """Make the city, do everything in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=120)
    parser.add_argument("--pupils", type=int, default=60_000, help="of the whole city")
    parser.add_argument("--formats", default="html", help="of the documents, joined by commas")
    parser.add_argument("--rounds", type=int, default=3, help="of again")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, out, csv = Path(place) / "city", str(Path(place) / "out"), str(Path(place) / "answer.csv")
        city, cores = str(folder / "city.yaml"), os.cpu_count() or 1
        run = ["run", "--city", city, "--out", out, "--formats", told.formats]
        took: dict[str, Took] = {}

        def do(name: str, *words: str, allowed: Sequence[int] = (0,)) -> None:
            took[name] = Took(*words, allowed=allowed)
            one = took[name]
            print(f"{name:20} {one.seconds:8.1f} s  {one.worked:8.1f} s worked  {one.memory:.2f} GB", flush=True)

        size = ["--schools", str(told.schools), "--pupils", str(told.pupils), "--as-of", "2026-07-17"]
        do("synth", "synth", str(folder), *size)
        do("read", "check", city, "-o", csv, allowed=(0, 1))
        for by in ("enrolment", "school,year_group", "city,reason"):
            do(f"by {by}", "measures", city, "--by", by, "-o", csv)
        do("run", *run)
        documents, _, _ = took["run"].made()
        again = []
        for _ in range(told.rounds):
            do("again", *run)
            again.append(took["again"].seconds)
            if took["again"].made() != (0, 0, documents):
                raise SystemExit("something was made again though nothing had changed")
        name = change(folder)
        do("changed", *run)
        report(took, documents, statistics.median(again), name)
        country(took, told.schools, told.pupils, cores)


def report(took: dict[str, Took], documents: int, again: float, name: str) -> None:
    """Print the ratios."""
    run = took["run"].seconds
    print(f"{documents} documents, {run / documents:.3f} s each, with {os.cpu_count()} cores")
    print(f"again / run: {again / run:.4f} (wanted: below 0.02)")
    made, kept, unchanged = took["changed"].made()
    ratios = (f"{took['changed'].seconds / run:.3f}", f"{took['changed'].worked / took['run'].worked:.3f} of its work")
    print(f"changed / run: {', '.join(ratios)}: {name} alone is another, of all documents")
    print(f"  {made} made (wanted: the school's and the city's), {kept} looked at and kept, {unchanged} unchanged")


def country(took: dict[str, Took], schools: int, pupils: int, cores: int) -> None:
    """Print what a country would take: every school's share of a whole run, on machines of as many cores."""
    share = (took["read"].seconds + took["run"].seconds) / schools
    hours = share * COUNTRY / 3600
    print(f"a school of {pupils // schools} pupils: {share:.2f} s of a machine of {cores} cores")
    print(
        f"{COUNTRY:,} schools: {hours:.1f} hours of one such machine, {hours * cores / 64:.2f} hours of 64 such cores"
    )


if __name__ == "__main__":
    main()
