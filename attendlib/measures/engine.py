"""On which engine do expressions run, and how does it rest?

One DuckDB inside the process, opened at the first question, for opening it takes as long as answering. Each set of
tables has a connection of its own. It has threads, so a process that is about to fork lets it rest; whoever asks next
opens another.
"""

import os

import duckdb
import ibis

_databases: dict[int, duckdb.DuckDBPyConnection] = {}
"""By process: one that was forked from another has none yet."""


def connection() -> ibis.BaseBackend:
    """An engine whose tables nobody else sees."""
    here = os.getpid()
    if here not in _databases:
        _databases[here] = duckdb.connect()
    return ibis.duckdb.from_connection(_databases[here].cursor())


def rest() -> None:
    """Close this process's database, and so end its threads. Nobody may hold an expression that is still to run."""
    database = _databases.pop(os.getpid(), None)
    if database is not None:
        database.close()
