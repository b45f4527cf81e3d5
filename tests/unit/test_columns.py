"""Does a column keep its values on the way to Arrow and back, without pandas being loaded?"""

import subprocess
import sys
from datetime import date

import numpy as np
import pyarrow as pa

from attendlib.columns import coded, counts, days, flags, numbers, texts


def test_what_goes_to_arrow_is_what_stands_there() -> None:
    """Texts beyond ASCII and empty ones, days and numbers that are missing, yes and no."""
    assert texts(["", "Zoë", "a"]).to_pylist() == ["", "Zoë", "a"]
    assert days([date(1969, 12, 31), None, date(2025, 9, 1)]).to_pylist() == [
        date(1969, 12, 31),
        None,
        date(2025, 9, 1),
    ]
    assert numbers(pa.int64(), np.array([1, 2]), np.array([True, False])).to_pylist() == [1, None]
    assert flags([True, False, True]).to_pylist() == [True, False, True]
    assert coded(np.array([1, 0, 1], dtype=np.int32), ("AM", "PM")).to_pylist() == ["PM", "AM", "PM"]


def test_a_missing_count_is_nothing() -> None:
    """Also where the column begins inside a longer one, and where it comes in pieces or is empty."""
    long = pa.array([9, 1, None, 3, None, 5, 6, 7, 8, None], pa.int64())
    assert counts(pa.chunked_array([long[1:5], long[6:], long[:0]])).tolist() == [1, 0, 3, 0, 6, 7, 8, 0]
    assert counts(pa.chunked_array([], pa.int64())).tolist() == []


def test_an_answer_from_the_store_needs_no_pandas() -> None:
    """A command that finds its answer in the store would wait for pandas longer than for anything else."""
    code = (
        "import sys, numpy as np, pyarrow as pa; from attendlib.columns import numbers; "
        "from attendlib.measures.rates import rated; "
        "one = numbers(pa.int64(), np.array([1])); "
        "table = rated(pa.table({'attended': one, 'possible': one})); "
        "sys.exit('pandas' in sys.modules or table.column('attendance_percent').to_pylist() != [100.0])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
