"""Which percentages go with counts?

A rate is made from pooled counts, rounded once, half up. Nothing possible, no rate.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from attendlib.columns import counts, numbers
from attendlib.rounding import percents

RATES: Mapping[str, tuple[str, str]] = {
    "attendance_percent": ("attended", "possible"),
    "absence_percent": ("absent", "possible"),
    "authorised_percent": ("authorised", "possible"),
    "unauthorised_percent": ("unauthorised", "possible"),
    "persistently_absent_percent": ("persistently_absent", "enrolments"),
    "severely_absent_percent": ("severely_absent", "enrolments"),
}
"""Each rate's numerator and denominator."""


def rated(table: pa.Table, rates: Mapping[str, tuple[str, str]] = RATES, places: int = 2) -> pa.Table:
    """``table`` with every rate whose two counts it has, in percent to ``places`` decimals, null where there is nothing
    to divide by."""
    for name, (part, whole) in rates.items():
        if part in table.column_names and whole in table.column_names:
            figures = percents(counts(table.column(part)), counts(table.column(whole)), places)
            table = table.append_column(name, numbers(pa.float64(), figures, ~np.isnan(figures)))
    return table
