"""What is the smallest batch that shows one fault?

Three schools with a pupil each, two notebooks for each school and one for the city, all of two cells. A run is a fork
of a process that has loaded everything, so that it takes a moment, and rehearses nothing; but for that it is the
command as typed.
"""

import gc
import json
import os
import random
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import jupyter_core.utils as jupyter
import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from tiny import TinyCity

from attendlib.batch.job import Due, Job, Limits
from attendlib.batch.ledger import Ledger
from attendlib.batch.manifest import MANIFEST
from attendlib.batch.others import READS_OTHERS
from attendlib.batch.publish import HIDDEN
from attendlib.batch.run import LEDGER
from attendlib.batch.surroundings import FORK
from attendlib.intake.changed import sha256_of

CANARY = "Canaryname"
"""A pupil's name, which nothing that a run says may repeat."""

URNS = ("999001", "999002", "999003")
NOTEBOOKS = {"school_report": "urn = ''\n", "register_check": "urn = ''\n", "city_report": ""}
"""The notebooks, and what the city's has no use for."""

PARAMETERS = 'city_file = ""\nas_of = ""\nrun = ""\n'
TROUBLE = """
from pathlib import Path
def strike(notebook, urn):
    exec(Path(__file__).with_name("trouble.txt").read_text(), {"notebook": notebook, "urn": urn})
"""
"""Stands beside the notebooks, so that what a cell does can be changed while the notebook stays the same."""

SHOWN = """
from attendlib.report.blocks import EndMark, Section, Title
from trouble import strike
strike({name!r}, globals().get("urn", ""))
Title(f"{name} {{globals().get('urn', '')}} to {{as_of}}", restricted=True)
"""

Clean = Callable[..., Any]


OF_ANOTHER = """
from pathlib import Path
from attendlib.report.blocks import Section
marks = Path(city_file).parent.joinpath("registers", "999002.csv").read_text()
Section(f"Two sessions of illness {marks.count(',I,') // 2} times at School 999002")
"""
"""What a cell shows that reads another school: no other figure when one session more is missed than the two of before,
but when two are."""


def write_notebook(place: Path, parameters: str, sources: Sequence[str], reads_others: Sequence[int] = ()) -> None:
    """A notebook of code cells, the first tagged ``parameters``. reads_others: the sources, from 0, that say so."""
    tagged = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [tagged, *map(new_code_cell, sources)]
    for number in reads_others:
        cells[1 + number].metadata = {"tags": [READS_OTHERS]}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), place)


@pytest.fixture(scope="session")
def clean() -> Iterator[Clean]:
    """``clean(function, *given)`` calls it in a process without threads, from which others can be forked."""
    before, alone = dict(os.environ), ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    os.environ.update(OPENBLAS_NUM_THREADS="1", JE_ARROW_MALLOC_CONF="background_thread:false")
    try:
        assert alone.submit(os.getpid).result()
    finally:
        os.environ.clear()
        os.environ.update(before)
    with alone:
        yield lambda function, *given, **named: alone.submit(function, *given, **named).result()


@dataclass(frozen=True)
class Ran:
    """What came of a run: its exit status (minus the signal that ended it), its result, what was told beside it, and
    how many processes it left behind."""

    status: int
    out: str
    err: str
    left: int


@dataclass
class Batch:
    """A city, its notebooks and the folder of its documents. ``settings``: what its run file says beyond those;
    ``environment``: what is set while a run lasts; ``always``: functions that change every run's process first."""

    city: Path
    notebooks: Path
    out: Path
    clean: Clean
    settings: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    always: list[Callable[[], None]] = field(default_factory=list)

    def run(self, *words: str, **how: Any) -> Ran:
        """``attendlib run RUN.yaml`` with these words more. how: ``patches``, functions that change the process first;
        ``acts``, what is done to it: (when, signal), (when, signal, "all") for every process of the run, or (when, file
        to make), where when is seconds from the start or a file to wait for."""
        run_file = self.notebooks.parent / "run.yaml"
        told = {"city": str(self.city), "out": str(self.out), "workers": 2, "timeout_seconds": 60} | self.settings
        run_file.write_text(json.dumps(told), encoding="utf-8")
        asked = ["run", str(run_file), *words]
        patches = [*self.always, *how.pop("patches", ())]
        ran: Ran = self.clean(run_here, asked, str(self.notebooks), self.environment, patches=patches, **how)
        return ran

    def trouble(self, source: str) -> None:
        """From now on, before a report shows anything, this happens; it knows ``notebook`` and ``urn``."""
        (self.notebooks / "trouble.txt").write_text(source, encoding="utf-8")

    def compare(self) -> None:
        """From now on every school's report says something of the second school."""
        sources = [SHOWN.format(name="school_report"), OF_ANOTHER, "EndMark(run)"]
        place = self.notebooks / "school_report.ipynb"
        write_notebook(place, PARAMETERS + NOTEBOOKS["school_report"], sources, reads_others=[1])

    def miss(self, sessions: int, urn: str = URNS[1]) -> None:
        """From now on the pupil of a school has missed so many sessions more, for illness."""
        place = self.city.parent / "registers" / f"{urn}.csv"
        place.write_text(place.read_text(encoding="utf-8").replace(",/,", ",I,", sessions), encoding="utf-8")

    def made(self) -> set[str]:
        """What the latest run tried to make."""
        told = json.loads((self.out / MANIFEST).read_text(encoding="utf-8"))
        return set(told["timings"]["documents"])

    def anew(self) -> dict[str, str]:
        """The documents of a full run from nothing, in another folder."""
        apart = replace(self, out=self.out.with_name("apart"))
        shutil.rmtree(apart.out, ignore_errors=True)
        ran = apart.run()
        assert (ran.status, ran.left) == (0, 0), ran.err
        return apart.documents()

    def use_real_notebooks(self, *more: str) -> None:
        """From now on the notebooks are the package's own."""
        for name in (*NOTEBOOKS, *more):
            shutil.copy(Path(__file__).parents[1] / "notebooks" / f"{name}.ipynb", self.notebooks)

    def documents(self) -> dict[str, str]:
        """Every file of the folder that a reader can see, but the manifest, with its SHA-256."""
        places = (place for place in self.out.rglob("*") if place.is_file() and HIDDEN not in place.parts)
        held = {place.relative_to(self.out).as_posix(): place for place in places}
        return {name: sha256_of(place) for name, place in sorted(held.items()) if name != MANIFEST}

    def folder(self, urn: str) -> Path:
        """Where a school's documents are."""
        return self.out / (f"{urn}-school-{urn}" if urn else "city")

    def ledger(self) -> Ledger:
        """The ledger that the run left."""
        return Ledger(self.out / HIDDEN / LEDGER)

    def prove_sound(self, *others: str) -> None:
        """The ledger says what is there but for ``others``, nothing half made or put aside is left, and no pupil is
        named where all can read."""
        ledger = self.ledger()
        said = {f"{one.folder}/{n}".lstrip("/"): s for one in ledger.entries().values() for n, s in one.files.items()}
        assert {name: sha256 for name, sha256 in self.documents().items() if name in said} == said
        assert set(self.documents()) - set(said) <= {"index.html", *others}
        assert ledger.intents() == {}
        for name in ("staged", "before"):
            assert list((self.out / HIDDEN / name).iterdir()) == []
        ledger.close()
        for place in (place for place in self.out.rglob("*") if place.is_file()):
            if place.parent.name != "failures":
                assert CANARY.encode() not in place.read_bytes(), place
            else:
                assert place.stat().st_mode & 0o077 == 0


def write_city(folder: Path, urns: Sequence[str]) -> Path:
    """The city file of schools with a pupil each."""
    city = TinyCity(folder, as_of="2025-09-12", phases={})
    for urn in urns:
        city.pupil("/*18 I*2", urn=urn, surname=CANARY)
    return city.write()


@pytest.fixture(scope="session")
def three_schools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city file of three schools."""
    return write_city(tmp_path_factory.mktemp("three") / "city", URNS)


def write_notebooks(folder: Path) -> None:
    """The notebooks of a small batch, and no trouble yet."""
    folder.mkdir()
    for name, more in NOTEBOOKS.items():
        sources = [SHOWN.format(name=name), "EndMark(run)"]
        write_notebook(folder / f"{name}.ipynb", PARAMETERS + more, sources)
    (folder / "trouble.py").write_text(TROUBLE, encoding="utf-8")
    (folder / "trouble.txt").write_text("", encoding="utf-8")


@pytest.fixture(scope="session")
def undisturbed(three_schools: Path, tmp_path_factory: pytest.TempPathFactory, clean: Clean) -> dict[str, str]:
    """What a run makes that nothing disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_notebooks(folder / "notebooks")
    batch = Batch(three_schools, folder / "notebooks", folder / "out", clean)
    ran = batch.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert len(batch.documents()) == 2 * len(URNS) + 2
    return batch.documents()


OLD, NEW = "2025-09-11", "2025-09-12"
"""Last week's as-of day, and the city file's own."""


@pytest.fixture(scope="session")
def last_week(three_schools: Path, tmp_path_factory: pytest.TempPathFactory, clean: Clean) -> Batch:
    """A folder with the documents of an earlier day."""
    folder = tmp_path_factory.mktemp("last-week")
    write_notebooks(folder / "notebooks")
    batch = Batch(three_schools, folder / "notebooks", folder / "out", clean, {"as_of": OLD})
    assert batch.run().status == 0
    return batch


@pytest.fixture
def used(batch: Batch, last_week: Batch) -> Batch:
    """A batch whose folder holds the documents of an earlier day, one of which somebody has edited, and a note that
    somebody put there."""
    shutil.copytree(last_week.out, batch.out)
    (batch.folder(URNS[0]) / "note.txt").write_text("ask about Monday", encoding="utf-8")
    (batch.folder(URNS[0]) / "school_report.html").write_text("edited by hand", encoding="utf-8")
    return batch


@pytest.fixture
def own(tmp_path: Path, clean: Clean) -> Batch:
    """A batch of a city that no other test has."""
    write_notebooks(tmp_path / "notebooks")
    return Batch(write_city(tmp_path / "city", URNS), tmp_path / "notebooks", tmp_path / "out", clean)


@pytest.fixture
def batch(three_schools: Path, tmp_path: Path, clean: Clean) -> Batch:
    """A small batch whose folder is empty yet."""
    write_notebooks(tmp_path / "notebooks")
    return Batch(three_schools, tmp_path / "notebooks", tmp_path / "out", clean)


def run_here(
    words: list[str],
    notebooks: str,
    environment: dict[str, str],
    acts: Sequence[tuple[Any, ...]] = (),
    patches: Sequence[Callable[[], None]] = (),
) -> Ran:
    """``attendlib`` with these words in a fork of this process; see ``Batch.run``."""
    from attendlib.batch import guard

    get_ready()
    guard.adopt_orphans()
    spared = guard.children()
    folder = Path(notebooks).parent / f"said-{random.random()}"
    folder.mkdir()
    began = time.monotonic()
    pid = os.fork()
    if not pid:
        _type(words, Path(notebooks), environment, folder, patches)
    for when, what, *everybody in acts:
        _wait(when, began)
        if isinstance(what, str):
            Path(what).touch()
            continue
        for one in _all_of(pid) if everybody else [pid]:
            with suppress(ProcessLookupError):
                os.kill(one, what)
        time.sleep(0.2)  # two signals of a kind that come together are one
    _, status = os.waitpid(pid, 0)
    until = time.monotonic() + 5
    while (left := guard.children() - spared) and time.monotonic() < until:
        for one in left:
            os.waitpid(one, os.WNOHANG)  # those that have ended are there until somebody takes note
        time.sleep(0.02)
    guard.end_orphans(spared)
    said = [(folder / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err")]
    return Ran(os.waitstatus_to_exitcode(status), *said, len(left))


@cache
def get_ready() -> None:
    """Let this process load everything and go through a small report, so that each run finds all that done."""
    from attendlib.batch import nursery

    nursery.load()
    with TemporaryDirectory() as folder:
        source = Path(folder) / "good.ipynb"
        write_notebook(
            source,
            PARAMETERS,
            [SHOWN.replace("from trouble import strike", "strike = print").format(name="good"), "EndMark(run)"],
        )
        due = Due("good", "", "city", {"run": "r"})
        nursery.rehearse(Job(due, str(source), folder, ("html",), FORK, Limits(60, 60, 1024)))
    gc.freeze()


def _wait(when: float | str, began: float) -> None:
    """Until so many seconds after the beginning, or until a file is there."""
    if not isinstance(when, str):
        time.sleep(max(0.0, began + when - time.monotonic()))
        return
    while not Path(when).exists():
        assert time.monotonic() < began + 60, f"{when} does not come"
        time.sleep(0.01)


def _all_of(pid: int) -> list[int]:
    with suppress(psutil.Error):
        return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
    return []


def _type(
    words: list[str], notebooks: Path, environment: dict[str, str], folder: Path, patches: Sequence[Callable[[], None]]
) -> NoReturn:
    """What happens in the fork."""
    status = 70
    try:
        for number, name in enumerate((os.devnull, str(folder / "out"), str(folder / "err"))):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
        sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
        os.environ.update(environment)
        sys.argv = ["attendlib", *words]
        # A kernel that another test had in this process has left the loop that it was spoken to by, of which a fork
        # does not have the other end.
        jupyter._loop.set(None)
        import attendlib.batch
        from attendlib.batch import nursed, plan
        from attendlib.cli import main

        plan.shipped = lambda *_: notebooks
        attendlib.batch.workers_for = lambda settings: _nursery_here(settings.workers)
        nursed.worth_rehearsing = lambda *_: []
        for patch in patches:
            patch()
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:  # before the command was there to take it
        status = 130
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


class _Started:
    """A child, as ``subprocess`` would hand it out."""

    def __init__(self, pid: int) -> None:
        self.process = psutil.Process(pid)

    def wait(self, timeout: float | None = None) -> int | None:
        return self.process.wait(timeout)

    def kill(self) -> None:
        with suppress(psutil.NoSuchProcess):
            self.process.kill()


def _nursery_here(workers: int) -> Any:
    """A nursery that is a fork of this process instead of one that has to load everything."""
    from attendlib.batch import nursery
    from attendlib.batch.line import Line
    from attendlib.batch.nursed import Nursed
    from attendlib.batch.surroundings import surroundings

    class Here(Nursed):
        def _start(self) -> None:
            ours, theirs = socket.socketpair()
            pid = os.fork()
            if not pid:
                with suppress(BaseException):
                    ours.close()
                    os.setsid()
                    os.environ.update(surroundings())
                    nursery.live(theirs)
                os._exit(0)
            theirs.close()
            self._process = _Started(pid)
            self._line, self._ready = Line(ours), False

    return Here(workers)
