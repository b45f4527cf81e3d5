"""How long do reports take, against papermill and nbconvert as commands, and against no notebook at all?

Run ``python -m tests.benchmarks.reports``. It makes a city of invented schools in a temporary folder, reads its
registers, and makes every school's report and register check and the city's report, in turn, several times:

commands  for each document ``papermill`` into a file and ``jupyter nbconvert`` of that file, as many at a time as there
          are workers
run       ``attendlib run``: notebooks in forks, with all that it proves, keeps and writes beside the documents
kernels   the same with a kernel for each notebook
plain     the cells' own lines as plain Python, without a notebook: a process for each worker, with its share of them
again     ``attendlib run`` with nothing changed

It checks that all make the same documents, and prints the medians, what a document takes, and their ratios. The figures
that many reports share are worked out beforehand; with ``--fresh`` not, so that each starts from the registers' marks.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attendlib.batch.surroundings import surroundings
from attendlib.places import shipped

KINDS = {"school_report": True, "register_check": True, "city_report": False}
"""The notebooks, and whether each is for every school."""

PLAIN = """
import ast, json, sys
from pathlib import Path
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from attendlib.documents import to_html

def cells_of(source):
    for cell in json.loads(Path(source).read_text())["cells"]:
        body = ast.parse("".join(cell["source"])).body if cell["cell_type"] == "code" else None
        ends = bool(body) and isinstance(body[-1], ast.Expr)
        yield (
            cell,
            body and compile(ast.Module(body[: len(body) - ends], []), source, "exec"),
            ends and compile(ast.Expression(body[-1].value), source, "eval"),
        )

def shown(block):
    blocks = getattr(block, "blocks", [block] if block is not None else [])
    return [new_output("display_data", each._repr_mimebundle_()) for each in blocks]

asked, held = json.loads(sys.stdin.read()), {}
for source, names, place in asked:
    made, given = [], dict(names)
    for cell, lines, last in held.setdefault(source, list(cells_of(source))):
        if lines is None:
            made.append(new_markdown_cell("".join(cell["source"]), metadata=cell["metadata"]))
            continue
        exec(lines, names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(given)
        made.append(new_code_cell("", outputs=shown(eval(last, names)) if last else []))
    Path(place).write_text(to_html(new_notebook(cells=made)), encoding="utf-8")
"""
"""What makes documents without a notebook, and without anything that a batch needs."""

Spent = tuple[float, float]
"""Seconds on the clock, and of all processors together."""

Asked = tuple[str, dict[str, str], str]
"""A notebook, its parameters, and where its document goes."""


class Bench:
    """A city, and the ways to make its documents."""

    def __init__(self, folder: Path, schools: int, pupils: int, workers: int) -> None:
        self.folder, self.workers = folder, workers
        self.city = folder / "city" / "city.yaml"
        size = ["--schools", str(schools), "--pupils", str(pupils), "--seed", "1"]
        attendlib("synth", str(self.city.parent), *size)
        attendlib("check", str(self.city), "-o", str(folder / "findings.csv"), allowed=(0, 1))
        with (self.city.parent / "schools.csv").open(encoding="utf-8") as table:
            self.urns = [line.split(",")[0] for line in table][1:]

    def asked(self, out: Path) -> list[Asked]:
        """Every document, in a folder for each school."""
        parameters = {"city_file": str(self.city), "as_of": "", "run": "benchmark"}
        made = []
        for name, of_school in KINDS.items():
            for urn in self.urns if of_school else [""]:
                place = out / (urn or "city") / f"{name}.html"
                place.parent.mkdir(parents=True, exist_ok=True)
                own = parameters | ({"urn": urn} if urn else {})
                made.append((str(shipped("notebooks", f"{name}.ipynb")), own, str(place)))
        return made

    def commands(self, out: Path) -> None:
        """Two commands for each document."""

        def make(one: Asked) -> None:
            source, parameters, place = one
            executed = Path(place).with_suffix(".ipynb")
            given = [word for name, value in parameters.items() for word in ("-r", name, value)]
            here = str(Path(source).parent)
            command("papermill", source, str(executed), "--no-progress-bar", "--cwd", here, *given)
            command("jupyter", "nbconvert", "--to", "attendlib-html", "--log-level", "ERROR", str(executed))
            executed.unlink()

        with ThreadPoolExecutor(self.workers) as pool:
            list(pool.map(make, self.asked(out)))

    def plain(self, out: Path) -> None:
        """A process for each worker."""
        asked = self.asked(out)
        shares = [json.dumps(asked[start :: self.workers]) for start in range(self.workers)]
        with ThreadPoolExecutor(self.workers) as pool:
            list(pool.map(lambda share: started([sys.executable, "-c", PLAIN], given=share), shares))

    def run(self, out: Path, *words: str) -> None:
        """The batch."""
        workers = ["--workers", str(self.workers)]
        attendlib("run", "--city", str(self.city), "--out", str(out), *workers, *words)

    def forget(self) -> None:
        """Leave no answer that is kept."""
        for answers in (self.city.parent / ".attendlib").glob("*/answers"):
            shutil.rmtree(answers)


def attendlib(*words: str, allowed: Sequence[int] = (0,)) -> None:
    """A command of the package."""
    started([sys.executable, "-m", "attendlib", *words], allowed=allowed)


def command(name: str, *words: str) -> None:
    """A command of this environment."""
    started([str(Path(sys.executable).with_name(name)), *words])


def started(words: Sequence[str], allowed: Sequence[int] = (0,), given: str = "") -> None:
    """Run a command in the surroundings that reports have. It must succeed."""
    ended = subprocess.run(words, input=given, text=True, env=surroundings(), capture_output=True, check=False)
    if ended.returncode not in allowed:
        raise SystemExit(f"{' '.join(words)[:300]} ended with {ended.returncode}:\n{ended.stderr[-3000:]}")


def documents(out: Path) -> dict[str, bytes]:
    """Every document by the first six characters of its folder, and its name."""
    return {f"{place.parent.name[:6]}/{place.name}": place.read_bytes() for place in out.rglob("*_*.html")}


def main() -> None:
    """Make the city, make its documents in every way in turn, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schools", type=int, default=10)
    parser.add_argument("--pupils", type=int, default=4000, help="of the whole city")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--fresh", action="store_true", help="keep no answer from one round to the next")
    parser.add_argument("--only", nargs="*", default=["commands", "run", "kernels", "plain", "again"])
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place), told.schools, told.pupils, told.workers)
        bench.run(Path(place) / "first")
        ways: dict[str, Callable[[Path], None]] = {
            "commands": bench.commands,
            "run": bench.run,
            "kernels": lambda out: bench.run(out, "--engine", "kernel"),
            "plain": bench.plain,
            "again": bench.run,
        }
        spent: dict[str, list[Spent]] = {name: [] for name in ways if name in told.only}
        for turn in range(told.rounds):
            for name, values in spent.items():
                out = Path(place) / ("first" if name == "again" else f"{name}-{turn}")
                if told.fresh:
                    bench.forget()
                values.append(spent_on(lambda name=name, out=out: ways[name](out)))  # type: ignore[misc]
                if documents(out) != documents(Path(place) / "first"):
                    raise SystemExit(f"{name} made other documents")
        report(spent, len(bench.asked(Path(place) / "count")), told.workers)


def spent_on(work: Callable[[], None]) -> Spent:
    """What some work takes: seconds on the clock, and seconds of all processors together."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(spent: dict[str, list[Spent]], count: int, workers: int) -> None:
    """Print medians and ratios, by the clock and by the processors, which others at work on the machine change less."""
    rounds = len(next(iter(spent.values())))
    print(f"{count} documents, {workers} workers, medians of {rounds} rounds in turn, whole processes")
    clock, processors = ({n: statistics.median(v[at] for v in values) for n, values in spent.items()} for at in (0, 1))
    for name, values in spent.items():
        each = f"{clock[name] / count:6.3f} s a document"
        spread = f"from {min(values)[0]:.2f} to {max(values)[0]:.2f}"
        print(f"{name:8} {clock[name]:7.2f} s  {each}  ({spread})  {processors[name]:7.2f} s of processors")
    for one, other, wanted in (
        ("commands", "run", "at least 10"),
        ("kernels", "run", ""),
        ("run", "plain", "at most 1.25"),
        ("again", "run", "at most 0.25"),
    ):
        if one in spent and other in spent:
            ratios = (held[one] / held[other] for held in (clock, processors))
            note = f"  (wanted: {wanted})" if wanted else ""
            print(f"{one} / {other}: {next(ratios):.2f} by the clock, {next(ratios):.2f} by processors{note}")


if __name__ == "__main__":
    main()
