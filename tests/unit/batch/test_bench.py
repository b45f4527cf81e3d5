"""Do documents take their place a folder at a time, and the city's after those of all schools?"""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Self

import pytest

from attendlib.batch import Plan, inputs_of
from attendlib.batch.bench import Bench
from attendlib.batch.decide import decided
from attendlib.batch.job import Job, Made, Stop
from attendlib.batch.ledger import Ledger
from attendlib.batch.origin import origin_in
from attendlib.batch.publish import Desk
from attendlib.batch.run import LEDGER
from attendlib.intake import open_city
from attendlib.intake.changed import sha256_of
from attendlib.names import CITY_FOLDER
from batch.conftest import Planned


class InTurn:
    """Makes documents at once, in an order by lot."""

    def __init__(self, turn: int) -> None:
        self.lot = random.Random(turn)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None: ...

    def begin(self) -> None: ...

    def make(self, jobs: Sequence[Job], stop: Stop) -> Iterator[Made]:
        """Each is one page."""
        assert not stop()
        for job in self.lot.sample(jobs, len(jobs)):
            page = Path(job.into) / f"{job.due.notebook}.html"
            page.write_text(job.due.key, encoding="utf-8")
            yield Made(job.due, {page.name: sha256_of(page)})


def placed(plan: Plan, turn: int) -> list[tuple[str, set[str]]]:
    """For each document in turn: its folder, and the pages in place when it is told that it is there."""
    city = open_city(plan.settings.city)
    inputs, desk = inputs_of(plan.settings.city).with_store(city), Desk(plan.settings.out)
    desk.lay()
    desk.clear()
    told = []
    with closing(Ledger(desk.hidden / LEDGER)) as ledger:
        bench = Bench(plan, city, inputs, desk, ledger)
        todo = decided(plan, {}, {}, origin_in(city, plan.settings.formats))
        for made in bench.make(todo, InTurn(turn), lambda: False, lambda _: None):
            assert made.problem == ""
            there = {page.relative_to(desk.out).as_posix() for page in desk.out.glob("*/*.html")}
            told.append((made.due.folder, there))
    return told


@pytest.mark.parametrize("turn", range(6))
def test_the_city_waits_for_its_schools(planned: Planned, turn: int) -> None:
    """Whichever is made first: nobody finds a city's report that tells of a school's figures beside that school's
    documents of last term."""
    told = placed(planned("good", "private", city=("whole",)), turn)
    assert [folder for folder, _ in told].index(CITY_FOLDER) == len(told) - 1
    assert all(not name.startswith(CITY_FOLDER) for _, there in told[:-1] for name in there)


@pytest.mark.parametrize("turn", range(6))
def test_the_documents_of_a_school_take_their_place_together(planned: Planned, turn: int) -> None:
    """When the first of them is there, so are the others."""
    for folder, there in placed(planned("good", "private", city=("whole",)), turn):
        own = {name for name in there if name.startswith(f"{folder}/")}
        assert own == {
            f"{folder}/{name}.html" for name in (["whole"] if folder == CITY_FOLDER else ["good", "private"])
        }
