"""Which measures of many schools have been worked out already?

Every school's report compares it with the city. Such an answer is the same for all of them, so it is kept in the store
under what it was made from: the question, the schools' inputs and the code.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from attendlib.intake.changed import digest_of_code, identity
from attendlib.store import Store, write_whole

MEASURES = ("measures", "codes.py", "policy")
"""The rooms whose code decides an answer."""


def kept(store: Store, question: str, entries: list[dict[str, Any]], work: Callable[[], pa.Table]) -> pa.Table:
    """The answer from the store, or worked out and kept. ``entries``: what the store knows of the schools asked
    about."""
    made_from = [question, digest_of_code(MEASURES), *(repr(identity(entry["fingerprint"])) for entry in entries)]
    name = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:32]
    place = store.folder / "answers" / f"{name}.parquet"
    try:
        # Read as one file: as a data set it would load pandas first.
        return pq.ParquetFile(place, pre_buffer=False).read(use_threads=False)
    except FileNotFoundError:
        pass
    answer = work()
    write_whole(place, lambda part: pq.write_table(answer, part))
    return answer


def forget(store: Store) -> None:
    """Drop every answer: a school's marks are about to change."""
    folder: Path = store.folder / "answers"
    for file in folder.glob("*.parquet"):
        file.unlink(missing_ok=True)
