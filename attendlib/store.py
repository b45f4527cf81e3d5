"""Where do the marks live, and on which engine do expressions run?

Accepted marks are Parquet files by academic year and URN; what became of each school's registers lies beside them. The
store is a cache: it can be deleted at any time and is made again from the registers. It holds pupils' data, so its
folder is readable by its owner alone. Expressions run on DuckDB inside the process.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

try:
    import fcntl
except ImportError:  # Windows: two commands at once on one city are not kept apart there
    fcntl = None  # type: ignore[assignment]

MARKS = pa.schema(
    {
        "urn": pa.dictionary(pa.int32(), pa.string()),
        "upn": pa.dictionary(pa.int32(), pa.string()),
        "date": pa.date32(),
        "session": pa.dictionary(pa.int32(), pa.string()),
        "code": pa.dictionary(pa.int32(), pa.string()),
        "category": pa.dictionary(pa.int32(), pa.string()),
        "reason": pa.dictionary(pa.int32(), pa.string()),
        "minutes_late": pa.float32(),
        "row": pa.int32(),
    }
)
"""One row per accepted mark: enrolment (urn, upn), session, code, its category and reason on that date, minutes late
where the register gives them, and the row of the register file."""

TOTALS = pa.schema(
    {
        "urn": pa.string(),
        "upn": pa.string(),
        "start": pa.date32(),
        "end": pa.date32(),
        "code": pa.string(),
        "category": pa.string(),
        "reason": pa.string(),
        "sessions": pa.int64(),
    }
)
"""One row per enrolment, period and reason of a census return: sessions, without saying which."""

POSSIBLE = "possible"
"""In census totals, the category of the row that holds a period's possible sessions."""


class Changed(NamedTuple):
    """An entry of a register whose code is another than it was when the school was read before, as of ``read_as_of``
    (YYYY-MM-DD, or empty where that was not kept)."""

    upn: str
    date: date
    session: str
    before: str
    after: str
    read_as_of: str


@dataclass(frozen=True)
class Store:
    """A folder of marks. Nothing is written outside it."""

    folder: Path

    def make(self) -> "Store":
        """Create the folder, for its owner alone."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.mkdir(exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)
        (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")
        return self

    def mark_files(self, urns: Sequence[str], years: Sequence[str] | None = None) -> list[Path]:
        """The files that hold marks of those schools, of the academic years named (all where None)."""
        marks, wanted = self.folder / "marks", set(urns)
        folders = sorted(marks.glob("*")) if years is None else [marks / year.replace("/", "-") for year in years]
        # By name before there is a path of each: a store of many schools is asked about every one of them.
        held = ((folder, name) for folder in folders if folder.is_dir() for name in sorted(os.listdir(folder)))
        return [
            folder / name for folder, name in held if name.endswith(".parquet") and name.partition(".")[0] in wanted
        ]

    def total_files(self, urns: Sequence[str]) -> list[Path]:
        """The files that hold census totals of those schools."""
        return [f for urn in urns if (f := self.folder / "totals" / f"{urn}.parquet").exists()]

    def put(self, urn: str, kind: str, table: pa.Table, part: int = 1) -> None:
        """Write one table of one school, or a ``part`` of a large one, whole or not at all."""
        place = self.folder / kind / (f"{urn}.parquet" if part == 1 else f"{urn}.{part}.parquet")
        write_whole(place, lambda part: _write(table, part))

    def put_findings(self, urn: str, findings: Sequence[Sequence[Any]]) -> None:
        """Keep a school's findings, whole or not at all."""
        text = json.dumps(findings)
        write_whole(self._findings_file(urn), lambda part: part.write_text(text, encoding="utf-8"))

    def findings(self, urn: str) -> list[list[Any]]:
        """The rows kept as findings of a school."""
        place = self._findings_file(urn)
        return json.loads(place.read_text(encoding="utf-8")) if place.exists() else []

    def _findings_file(self, urn: str) -> Path:
        return self.folder / "findings" / f"{urn}.json"

    def add_changed(self, urn: str, changed: Sequence[Changed]) -> None:
        """Keep entries of a school that changed, after those that are kept already."""
        rows = [[*one[:1], one.date.isoformat(), *one[2:]] for one in (*self.changed(urn), *changed)]
        text = json.dumps(rows)
        write_whole(self._changed_file(urn), lambda part: part.write_text(text, encoding="utf-8"))

    def changed(self, urn: str) -> list[Changed]:
        """The entries of a school that changed from one reading to the next, oldest reading first."""
        place = self._changed_file(urn)
        rows = json.loads(place.read_text(encoding="utf-8")) if place.exists() else []
        return [Changed(upn, date.fromisoformat(day), *rest) for upn, day, *rest in rows]

    def _changed_file(self, urn: str) -> Path:
        return self.folder / "changed" / f"{urn}.json"

    def drop(self, urn: str) -> None:
        """Forget everything of one school but what was seen to change."""
        self.entry_file(urn).unlink(missing_ok=True)
        for name in self.held(urn):
            (self.folder / name).unlink(missing_ok=True)

    def held(self, urn: str) -> list[str]:
        """The tables kept of one school, as paths inside the store."""
        places = (*self.mark_files([urn]), *self.total_files([urn]), *self.folder.glob(f"findings/{urn}.json"))
        return sorted(place.relative_to(self.folder).as_posix() for place in places)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """While held, nobody else brings this store up to date. The lock goes with the process that holds it."""
        with (self.folder / ".lock").open("w") as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def entry_file(self, urn: str) -> Path:
        """Where the store keeps what it knows of a school's registers."""
        return self.folder / "schools" / f"{urn}.json"

    def entry(self, urn: str) -> dict[str, Any] | None:
        """What was kept by ``put_entry``; None where there is none, it cannot be read, or a table of the school has
        gone since, so that the school has to be read again."""
        try:
            entry = json.loads(self.entry_file(urn).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return entry if isinstance(entry, dict) and entry.get("held") == self.held(urn) else None

    def put_entry(self, urn: str, entry: dict[str, Any]) -> None:
        """Keep what a school's files were made from. Written last: without it the files count for nothing."""
        text = json.dumps(entry | {"held": self.held(urn)}, sort_keys=True)
        write_whole(self.entry_file(urn), lambda part: part.write_text(text, encoding="utf-8"))


def _write(table: pa.Table, place: Path) -> None:
    """As Parquet: only days have statistics, for only by them are rows passed over unread; days and row numbers, which
    mostly follow each other, are kept as differences. What is left is small, so a quick compression does. Nothing of
    Arrow's own is noted in the file, for not every engine understands it."""
    repeating = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    days = [field.name for field in table.schema if pa.types.is_date(field.type)]
    rising = [*days, *(field.name for field in table.schema if pa.types.is_integer(field.type))]
    pq.write_table(
        table,
        place,
        compression="lz4",
        use_dictionary=repeating,
        write_statistics=days or False,
        column_encoding=dict.fromkeys(rising, "DELTA_BINARY_PACKED") or None,
        store_schema=False,
    )


def read_marks(file: Path, columns: Sequence[str]) -> pa.Table:
    """Those of some columns that a file of marks has; texts as they are kept, each once with a number for every row."""
    told = pq.read_metadata(file)
    repeating = [f.name for f in MARKS if pa.types.is_dictionary(f.type) and f.name in told.schema.names]
    held = pq.ParquetFile(file, metadata=told, read_dictionary=repeating, pre_buffer=False)
    return held.read(list(columns), use_threads=False)


def write_whole(place: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a file, then put it at ``place`` in one step, so that nobody ever sees half of it."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place.with_suffix(f".{os.getpid()}.part")
    try:
        write(part)
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)


def store_for(city_file: Path) -> Store:
    """The store of a city: ``ATTENDLIB_STORE`` if set, else ``.attendlib`` beside the city file, else (where that
    folder is read-only) the user's cache folder."""
    key = hashlib.sha256(str(city_file.resolve()).encode()).hexdigest()[:16]
    chosen = os.environ.get("ATTENDLIB_STORE")
    if chosen:
        return Store(Path(chosen) / key)
    folder = city_file.resolve().parent
    if folder.stat().st_mode & 0o222 and os.access(folder, os.W_OK):
        return Store(folder / ".attendlib" / city_file.stem)
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Store(Path(cache) / "attendlib" / key)
