"""What has been made in this folder, and from what?

One row for what each notebook made of each school: what it was made from and its files with their SHA-256, or why it
could not be made. What is about to take its place is noted before, and struck off after, so that a run that was cut
short can be finished.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from attendlib.errors import RunError

_TABLES = """
CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, folder TEXT NOT NULL, entry TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS failures (key TEXT PRIMARY KEY, problem TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS intents (folder TEXT PRIMARY KEY, number INTEGER NOT NULL, entries TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Entry:
    """The documents of one notebook for one school, or the city: what they were made from, part by part, their files
    with their SHA-256, the rules that they say they rest on, whom they say they are for, and the digest of what they
    say of other schools, empty for the city's."""

    key: str
    urn: str
    folder: str
    notebook: str
    origin: dict[str, str]
    files: dict[str, str]
    rules: list[dict[str, str]] = field(default_factory=list)
    readers: dict[str, str] = field(default_factory=dict)
    said: str = ""


class Ledger:
    """A small database, on the disk before anything goes on. Raises RunError when it cannot be written."""

    def __init__(self, place: Path) -> None:
        try:
            self._open(place)
        except sqlite3.Error as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise _unwritable(error) from None
            # A ledger that makes no sense says nothing: everything is made again, and this one stays to be looked at.
            place.replace(place.with_suffix(".broken"))
            self._open(place)

    def _open(self, place: Path) -> None:
        self._base = sqlite3.connect(place, isolation_level=None)
        self._base.executescript("PRAGMA synchronous = FULL;" + _TABLES)
        self._base.execute("SELECT count(*) FROM documents").fetchone()

    def close(self) -> None:
        """Let go of the database."""
        self._base.close()

    def entries(self) -> dict[str, Entry]:
        """Every document set in place, by its key."""
        rows = self._base.execute("SELECT key, entry FROM documents ORDER BY key")
        return {key: Entry(**json.loads(entry)) for key, entry in rows}

    def entries_of(self, folder: str) -> list[Entry]:
        """The document sets in place in one folder."""
        rows = self._base.execute("SELECT entry FROM documents WHERE folder = ? ORDER BY key", (folder,))
        return [Entry(**json.loads(entry)) for (entry,) in rows]

    def failures(self) -> dict[str, str]:
        """Why the last try failed, by the key of what was to be made."""
        return dict(self._base.execute("SELECT key, problem FROM failures ORDER BY key"))

    def intents(self) -> dict[str, tuple[int, list[Entry]]]:
        """By folder what was about to take its place: the folder's number and the documents in it."""
        rows = self._base.execute("SELECT folder, number, entries FROM intents ORDER BY folder")
        return {folder: (number, [Entry(**one) for one in json.loads(text)]) for folder, number, text in rows}

    def intend(self, folder: str, number: int, entries: Iterable[Entry]) -> None:
        """Note what is about to take its place."""
        text = json.dumps([asdict(entry) for entry in entries])
        with self._writing() as base:
            base.execute("INSERT OR REPLACE INTO intents VALUES (?, ?, ?)", (folder, number, text))

    def settle(self, folder: str, entries: Iterable[Entry]) -> None:
        """It has taken its place: these are now the folder's documents of their keys."""
        with self._writing() as base:
            for entry in entries:
                row = (entry.key, entry.folder, json.dumps(asdict(entry)))
                base.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", row)
                base.execute("DELETE FROM failures WHERE key = ?", (entry.key,))
            base.execute("DELETE FROM intents WHERE folder = ?", (folder,))

    def withdraw(self, folder: str) -> None:
        """It has not, and will not."""
        with self._writing() as base:
            base.execute("DELETE FROM intents WHERE folder = ?", (folder,))

    def fail(self, key: str, problem: str) -> None:
        """Note why something could not be made. What was there before stays."""
        with self._writing() as base:
            base.execute("INSERT OR REPLACE INTO failures VALUES (?, ?)", (key, problem))

    def forget(self, keys: Iterable[str]) -> None:
        """Know nothing more of these: nothing of them is there, or due."""
        with self._writing() as base:
            for key in keys:
                base.execute("DELETE FROM documents WHERE key = ?", (key,))
                base.execute("DELETE FROM failures WHERE key = ?", (key,))

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield self._base
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise _unwritable(error) from None


def _unwritable(error: sqlite3.Error) -> RunError:
    return RunError(f"The run's ledger cannot be written ({error}): mend that and run again.")
