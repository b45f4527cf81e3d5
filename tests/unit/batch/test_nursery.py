"""Can reports be forked from the process that rehearses them, and are they the same as from kernels?"""

import os
import shutil
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from batches import Clean

from attendlib.batch import guard
from attendlib.batch.given import declared
from attendlib.batch.job import Due, Job, Limits
from attendlib.batch.nursed import Nursed
from attendlib.batch.surroundings import FORK, KERNEL
from attendlib.city.said import read_city_file
from attendlib.documents import FORMATS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

ROOT = Path(__file__).parents[3]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled demo city in a folder of its own, nothing of it read yet."""
    place = tmp_path_factory.mktemp("demo") / "city"
    shutil.copytree(ROOT / "params" / "runs" / "demo", place, ignore=shutil.ignore_patterns(".attendlib"))
    return place / "city.yaml"


def job(source: Path, city: Path, urn: str, into: str, engine: str = FORK) -> Job:
    """A report of the package's own notebooks."""
    said = {"city_file": str(city), "as_of": "", "run": "test", "urn": urn}
    parameters = {name: value for name, value in said.items() if name in declared(source)}
    own = urn if "urn" in parameters else ""
    return Job(Due(source.stem, own, "f", parameters), str(source), into, ("html",), engine, Limits(300, 600, 4096))


def rehearsed(jobs: list[Job]) -> list[tuple[str, str, int, int]]:
    """Of each notebook that was rehearsed in this process: its name, what went wrong, and the threads that it left, as
    Python and as the system counts them."""
    from attendlib.batch import nursery

    nursery.load()
    told = []
    for one in jobs:
        made = nursery.rehearse(one)
        told.append((one.due.notebook, made.problem, threading.active_count(), len(os.listdir("/proc/self/task"))))
    return told


def test_a_rehearsal_leaves_no_thread_behind(clean: Clean, demo: Path) -> None:
    """Of any notebook, asked for in every format, with nothing worked out before and again with all of it: whoever
    forks loses the other threads of a process, and with them whatever they held. A report that begins one makes every
    run start over."""
    jobs = [replace(job(source, demo, "999001", ""), formats=tuple(FORMATS)) for source in NOTEBOOKS]
    for name, problem, *threads in clean(rehearsed, jobs) + clean(rehearsed, jobs):
        assert (problem, threads) == ("", [1, 1]), name


def test_a_nursery_is_not_started_for_nothing() -> None:
    """A run that finds nothing to make has no process that loads what would make it."""
    before = guard.children()
    with Nursed(2) as nursery:
        assert list(nursery.make([], lambda: False)) == []
        assert nursery.lives
        assert guard.children() == before
        nursery.begin()
        assert len(guard.children() - before) == 1
    assert guard.children() == before


def made(jobs: list[Job]) -> dict[str, str]:
    """The SHA-256 of the documents of these jobs, made by forks or kernels of this process."""
    from attendlib.batch.make import make

    told = {}
    for one in jobs:
        with tempfile.TemporaryDirectory() as into:
            done = make(Job(**{**vars(one), "into": into}))
            told |= {f"{one.due.urn} {name}": sha256 for name, sha256 in done.files.items()}
            told |= {one.due.key: done.problem} if done.problem else {}
    return told


def test_forks_and_kernels_make_the_same_documents(clean: Clean, demo: Path) -> None:
    """Of the demo city, byte for byte, from every notebook of the package."""
    jobs = {engine: [job(source, demo, "999002", "", engine) for source in NOTEBOOKS] for engine in (FORK, KERNEL)}
    forked = clean(made, jobs[FORK])
    assert len(forked) == len(NOTEBOOKS)
    assert clean(made, jobs[KERNEL]) == forked
    assert clean(made, jobs[FORK]) == forked


def looked_at(jobs: list[Job], said: dict[str, str]) -> tuple[set[str], dict[str, str]]:
    """Which of these documents are kept, and what each says of other schools now. said: what each said before."""
    from attendlib.batch.make import make

    kept, now = set(), {}
    for one in jobs:
        name = one.due.notebook
        with tempfile.TemporaryDirectory() as into:
            done = make(replace(one, into=into, said=said.get(name, "")))
        assert (done.problem, bool(done.files)) == ("", not done.kept), name
        now[name] = done.said
        kept |= {name} if done.kept else set()
    return kept, now


def test_a_document_is_kept_that_says_the_same_of_other_schools(clean: Clean, demo: Path) -> None:
    """Every document of a school, looked at in a fork or in a kernel, though only some of its cells are run again. When
    another school's register is another, one that shows its figures is made, and one that does not is kept."""
    names = ("school_report", "register_check", "weekly_tracker", "support_meeting")
    sources = [ROOT / "notebooks" / f"{name}.ipynb" for name in names]
    jobs = [job(source, demo, "999002", "") for source in sources]
    none, said = clean(looked_at, jobs, {})
    assert none == set()
    assert clean(looked_at, jobs, said) == (set(names), said)
    assert clean(looked_at, [job(sources[0], demo, "999002", "", KERNEL)], said)[0] == {names[0]}
    city = demo.with_name("other")
    shutil.copytree(demo.parent, city, ignore=shutil.ignore_patterns(".attendlib"), dirs_exist_ok=True)
    told, _ = read_city_file(city / "city.yaml")
    (other,) = [entry.path for entry in told.registers if entry.urn == "999009"]
    lines = (city / other).read_text(encoding="utf-8").splitlines(keepends=True)
    (city / other).write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
    kept, now = clean(looked_at, [job(source, city / "city.yaml", "999002", "") for source in sources], said)
    assert kept >= {"register_check"}
    assert "school_report" not in kept
    assert now["school_report"] != said["school_report"]
