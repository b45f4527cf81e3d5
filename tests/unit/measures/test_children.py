"""Is each child counted once, with the sessions of all its schools?"""

from datetime import date

import pandas as pd

from attendlib.measures.children import by_child, together

ON = date(2026, 3, 27)


def enrolments(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of urn, upn, possible and absent sessions."""
    frame = pd.DataFrame(rows, columns=["urn", "upn", "possible", "absent"])
    return frame.assign(attended=frame.possible - frame.absent)


def test_a_child_at_two_schools_is_one() -> None:
    """1 of 100 at one school and 10 of 10 at the next: persistently absent as an enrolment at the second, and as a
    child with 11 of 110, which is exactly a tenth; with 12 of 121 no more. Without a session it is nowhere."""
    told = by_child(
        enrolments(("B", "one", 10, 10), ("A", "one", 100, 1), ("A", "two", 121, 12), ("C", "two", 0, 0)), ON
    )
    assert told.loc["one", ["possible", "absent", "persistently_absent", "severely_absent"]].tolist() == [110, 11, 1, 0]
    assert told.urns.to_dict() == {"one": ("A", "B"), "two": ("A",)}
    assert told.persistently_absent.to_dict() == {"one": 1, "two": 0}


def test_groups_are_pooled() -> None:
    """Sessions of a group's children add up; a child who is in no answer is in no group, and a group may be empty."""
    children = by_child(enrolments(("A", "one", 100, 60), ("A", "two", 300, 0)), ON)
    rows = together(children, {"both": ["one", "two", "gone"], "none": []}).to_dict("records")
    assert rows[0] == {
        "group": "both",
        "enrolments": 2,
        "possible": 400,
        "attended": 340,
        "absent": 60,
        "persistently_absent": 1,
        "severely_absent": 1,
    }
    assert rows[1]["enrolments"] == rows[1]["possible"] == 0
