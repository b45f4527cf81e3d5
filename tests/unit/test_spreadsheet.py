"""Is what is written safe to open in a spreadsheet, and read back as it was?"""

import csv
import io

import pytest

from attendlib.spreadsheet import write_rows


def written(columns: list[str], *rows: list[object]) -> str:
    """A table as text."""
    made = io.StringIO(newline="")
    write_rows(columns, rows, made)
    return made.getvalue()


@pytest.mark.parametrize("text", ["=SUM(1)", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_a_text_that_would_run_is_disarmed(text: str) -> None:
    """A pupil may be called what they like; nobody's spreadsheet runs it. A mark stays as it is."""
    header, row = csv.reader(io.StringIO(written(["name", "code"], [text, text]), newline=""))
    assert (header, row) == (["name", "code"], [f"'{text}", text])


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    """Only texts are disarmed; None and NaN are no value."""
    assert written(["a", "b", "c"], [-1.5, None, float("nan")]) == "a,b,c\n-1.5,,\n"
