"""Would the tests of this folder find a runner that cuts a corner?

Each cuts one, and a test that holds that corner has to fail.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from batches import Batch

from faults import test_crashes, test_disk, test_inputs, test_reports, test_stops


def trusts_the_notebook() -> None:
    """Takes papermill's word that the notebook ran to its end."""
    from attendlib.batch import execute

    execute.prove_complete = lambda *_: None


def commits_before_verifying() -> None:
    """Does not look at what it wrote."""
    from attendlib.batch import make

    make.prove_opens = lambda *_: None


def syncs_nothing() -> None:
    """Leaves it to the system when bytes reach the disk."""
    from attendlib.batch import disk, publish

    publish.sync = lambda *_: None
    disk.write = lambda place, data: place.write_bytes(data)
    from attendlib.batch import make

    make.write = disk.write


def puts_what_it_has_in_its_place() -> None:
    """Does not wait for all documents of a school to be well."""
    from attendlib.batch import bench

    whole = bench.Bench._settled

    def settled(self: Any, folder: str, made: list[Any], origins: Any) -> Iterator[Any]:
        yield from whole(self, folder, [one for one in made if not one.problem], origins)
        yield from (one for one in made if one.problem)

    bench.Bench._settled = settled  # type: ignore[method-assign]


def keeps_what_it_has_not_looked_at() -> None:
    """Takes it that no document says anything of other schools."""
    from attendlib.batch import make

    make.said_of_others = lambda _: "nothing"


def says_nothing_beforehand() -> None:
    """Changes folders without a word in the ledger before."""
    from attendlib.batch.ledger import Ledger

    Ledger.intend = lambda *_: None  # type: ignore[method-assign]


def deletes_what_was_there() -> None:
    """Takes everything in a school's folder for its own."""
    from attendlib.batch.publish import Desk

    def carry_over(desk: Desk, folder: str, _: object) -> list[str]:
        shutil.rmtree(desk.before / folder, ignore_errors=True)
        return []

    Desk.carry_over = carry_over  # type: ignore[method-assign]


def looks_at_inputs_once() -> None:
    """Does not see that a file changed since it was read."""
    from attendlib.batch.inputs import Inputs

    Inputs.changed = lambda _: []  # type: ignore[method-assign]


def takes_no_lock() -> None:
    """Starts whoever else is at work."""
    from attendlib.batch import run

    @contextmanager
    def alone(_: Path) -> Iterator[None]:
        yield

    run.alone_in = alone


def replaces_file_by_file() -> None:
    """Moves the new documents in one after the other, on a disk that takes its time."""
    from attendlib.batch.publish import Desk

    def swap(desk: Desk, folder: str) -> None:
        staged, place, before = desk._places(folder)
        before.mkdir()
        place.mkdir(exist_ok=True)
        for entry in list(place.iterdir()):
            entry.rename(before / entry.name)
        for entry in list(staged.iterdir()):
            time.sleep(0.05)
            entry.rename(place / entry.name)

    Desk.swap = swap  # type: ignore[method-assign]


MUTANTS: dict[Callable[[], None], tuple[str, Callable[..., None], tuple[object, ...]]] = {
    trusts_the_notebook: ("batch", test_reports.test_a_quiet_exit_is_not_taken_for_the_end, ()),
    commits_before_verifying: (
        "batch",
        test_disk.test_a_disk_that_fails_for_one_school,
        ("half a document is written",),
    ),
    syncs_nothing: ("batch", test_crashes.test_a_power_cut_loses_nothing_that_was_in_its_place, ()),
    puts_what_it_has_in_its_place: (
        "batch",
        test_reports.test_a_school_keeps_what_it_had_when_a_new_report_fails,
        (),
    ),
    keeps_what_it_has_not_looked_at: (
        "own",
        test_inputs.test_a_report_that_says_something_else_of_another_school_is_made,
        (),
    ),
    says_nothing_beforehand: (
        "used",
        test_crashes.test_killed_at_a_moment_that_matters,
        ("before what is not ours is carried over", True),
    ),
    deletes_what_was_there: ("used", test_crashes.test_a_reader_never_finds_half_a_folder, ()),
    replaces_file_by_file: ("used", test_crashes.test_a_reader_never_finds_half_a_folder, ()),
    looks_at_inputs_once: ("own", test_inputs.test_an_input_that_changes_under_the_run, ("a register changes",)),
    takes_no_lock: ("batch", test_stops.test_a_second_run_in_the_same_folder_is_refused, ()),
}
"""A corner that is cut, and the test that holds it with what it is given."""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_corner_that_is_cut_is_found(
    request: pytest.FixtureRequest, undisturbed: dict[str, str], mutant: Callable[[], None]
) -> None:
    """The test that holds it fails."""
    name, holds, given = MUTANTS[mutant]
    batch: Batch = request.getfixturevalue(name)
    batch.always = [mutant]
    with pytest.raises(AssertionError):
        holds(batch, *([] if name == "own" else [undisturbed]), *given)
