"""How does a plain column become one of Arrow's?

From its buffers: Arrow's own way from lists and numpy imports pandas first, which takes longer than a school's marks
take to read, and a command that measures has no other need of it.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1)


def texts(values: Sequence[str]) -> pa.StringArray:
    """A column of texts."""
    encoded = [value.encode() for value in values]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))


def numbers(kind: pa.DataType, values: NDArray, known: NDArray[np.bool_] | None = None) -> pa.Array:
    """A column of a fixed-width ``kind`` whose values lie in memory as Arrow keeps them; null where not ``known``."""
    valid = None if known is None or known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(np.ascontiguousarray(values))])


def days(values: Sequence[date | None]) -> pa.Date32Array:
    """A column of days; None is null."""
    known = np.array([value is not None for value in values], dtype=bool)
    count = np.array([(value - _EPOCH).days if value else 0 for value in values], dtype=np.int32)
    return numbers(pa.date32(), count, known)


def days_of(values: NDArray[np.datetime64]) -> pa.Date32Array:
    """The same from datetime64[D], none of them missing."""
    return numbers(pa.date32(), values.astype("datetime64[D]").astype(np.int64).astype(np.int32))


def flags(values: Sequence[bool]) -> pa.BooleanArray:
    """A column of yes and no."""
    bits = pa.py_buffer(np.packbits(np.array(values, dtype=bool), bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, bits])


def counts(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """The whole numbers (int64) of a column as numpy has them; 0 where one is null."""
    return np.concatenate([np.empty(0, dtype=np.int64), *map(_whole, column.chunks)])


def _whole(chunk: pa.Int64Array) -> NDArray[np.int64]:
    valid, held = chunk.buffers()
    found = np.frombuffer(held, dtype=np.int64, count=len(chunk), offset=8 * chunk.offset)
    if not chunk.null_count:
        return found
    known = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), bitorder="little")[chunk.offset :][: len(chunk)]
    return np.where(known, found, 0)


def coded(index: NDArray[np.int32], values: Sequence[str]) -> pa.DictionaryArray:
    """A column of texts that repeat: entry i is ``values[index[i]]``."""
    return pa.DictionaryArray.from_arrays(numbers(pa.int32(), index), texts(values))
