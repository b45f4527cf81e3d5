"""On which engine do expressions run, and how does it rest?

One DuckDB inside the process, opened at the first question, for opening it takes as long as answering. Each set of
tables has a connection of its own. It has threads, so a process that is about to fork lets it rest; whoever asks next
opens another. Or a Spark Connect server, which reads the store's files where they are: each set of tables has a session
of its own there.
"""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from attendlib.errors import MeasureError

_databases: dict[int, duckdb.DuckDBPyConnection] = {}
"""By process: one that was forked from another has none yet."""

MOST_MEMORY = "1600MB"
"""What DuckDB takes before it goes on on the disk."""

ANSWERS = 10
"""Seconds in which a server has to answer."""


class Engine:
    """What expressions run on: tables by name, which nobody else sees, and answers to questions about them. Without an
    address DuckDB; with one the Spark Connect server there (``sc://HOST:PORT``)."""

    def __init__(self, address: str = "") -> None:
        self.address, self._spark = address, _session(address) if address else None
        self.ibis = ibis.pyspark.connect(self._spark) if address else connection()

    def put(self, name: str, table: pa.Table) -> ir.Table:
        """A table in memory, under a name."""
        if self._spark is None:
            self.ibis.con.register(name, table)
        else:
            columns = None if len(table) else _columns(table.schema)
            held = self._spark.createDataFrame(table if columns is None else [], columns)
            held.createOrReplaceTempView(name)
        return self.ibis.table(name)

    def put_files(self, name: str, files: Sequence[Path], schema: pa.Schema) -> ir.Table:
        """The rows of Parquet files under a name; no row where there is no file."""
        if not files:
            fields = [pa.field(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in schema]
            return self.put(name, pa.schema(fields).empty_table())
        places = [str(file) for file in files]
        if self._spark is None:
            return self.ibis.read_parquet(places, table_name=name)
        with self._answering():
            self._spark.read.schema(_columns(schema)).parquet(*places).createOrReplaceTempView(name)
        # Some servers take files that they cannot see for files without a row.
        rows, seen = sum(pq.read_metadata(file).num_rows for file in files), self.ask(f"SELECT count(*) FROM `{name}`")
        if seen.column(0).to_pylist() != [rows]:
            raise self._blind()
        return self.ibis.table(name)

    def ask(self, sql: str) -> pa.Table:
        """What a query gives, in the engine's own SQL."""
        if self._spark is None:
            return self.ibis.con.sql(sql).to_arrow_table()
        with self._answering():
            return self._spark.sql(sql).toArrow()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What the server cannot do is told in our words."""
        try:
            yield
        except Exception as error:
            raise self._blind(f" ({type(error).__name__})") from None

    def _blind(self, why: str = "") -> MeasureError:
        return MeasureError(f"{self.address} could not answer{why}: it has to see the city's store at the same path.")


def _columns(schema: pa.Schema) -> str:
    """The columns in Spark's words. Told, not looked up in the files: what Arrow notes there of repeating texts is not
    understood by every server."""
    words = {pa.date32(): "date", pa.float32(): "float", pa.int32(): "int", pa.int64(): "bigint"}
    return ", ".join(f"`{field.name}` {words.get(field.type, 'string')}" for field in schema)


def _session(address: str) -> Any:
    """A session of its own on a Spark Connect server. Raises MeasureError where there is none."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MeasureError("The engine sc:// needs Spark's client: pip install 'attendlib[spark]'.") from None
    try:
        # Spark's client would try for many minutes.
        where = urlsplit(address)
        socket.create_connection((where.hostname or "", where.port or 0), ANSWERS).close()
        return SparkSession.builder.remote(address).create()
    except Exception as error:
        why = f"No Spark Connect server answers at {address} ({type(error).__name__})"
        raise MeasureError(f"{why}: start one, or count on this machine.") from None


def _opened() -> duckdb.DuckDBPyConnection:
    """A database in memory, with a folder for what has no room there: its owner's alone, and gone with this process."""
    folder, here = tempfile.mkdtemp(prefix="attendlib-"), os.getpid()

    def remove() -> None:
        if os.getpid() == here:  # not one that was forked from it
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return duckdb.connect(config={"memory_limit": MOST_MEMORY, "temp_directory": folder})


def connection() -> ibis.BaseBackend:
    """DuckDB, with tables that nobody else sees."""
    here = os.getpid()
    if here not in _databases:
        _databases[here] = _opened()
    mine = _databases[here].cursor()
    # In a notebook it would show how far a long question has got: another output each time.
    mine.execute("SET enable_progress_bar = false")
    return ibis.duckdb.from_connection(mine)


def rest() -> None:
    """Close this process's database, and so end its threads. Nobody may hold an expression that is still to run."""
    database = _databases.pop(os.getpid(), None)
    if database is not None:
        database.close()
