"""Which code do the registers hold now for the entries that were amended?"""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from attendlib.checks.amendments import Entry, entry
from attendlib.city import City
from attendlib.store import Store

READ = ["upn", "date", "session", "code"]


def held_now(city: City, store: Store) -> dict[Entry, str]:
    """The code of each amended entry that has an accepted mark."""
    of_school: dict[str, set[Entry]] = {}
    for one in city.amendments:
        of_school.setdefault(one.urn, set()).add(entry(city, one))
    found: dict[Entry, str] = {}
    for urn, entries in of_school.items():
        upns, days = (sorted({one[part] for one in entries}) for part in (1, 2))
        for file in store.mark_files([urn]):
            marks = pq.ParquetFile(file).read(columns=READ)
            pupils = pc.is_in(marks["upn"].cast(pa.string()), pa.array(upns))
            kept = marks.filter(pc.and_(pupils, pc.is_in(marks["date"], pa.array(days, pa.date32()))))
            columns = (kept[name].to_pylist() for name in READ)
            marked = (((urn, upn, day, session), code) for upn, day, session, code in zip(*columns, strict=True))
            found |= {key: code for key, code in marked if key in entries}
    return found
