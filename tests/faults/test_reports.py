"""Does one report's misfortune stay its own, whatever it is?

One run in which every misfortune strikes a school of its own. The other schools and the city have their documents, the
exit status and the ledger say what is missing, nothing half made or still running is left, no pupil is named; and when
the trouble is over, the next run makes what is missing and nothing else.
"""

from contextlib import closing
from dataclasses import dataclass

import pytest
from batches import CANARY, URNS, Batch, Clean, Ran, write_city, write_notebooks

TROUBLES = {
    "an error": (f"raise ValueError('no mark for {CANARY}')", "cell [2] ended in ValueError"),
    "an error of attendlib's": (
        "from attendlib.errors import MeasureError\nraise MeasureError('ask for a day of the year')",
        "cell [2] ended in MeasureError: ask for a day of the year",
    ),
    "an error inside attendlib": (
        f"from attendlib.identifiers import check_letter\ncheck_letter('{CANARY}')",
        "cell [2] ended in ValueError at attendlib/identifiers.py, line ",
    ),
    "a quiet exit": ("import sys\nsys.exit(0)", "not every cell ran"),
    "an exit with a status": ("import sys\nsys.exit(3)", "cell [2] ended in SystemExit"),
    "the process ends itself": ("import os\nos._exit(0)", "cell [2] lost its process: it ended itself with 0"),
    "kill -9": ("import os\nos.kill(os.getpid(), 9)", "cell [2] lost its process: it was ended by SIGKILL"),
    "a crash": ("import ctypes\nctypes.string_at(0)", "cell [2] lost its process: it was ended by SIGSEGV"),
    "its runner is killed": (
        "import os\nos.kill(os.getppid(), 9)\nimport time\ntime.sleep(60)",
        "its process was ended",
    ),
    "recursion": (
        "import sys\nsys.setrecursionlimit(200)\ndef f(n): return f(n + 1)\nf(1)",
        "cell [2] ended in RecursionError",
    ),
    "too much memory at once": ("bytearray(20_000_000_000)", "cell [2] ended in MemoryError"),
    "too much memory bit by bit": (
        "import os, time\nheld = []\nwhile True:\n    if os.fork() == 0:\n"
        "        held.append(b'x' * 300_000_000)\n        time.sleep(60)\n    time.sleep(0.1)",
        "it used more than the 1,024 MB that a notebook may use",
    ),
    "a question to nobody": ("input('name?')", "cell [2] ended in StdinNotImplementedError"),
    "a child that stays": ("import os, time\nif os.fork() == 0:\n    time.sleep(600)\nraise KeyError(1)", "KeyError"),
    "a child that cuts itself loose": (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n"
        "    os._exit(0)\nraise KeyError(1)",
        "KeyError",
    ),
    "shows without end": ("while True: print('x' * 1_000_000)", "it showed more than 8 MB"),
    "an error that cannot be told": (
        "class Odd(Exception):\n    def __str__(self): raise ValueError('no')\nraise Odd",
        "cell [2] ended in ",
    ),
    "an endless loop": ("while True: pass", "cell [2]: it took longer than 15 seconds"),
    "a loop that will not be interrupted": (
        "import signal\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        "cell [2]: it took longer than 15 seconds",
    ),
    "it is stopped": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        "cell [2]: it took longer than 15 seconds",
    ),
    "its runner is stopped": (
        "import os, signal, time\nos.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(600)",
        "the notebook as a whole took longer than 17 seconds",
    ),
}
"""What happens to one report, and what the person is told."""

SPARED = ("999101", "999102", "999103")
STRUCK = dict(zip((f"9992{number:02}" for number in range(len(TROUBLES))), TROUBLES, strict=True))
"""The schools that nothing happens to, and those that something does."""


@dataclass(frozen=True)
class Story:
    """A run in which everything goes wrong, one in which nothing does, and what was there after each."""

    batch: Batch
    first: Ran
    failures: dict[str, str]
    after: dict[str, str]
    again: Ran
    at_last: dict[str, str]


def struck(source: str, urn: str, notebook: str = "school_report") -> str:
    """Trouble for one report alone."""
    lines = "\n".join(f"    {line}" for line in source.splitlines())
    return f"if (notebook, urn) == ({notebook!r}, {urn!r}):\n{lines}\n"


def impatient() -> None:
    """Let a nursery wait no longer than a second for a runner that ought to have ended, and no report show much."""
    from attendlib.batch import runner
    from attendlib.batch.forked import running

    runner.GRACE_SECONDS, running.MOST_SHOWN = 1, 8 << 20


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, clean: Clean) -> Story:
    """Every trouble at once, then none."""
    folder = tmp_path_factory.mktemp("story")
    write_notebooks(folder / "notebooks")
    batch = Batch(write_city(folder / "city", (*SPARED, *STRUCK)), folder / "notebooks", folder / "out", clean)
    batch.settings = {"memory_mb": 1024, "timeout_seconds": 15, "report_seconds": 17}
    batch.trouble("".join(struck(TROUBLES[name][0], urn) for urn, name in STRUCK.items()))
    first = batch.run(patches=[impatient])
    batch.prove_sound()
    with closing(batch.ledger()) as ledger:
        failures = ledger.failures()
    after = batch.documents()
    batch.trouble("")
    again = batch.run()
    batch.prove_sound()
    return Story(batch, first, failures, after, again, batch.documents())


@pytest.mark.parametrize("urn", STRUCK, ids=STRUCK.values())
def test_a_report_that_fails(story: Story, urn: str) -> None:
    """The person is told where and what; the ledger knows; none of the school's documents is put in its place; the next
    run makes them."""
    _, told = TROUBLES[STRUCK[urn]]
    folder = f"{urn}-school-{urn}"
    (line,) = [line for line in story.first.err.splitlines() if line.startswith(f"Not made: {folder}/school_report: ")]
    assert told in line
    assert told in story.failures[f"{folder}/school_report"]
    assert "because school_report could not be made" in story.failures[f"{folder}/register_check"]
    assert not [name for name in story.after if name.startswith(urn)]
    assert {f"{folder}/register_check.html", f"{folder}/school_report.html"} <= set(story.at_last)


def test_nobody_else_is_struck(story: Story) -> None:
    """Every other school and the city have their documents, to the byte, and nothing else is there."""
    whole = {f"{urn}-school-{urn}/{name}.html" for urn in SPARED for name in ("school_report", "register_check")}
    assert set(story.after) == whole | {"city/city_report.html", "index.html"}
    assert {name: story.at_last[name] for name in whole} == {name: story.after[name] for name in whole}
    assert len(story.failures) == 2 * len(STRUCK)


def test_the_statuses_and_the_count_are_true(story: Story) -> None:
    """Some were not made, then all are there; no process is left; no pupil is named."""
    there, due = 2 * len(SPARED) + 1, 2 * len(SPARED) + 2 * len(STRUCK) + 1
    assert (story.first.status, story.again.status) == (1, 0)
    assert f"{there} of {due} documents due are there" in story.first.err
    assert f"{due} of {due} documents due are there ({due - there} made now, {there} unchanged)" in story.again.err
    assert (story.first.left, story.again.left) == (0, 0)
    assert CANARY not in story.first.out + story.first.err + "".join(story.failures.values())


def test_a_school_keeps_what_it_had_when_a_new_report_fails(batch: Batch, undisturbed: dict[str, str]) -> None:
    """All its documents stay those of the run before, the others' are new, and the page says so."""
    batch.settings["as_of"] = "2025-09-11"
    assert batch.run().status == 0
    before = batch.documents()
    batch.settings["as_of"] = "2025-09-12"
    batch.trouble(struck("1 / 0", URNS[1], "register_check"))
    assert batch.run().status == 1
    for name, sha256 in batch.documents().items():
        if name != "index.html":
            assert sha256 == (before if name.startswith(URNS[1]) else undisturbed)[name], name
    page = (batch.out / "index.html").read_text(encoding="utf-8")
    assert page.count("the documents here are of an earlier run") == 1
    batch.prove_sound()
    batch.trouble("")
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def test_a_quiet_exit_is_not_taken_for_the_end(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Papermill calls it a success; the rest of the cells never ran."""
    batch.trouble(struck("import sys\nsys.exit(0)", URNS[1]))
    ran = batch.run()
    assert ran.status == 1
    assert "not every cell ran" in ran.err
    assert len(batch.documents()) == len(undisturbed) - 2


def test_every_school_fails(batch: Batch, undisturbed: dict[str, str]) -> None:
    """The city still has its report, and the page leads to what there is."""
    batch.trouble("if urn: raise ValueError('all')")
    ran = batch.run()
    assert (ran.status, ran.left) == (1, 0)
    assert set(batch.documents()) == {"city/city_report.html", "index.html"}
    assert ran.err.count("Not made: ") == 2 * len(URNS)
    batch.prove_sound()
    batch.trouble("")
    assert batch.run().status == 0
    assert batch.documents() == undisturbed


def test_the_traceback_is_kept_for_its_owner(batch: Batch) -> None:
    """Whole, with the values that the message leaves out, named by the message, and gone when the report is made."""
    batch.trouble(struck(f"raise ValueError('no mark for {CANARY}')", URNS[0]))
    ran = batch.run()
    (named,) = [word for word in ran.err.split() if word.startswith(".attendlib-run/failures/")]
    place = batch.out / named
    assert f"no mark for {CANARY}" in place.read_text(encoding="utf-8")
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.parent.stat().st_mode & 0o077 == 0
    batch.trouble("")
    batch.run()
    assert not place.exists()
