"""Is every figure written as it came, and refused when it was never rounded?"""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from attendlib.report.faults import BlockError
from attendlib.report.written import Written, days_written, write


@pytest.mark.parametrize(
    ("value", "kind", "places", "shown", "number"),
    [
        (1234567, "count", 0, "1,234,567", 1234567),
        (1234.0, "sessions", 0, "1,234", 1234),
        (Decimal("93.4"), "percent", 1, "93.4%", 93.4),
        (93, "percent", 1, "93.0%", 93.0),
        (0.1 + 0.2, "number", 1, "0.3", 0.3),
        (93.4 - 92.1, "points", 1, "+1.3", 1.3),
        (Decimal("-0.4"), "points", 1, "\N{MINUS SIGN}0.4", -0.4),
        (0, "points", 1, "0.0", 0.0),
        (date(2025, 9, 3), "date", 1, "3 Sep 2025", "2025-09-03"),
        (pd.Timestamp("2025-09-03"), "date", 1, "3 Sep 2025", "2025-09-03"),
        ("2025-09-03", "date", 1, "3 Sep 2025", "2025-09-03"),
    ],
)
def test_figures(value: object, kind: str, places: int, shown: str, number: object) -> None:
    """A figure is written for the reader, and kept for a spreadsheet exactly as precise as it is shown."""
    assert write(value, kind, places) == Written(shown, number)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA])
@pytest.mark.parametrize("kind", ["text", "count", "percent", "date"])
def test_nothing_is_a_dash(missing: object, kind: str) -> None:
    """Every way to say "nothing" is written as one mark, never as nan."""
    assert write(missing, kind) == Written("–", mark=True)


@pytest.mark.parametrize("mark", ["c", "z", "x", "low"])
def test_symbols_stand_in_for_figures_only(mark: str) -> None:
    """The statistical symbols are marks among figures, and ordinary letters among texts."""
    assert write(mark, "count").mark
    assert not write(mark, "text").mark


@pytest.mark.parametrize(("value", "kind"), [(93.45, "percent"), (1.5, "count"), ("many", "count"), ("soon", "date")])
def test_what_cannot_be_written_honestly_is_refused(value: object, kind: str) -> None:
    """A figure that is not rounded, whole or a number is refused, without repeating it."""
    with pytest.raises(BlockError) as refused:
        write(value, kind)
    assert str(value) not in str(refused.value)


def test_a_day_in_a_sentence_is_written_as_in_a_column() -> None:
    """On one line; what is no day, or a part of a longer number, stays as it came."""
    space = "\N{NO-BREAK SPACE}"
    assert days_written("from 2026-02-02 to 2026-02-10.") == f"from 2{space}Feb{space}2026 to 10{space}Feb{space}2026."
    assert (
        days_written("2026-02-30, 12026-02-02, 2026-02-021, 2026/02/02")
        == "2026-02-30, 12026-02-02, 2026-02-021, 2026/02/02"
    )
