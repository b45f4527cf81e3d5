"""Does the tidy shape hold every record, each text once?"""

import numpy as np
import pytest
from records import register

from attendlib.register import Coded, joined


def test_texts_are_held_once() -> None:
    """Distinct values in order of first appearance, written out again unchanged."""
    column = Coded.of(["/", "I", "/", "", "I"])
    assert column.values == ("/", "I", "")
    assert column.texts() == ["/", "I", "/", "", "I"]
    assert len(column) == 5
    assert Coded.constant("x", 3).texts() == ["x"] * 3


def test_a_question_is_asked_once_per_value() -> None:
    """And its answer laid out for each record."""
    asked = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert Coded.of(["a", "bb", "a", "a"]).each(length, np.int32).tolist() == [1, 2, 1, 1]
    assert asked == ["a", "bb"]
    assert Coded.of([]).each(length, np.int32).tolist() == []


def test_columns_end_to_end() -> None:
    """Values of the parts are merged: the same text has one number in the whole."""
    whole = Coded.joined([Coded.of(["/", "I"]), Coded.of([]), Coded.of(["I", "O"])])
    assert whole.texts() == ["/", "I", "I", "O"]
    assert whole.values == ("/", "I", "O")


@pytest.mark.parametrize("empty_first", [True, False])
def test_files_of_one_school_end_to_end(empty_first: bool) -> None:
    """Every record of every file, in order; an empty file adds nothing."""
    one = register([("P1", "2025-09-01", 0, "/"), ("P2", "2025-09-01", 1, "I")])
    other = register([("P1", "2025-09-02", 0, "O")], "b.csv")
    parts = [register([], "empty.csv"), one] if empty_first else [one, other]
    whole = joined(parts)
    assert len(whole) == sum(map(len, parts)) == whole.counted.records
    assert whole.pupil.texts() == [text for part in parts for text in part.pupil.texts()]
    assert whole.mark.texts() == [text for part in parts for text in part.mark.texts()]
    assert whole.counted.rows == sum(part.counted.rows for part in parts)
    assert whole.file == "2 files"


def test_one_file_is_itself() -> None:
    """Nothing is copied."""
    one = register([("P1", "2025-09-01", 0, "/")])
    assert joined([one]) is one
