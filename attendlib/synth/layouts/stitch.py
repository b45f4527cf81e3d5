"""How are hundreds of thousands of records turned into text without a loop over each?

A record is a few texts in a row, each of which repeats: the pupil's, the session's, the mark's. They are looked up as
columns and stitched together, a stretch of records at a time so that memory stays small.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from attendlib.synth.facts import marks
from attendlib.synth.made import Rows

STRETCH = 40_000


def stretches(rows: Rows) -> Iterator[tuple[int, Rows]]:
    """The rows in stretches, each with the number of rows before it."""
    for start in range(0, len(rows), STRETCH):
        yield start, rows.take(slice(start, start + STRETCH))


def lookup(texts: Sequence[str], index: np.ndarray) -> list[str]:
    """``texts[i]`` for each i."""
    found: list[str] = np.array(texts, dtype=object)[index].tolist()
    return found


def mark_texts(rows: Rows, text: Callable[[str, int], str]) -> list[str]:
    """For each row ``text(code, minutes late)``, asked once for each pair that occurs."""
    pairs, which = np.unique(rows.cell.astype(np.int32) * 256 + rows.minutes, return_inverse=True)
    codes = marks()
    return lookup([text(codes[pair // 256], pair % 256) for pair in pairs.tolist()], which)


def stitched(*columns: list[str]) -> str:
    """The first text of each column, then the second of each, and so on, in one text."""
    whole = [""] * (len(columns) * len(columns[0]))
    for i, column in enumerate(columns):
        whole[i :: len(columns)] = column
    return "".join(whole)
