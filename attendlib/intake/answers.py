"""Which measures of many schools have been worked out already?

Every school's report compares it with the city. Such an answer is the same for all of them, so it is kept in the store
under what it was made from: the question, the schools' inputs and the code. Those about one school alone lie apart, by
its URN, so that they stay when another's marks change.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from attendlib.intake.changed import digest_of_code, identity
from attendlib.store import Store, write_whole

MEASURES = ("measures", "codes.py", "policy")
"""The rooms whose code decides an answer."""

SEVERAL = "several"
"""The folder of answers about more than one school."""


def kept(store: Store, question: str, entries: Mapping[str, dict[str, Any]], work: Callable[[], pa.Table]) -> pa.Table:
    """The answer from the store, or worked out and kept. ``entries``: by URN what the store knows of the schools asked
    about."""
    of_schools = (repr(identity(entry["fingerprint"])) for entry in entries.values())
    made_from = [question, digest_of_code(MEASURES), *of_schools]
    name = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:32]
    place = _folder(store, *entries) / f"{name}.parquet"
    try:
        # Read as one file: as a data set it would load pandas first.
        return pq.ParquetFile(place, pre_buffer=False).read(use_threads=False)
    except FileNotFoundError:
        pass
    answer = work()
    write_whole(place, lambda part: pq.write_table(answer, part))
    return answer


def forget(store: Store, urns: Iterable[str]) -> None:
    """Drop every answer that these schools may have a part in: their marks are about to change."""
    for folder in (_folder(store), *(_folder(store, urn) for urn in urns)):
        for file in folder.glob("*.parquet"):
            file.unlink(missing_ok=True)


def _folder(store: Store, *urns: str) -> Path:
    """Where answers about these schools lie."""
    return store.folder / "answers" / (urns[0] if len(urns) == 1 else SEVERAL)
