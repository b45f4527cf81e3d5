"""How much more do two workers of a Dask cluster make than one?

Run ``python -m tests.benchmarks.cluster`` on a machine that has nothing else to do and at least three cores, for the
run itself and the scheduler want one too; with ``--address`` it measures a cluster of yours instead, whatever workers
it has. It makes a city of invented schools in a temporary folder, reads its registers, and makes every document several
times: with one worker and with two, in turn, each worker in a process of its own that makes one school at a time. It
checks that both make the documents that this machine makes, and prints the medians and the ratio.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.reports import Bench, documents
from tests.clusters import loopback


@contextmanager
def address_of(given: str, folder: Path, workers: int) -> Iterator[str]:
    """The cluster that was named, or one of this machine."""
    if given:
        yield given
        return
    with loopback(folder, workers) as cluster:
        yield cluster.address


def main() -> None:
    """Make the city, its documents in turn with one worker and two, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=60)
    parser.add_argument("--pupils", type=int, default=12_000, help="of the whole city")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--address", default="", help="of a scheduler that is there already")
    told = parser.parse_args()
    seconds: dict[int, list[float]] = {1: [], 2: []} if not told.address else {0: []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        bench = Bench(folder, told.schools, told.pupils, os.cpu_count() or 1)
        bench.run(folder / "here")
        for turn in range(told.rounds):
            for workers, values in seconds.items():
                out = folder / f"out-{turn}-{workers}"
                with address_of(told.address, folder / f"cluster-{turn}-{workers}", workers) as address:
                    began = time.perf_counter()
                    bench.run(out, "--cluster", address)
                    values.append(time.perf_counter() - began)
                if documents(out) != documents(folder / "here"):
                    raise SystemExit(f"{workers} workers made other documents")
        count = len(bench.asked(folder / "count"))
    middle = {workers: statistics.median(values) for workers, values in seconds.items()}
    print(f"{count} documents, medians of {told.rounds} rounds in turn, whole runs, {os.cpu_count()} cores")
    for workers, values in seconds.items():
        name = f"{workers} workers" if workers else told.address
        print(f"{name}: {middle[workers]:.2f} s (from {min(values):.2f} to {max(values):.2f})")
    if not told.address:
        print(f"two workers / one: {middle[1] / middle[2]:.2f} times the throughput (wanted: at least 1.7)")


if __name__ == "__main__":
    main()
