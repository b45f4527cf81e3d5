"""Are all measures the same on Spark Connect as on DuckDB, to the last count?

Sail is a Spark Connect server that installs with pip; here it listens on the loopback address.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest
from keyboard import Typed
from tiny import TinyCity

from attendlib.city.roll import GROUPS
from attendlib.errors import MeasureError
from attendlib.intake import OpenCity, open_city
from attendlib.measures import GROUPINGS, Asked, answered
from attendlib.measures.engine import Engine
from attendlib.measures.left_out import left_out
from attendlib.measures.reasons import SPLITS
from attendlib.store import MARKS

pytest.importorskip("pysail", reason="pysail is not installed")
pytest.importorskip("pyspark.sql.connect", reason="the extra attendlib[spark] is not installed")

ROOT = Path(__file__).parents[3]
SEVERAL = (("school", "year_group"), ("phase", "half_term"), ("school", "week"), ("enrolment", "term"))
ALONE = tuple((name,) for name in GROUPINGS if name not in GROUPS)
OURS = 199
"""A number for an open file, higher than any that the server has."""


@pytest.fixture(scope="module")
def spark() -> Iterator[str]:
    """The address of a server, which is a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("sail"), "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert server.poll() is None
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.1)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> OpenCity:
    """The bundled city, whose registers come in every layout and whose census returns are totals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        return open_city(ROOT / "params" / "runs" / "demo" / "city.yaml")


class Both:
    """A city's tables on DuckDB and on the server, put there once for all questions about an academic year."""

    def __init__(self, city: OpenCity, spark: str) -> None:
        self.window = city.window
        self.here, self.there = (city.sources(window=city.window(), engine=engine) for engine in ("", spark))

    def same(self, asked: Asked, split: str | None = None) -> pa.Table:
        """The answer, which both engines give with the same rows in the same order."""
        here, there = (answered(sources, asked, split, {}) for sources in (self.here, self.there))
        assert here.equals(there), f"{asked.by} {asked.scope} {split}"
        return here


@pytest.fixture(scope="module")
def both(demo: OpenCity, spark: str) -> Both:
    """The bundled city on both."""
    return Both(demo, spark)


@pytest.mark.parametrize("scope", ["roll", "dfe"])
def test_counts_and_classes(both: Both, scope: str) -> None:
    """By every grouping, and by several; in the official scope by one of each kind. By the columns of the pupils table
    all at once: cells so small that any coarser one is a sum of them."""
    alone = (
        (*ALONE, ("year_group",), GROUPS)
        if scope == "roll"
        else [("enrolment",), ("school",), ("half_term",), ("week",)]
    )
    rows = {by: len(both.same(Asked(by, both.window(), scope))) for by in (*alone, *SEVERAL)}
    assert all(rows.values()), rows
    assert rows["school",] > 1


@pytest.mark.parametrize("scope", ["roll", "dfe"])
def test_sessions_and_enrolments_by_what_they_are(both: Both, scope: str) -> None:
    """By code, reason and category, by band of absence, and how far figures reach."""
    several = [(), ("school",), ("phase", "term")] if scope == "roll" else [("school",)]
    for by, split in product(several, [*SPLITS, "band"]):
        assert len(both.same(Asked(by, both.window(), scope), split)) > 1
    assert len(both.same(Asked((), both.window(), scope), "reach")) > 1
    for split in ("spells", "spread"):
        assert len(both.same(Asked(("school",), both.window(), scope), split)) > 1


def test_days_within_the_year(both: Both) -> None:
    """A window that begins and ends inside a half term."""
    window = both.window(date(2025, 9, 17), date(2026, 1, 21))
    assert len(both.same(Asked(("enrolment",), window))) > 10


def test_whom_official_statistics_leave_out(both: Both) -> None:
    """And why."""
    asked = Asked(("school",), both.window(), "dfe")
    here = left_out(both.here, asked)
    assert here == left_out(both.there, asked)
    assert here.reasons


def test_the_fixed_counts_of_earlier_years(tiny_city: TinyCity, spark: str) -> None:
    """Persistent absence told by age, as until 2014/15."""
    tiny_city.first = 2013
    for absent in (10, 40, 56, 60):
        tiny_city.pupil(f"I*{absent} /*{300 - absent}")
    tiny_city.pupil("/*300", date_of_birth="")
    city = tiny_city.open()
    table = Both(city, spark).same(Asked(("enrolment",), city.window()))
    assert 0 < sum(table["persistently_absent"].to_pylist()) < 4


def test_a_city_without_marks(tiny_city: TinyCity, spark: str) -> None:
    """No row, of the same columns."""
    tiny_city.record(tiny_city.pupil(), "2025-09-01", "AM", "@")
    city = tiny_city.open()
    assert city.store.mark_files(["999001"]) == []
    assert len(Both(city, spark).same(Asked(("school",), city.window()))) == 0


def test_the_command(tiny_city: TinyCity, spark: str, typed: Typed) -> None:
    """Prints the same with an engine as without; says what is wrong with the address."""
    for marks in ("/*18 I*2", "/*10 O*10"):
        tiny_city.pupil(marks)
    city = tiny_city.write()
    asked = ("measures", city, "--by", "school,year_group", "--scope", "dfe")
    here, there = typed(*asked), typed(*asked, "--engine", spark)
    assert (there.status, there.out) == (here.status, here.out) == (0, here.out)
    assert "enrolments with sessions are counted" in there.err
    wrong = typed(*asked, "--engine", "spark://there:1")
    assert (wrong.status, wrong.out) == (2, "")
    assert "is no address of a Spark Connect server" in wrong.err


def test_a_server_that_cannot_see_the_store(tiny_city: TinyCity, spark: str) -> None:
    """Is told of, and not believed: it might take a file that is not there for one without a mark."""
    tiny_city.pupil("/*20")
    (file,) = tiny_city.open().store.mark_files(["999001"])
    engine, mine = Engine(spark), os.open(file, os.O_RDONLY)
    os.dup2(mine, OURS)
    try:
        with pytest.raises(MeasureError, match="has to see the city's store at the same path"):
            engine.put_files("marks", [Path(f"/proc/self/fd/{OURS}")], MARKS)
    finally:
        os.close(mine)
        os.close(OURS)
    assert engine.put_files("marks", [file], MARKS).count().execute() == 20


def test_a_server_that_cannot_read_the_store(spark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says so in our words, not in its own."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as what_cannot_be_opened:
        what_cannot_be_opened.bind("marks.parquet")
        with pytest.raises(MeasureError, match=r"could not answer .* has to see the city's store"):
            Engine(spark).put_files("marks", [tmp_path / "marks.parquet"], MARKS)


def test_nobody_answers(tiny_city: TinyCity) -> None:
    """The person is told what to do."""
    tiny_city.pupil("/*20")
    city = tiny_city.open()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(MeasureError, match=f"No Spark Connect server answers at sc://127[.]0[.]0[.]1:{port}"):
        city.answer(Asked(("school",), city.window()), engine=f"sc://127.0.0.1:{port}")
