"""Which percentages go with counts?

A rate is made from pooled counts, rounded once, half up. Nothing possible, no rate.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from attendlib.codes import code_book
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


SHARE = "percent_of_possible"
"""What the share is called that sessions by code, reason or category are of the possible ones."""


def shared(table: pa.Table, places: int = 2) -> pa.Table:
    """``table``, which has a category, with ``SHARE``: null for sessions that are not among the possible ones."""
    figures = percents(counts(table.column("sessions")), counts(table.column("possible")), places)
    counted = {entry.category for entry in code_book().codes() if entry.possible}
    among = np.array([category in counted for category in table.column("category").to_pylist()], dtype=bool)
    return table.append_column(SHARE, numbers(pa.float64(), figures, among & ~np.isnan(figures)))


def rated(table: pa.Table, rates: Mapping[str, tuple[str, str]] = RATES, places: int = 2) -> pa.Table:
    """``table`` with every rate whose two counts it has, in percent to ``places`` decimals, null where there is nothing
    to divide by."""
    for name, (part, whole) in rates.items():
        if part in table.column_names and whole in table.column_names:
            figures = percents(counts(table.column(part)), counts(table.column(whole)), places)
            table = table.append_column(name, numbers(pa.float64(), figures, ~np.isnan(figures)))
    return table
