"""How is a register made from plain records?"""

from collections.abc import Sequence

import numpy as np

from attendlib.register import Coded, Register, RowCount

Record = tuple[str, str, int, str]
"""Pupil, ISO day, 0 AM or 1 PM, mark."""


def register(held: Sequence[Record], file: str = "a.csv") -> Register:
    """The register of one file that holds these records and nothing else, in the plain layout."""
    size = len(held)
    pupils, days, sessions, marks = zip(*held, strict=True) if held else ((), (), (), ())
    return Register(
        urn="999001",
        file=file,
        layout="long_csv",
        encoding="utf-8",
        pupil=Coded.of(pupils),
        date=np.array(days, dtype="datetime64[D]"),
        session=np.array(sessions, dtype=np.int8),
        mark=Coded.of(marks),
        minutes_late=np.full(size, np.nan, dtype=np.float32),
        row=np.arange(2, size + 2, dtype=np.int32),
        column=Coded.constant("", size),
        fault=Coded.constant("", size),
        counted=RowCount(size + 1, size, header=1),
    )
