"""Are the documents the same wherever, whenever and however they are made?"""

import itertools
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from batches import URNS, Batch

ROOT = Path(__file__).parents[2]

TYPED = """
import sys
from pathlib import Path
from attendlib.batch import plan
from attendlib.cli import main
notebooks = Path(sys.argv.pop(1))
plan.shipped = lambda *_: notebooks
main()
"""
"""The command, with notebooks other than the package's."""


def typed_at(place: Path, notebooks: Path, city: Path, out: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """The command, typed in a folder; it goes on by itself."""
    return subprocess.Popen(
        [sys.executable, "-c", TYPED, notebooks, "run", "--city", city, "--out", out, "--workers", "2"],
        cwd=place,
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def few_files() -> None:
    """As where a process may open few files."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def nobody_is_kept_out() -> None:
    """As where whatever is made may be written by everyone."""
    os.umask(0)


def no_exchange() -> None:
    """As on a disk where two folders cannot change places in one step."""
    from attendlib.batch import publish

    publish.exchange = lambda *_: False


def the_clock_goes_back() -> None:
    """Each time somebody asks, it is an hour earlier than before."""
    clock = itertools.count(2_000_000_000, -3600)
    time.time = lambda: float(next(clock))


@pytest.mark.parametrize("patch", [few_files, nobody_is_kept_out, no_exchange, the_clock_goes_back])
def test_a_machine_of_another_kind(batch: Batch, undisturbed: dict[str, str], patch: Callable[[], None]) -> None:
    """The same bytes, and nothing that everyone may write."""
    for _ in range(2):
        ran = batch.run("--force", patches=[patch])
        assert (ran.status, ran.left) == (0, 0), ran.err
        assert batch.documents() == undisturbed
        batch.prove_sound()
    assert not [place for place in batch.out.rglob("*.html") if place.stat().st_mode & 0o002]
    assert not [place for place in batch.out.iterdir() if place.is_dir() and place.stat().st_mode & 0o002]


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        {"LC_ALL": "C", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
        {"PATH": "/nonexistent", "FONTCONFIG_FILE": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"},
    ],
    ids=["German", "Turkish", "plain", "no browser, no fonts, no program at all"],
)
def test_another_language_or_an_empty_machine(
    batch: Batch, undisturbed: dict[str, str], environment: dict[str, str]
) -> None:
    """The same bytes: nothing is asked of the language of the machine, nor of what else is installed."""
    batch.environment = environment
    ran = batch.run()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert batch.documents() == undisturbed
    batch.prove_sound()


def test_documents_of_every_format_on_an_empty_machine(own: Batch) -> None:
    """Real reports, as page, PDF, Word and workbook, once with and once without typefaces and programs: the same
    bytes."""
    own.use_real_notebooks()
    own.settings["formats"] = ["html", "pdf", "docx", "xlsx"]
    assert own.run("--only", URNS[0]).status == 0
    before = own.documents()
    own.environment = {"PATH": "/nonexistent", "FONTCONFIG_FILE": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"}
    ran = own.run("--only", URNS[0], "--force")
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert own.documents() == before
    assert len(before) == 3 * 4 + 1


@pytest.mark.parametrize("workers", [1, 4])
def test_any_number_of_workers(batch: Batch, undisturbed: dict[str, str], workers: int) -> None:
    """The same bytes."""
    batch.settings["workers"] = workers
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def test_kernels_instead_of_forks(batch: Batch, undisturbed: dict[str, str]) -> None:
    """The same bytes, one run after the other in the same folder."""
    ran = batch.run("--engine", "kernel")
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert batch.documents() == undisturbed
    assert "7 unchanged" in batch.run("--engine", "fork").err


def test_kernels_that_cannot_start(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Nothing is made, the person is told, and the next run makes everything."""
    ran = batch.run("--engine", "kernel", patches=[without_kernels])
    assert (ran.status, ran.left) == (1, 0)
    assert ran.err.count("NoSuchKernel") == 2 * len(URNS) + 1
    batch.prove_sound()
    again = batch.run()
    assert (again.status, again.left) == (0, 0), again.err
    assert batch.documents() == undisturbed


def without_kernels() -> None:
    """As where the kernel of Python is not installed."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    def none(manager: KernelSpecManager, name: str) -> object:
        raise NoSuchKernel(name)

    KernelSpecManager.get_kernel_spec = none  # type: ignore[method-assign]


def test_the_command_as_typed_elsewhere(batch: Batch, undisturbed: dict[str, str], tmp_path: Path) -> None:
    """A fresh process, with a nursery of its own that loads everything; another time zone, language, hash seed and
    folder; a path with blanks and letters of another kind."""
    odd = tmp_path / "Schulen für alle" / "l’été 2025 & more"
    odd.mkdir(parents=True)
    shutil.copytree(batch.city.parent, odd / "city")
    shutil.copytree(batch.notebooks, odd / "note books")
    other = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "COLUMNS": "40"}
    ran = typed_at(odd, odd / "note books", odd / "city" / "city.yaml", odd / "out", other)
    said = ran.communicate()[1]
    assert ran.returncode == 0, said
    there = Batch(odd / "city" / "city.yaml", odd / "note books", odd / "out", batch.clean)
    assert there.documents() == undisturbed
    there.prove_sound()


def test_two_runs_at_once(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Typed twice in one moment: one makes the documents, the other waits for it or is refused, and neither spoils
    them."""
    runs = [typed_at(batch.out.parent, batch.notebooks, batch.city, batch.out, {}) for _ in range(2)]
    told = [run.communicate()[1] for run in runs]
    assert sorted(run.returncode for run in runs) in ([0, 0], [0, 3]), told
    assert batch.documents() == undisturbed
    batch.prove_sound()


REHEARSALS = {
    "does not end": "import time\n    time.sleep(600)",
    "ends the process": "import os\n    os._exit(0)",
    "leaves a thread": "import threading as t, time\n    t.Thread(target=time.sleep, args=[600], daemon=True).start()",
    "fails": "raise ValueError",
}
"""What happens in a rehearsal, and in no report."""


@pytest.mark.parametrize("name", REHEARSALS)
def test_a_rehearsal_that_goes_wrong(batch: Batch, undisturbed: dict[str, str], name: str) -> None:
    """The nursery is started again and does without: the documents are the same."""
    once = batch.notebooks.parent / "once"
    batch.trouble(
        f"from pathlib import Path\nonce = Path({str(once)!r})\n"
        "if notebook == 'city_report' and not once.exists():\n    once.touch()\n"
        f"    {REHEARSALS[name]}"
    )
    ran = batch.run(patches=[rehearse_without_patience])
    assert once.exists()
    assert (ran.status, ran.left) == (0, 0), ran.err
    assert batch.documents() == undisturbed


def rehearse_without_patience() -> None:
    """Rehearse the city's report, for three seconds at most."""
    from attendlib.batch import nursed

    nursed.worth_rehearsing = lambda jobs, _: [job for job in jobs if not job.due.urn]
    nursed.Nursed.__init__.__defaults__ = (3.0, None, None)
