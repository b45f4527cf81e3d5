"""Is Arbor's roll-call CSV read as it is meant?"""

from collections.abc import Sequence

import numpy as np
from marks import Mark, csv_of

from attendlib.readers import read, recognise
from attendlib.register import DATE, DAY, MARK, MINUTES, PUPIL, SESSION

HEADER = "STUDENT_UNIQUE_ID,DATE,PERIOD,MARK_CODE\n"


def written(marks: Sequence[Mark]) -> bytes:
    """A row for each mark, with columns that are not read."""
    rows = ((n, m.pupil, m.british, m.session, m.mark, m.mark, m.minutes) for n, m in enumerate(marks))
    head = ["RECORD_ID", "STUDENT_UNIQUE_ID", "DATE", "PERIOD", "RAW_MARK", "MARK_CODE", "MINUTES_LATE"]
    return csv_of([head, *rows])


def test_fixture_becomes_one_entry_per_row(fixture, told):
    """Day-first dates, blank and dash marks, a leading zero, a bad day, an empty pupil and a bad period."""
    register = read(fixture("arbor_csv"), "999001", "arbor.csv")
    assert told(register) == [
        ("A331900100017", "2025-09-01", "AM", "/", 2, "", ""),
        ("A331900100017", "2025-09-01", "PM", "L", 3, "", ""),
        ("0331900100018", "2025-09-13", "AM", "C1", 4, "", ""),
        ("0331900100018", "2025-09-13", "PM", "", 5, "", ""),
        ("0331900100018", "2025-09-14", "AM", "-", 6, "", ""),
        ("0331900100018", "", "AM", "I", 7, "", "bad-date"),
        ("", "2025-09-02", "AM", "I", 8, "", "no-pupil"),
        ("A331900100017", "2025-09-02", "", "I", 9, "", "bad-session"),
    ]
    np.testing.assert_array_equal(register.minutes_late, np.array([np.nan, 12] + [np.nan] * 6, dtype=np.float32))


def test_fixture_heading_says_where_it_came_from(fixture):
    """Layout, encoding with its mark, and every row accounted for."""
    register = read(fixture("arbor_csv"), "999001", "arbor.csv")
    assert (register.urn, register.file, register.layout) == ("999001", "arbor.csv", "arbor_csv")
    assert register.encoding == "utf-8-sig"
    assert (register.counted.rows, register.counted.header, register.counted.records) == (9, 1, 8)
    assert register.notes == ()
    assert register.form == "%d/%m/%Y"
    date = "DATE"
    parts = {PUPIL: "STUDENT_UNIQUE_ID", DATE: date, DAY: date, SESSION: "PERIOD", MARK: "MARK_CODE"}
    assert register.headings == parts | {MINUTES: "MINUTES_LATE"}


def test_the_first_of_september_is_not_the_ninth_of_january(read_text, told):
    """01/09/2025 is 1 September, as 13/09/2025 in the same column is 13 September."""
    register = read_text(HEADER + "A1,01/09/2025,AM,/\nA1,13/09/2025,AM,/\nA1,03/09/2024,AM,/\n")
    assert [row[1] for row in told(register)] == ["2025-09-01", "2025-09-13", "2024-09-03"]


def test_month_first_dates_are_bad_rather_than_guessed(read_text, told):
    """09/13/2025 has no thirteenth month to be, so it is a bad date and not 13 September."""
    assert [row[6] for row in told(read_text(HEADER + "A1,09/13/2025,AM,/\n"))] == ["bad-date"]


def test_one_field_too_many_in_every_row_moves_nothing(read_text, told):
    """Where every row has one cell more than the header, every row is ragged; no cell slides under another heading."""
    register = read_text(HEADER + "A1,01/09/2025,AM,/,x\n" * 3)
    assert told(register) == [("", "", "", "", row, "", "ragged-row") for row in (2, 3, 4)]


def test_a_row_too_short_is_ragged(read_text, told):
    """A row that stops early is not padded."""
    register = read_text(HEADER + "A1,01/09/2025,AM,/\nA1,01/09/2025\nA1,02/09/2025,AM,/\n")
    assert [(row[4], row[6]) for row in told(register)] == [(2, ""), (3, "ragged-row"), (4, "")]


def test_texts_that_look_like_missing_values_are_texts(read_text, told):
    """NA, Null, None and nan are what they say, as pupils and as marks."""
    words = ["NA", "Null", "None", "nan", "NaN", "N/A"]
    register = read_text(HEADER + "".join(f"{word},01/09/2025,AM,{word}\n" for word in words))
    assert [(row[0], row[3], row[6]) for row in told(register)] == [(word, word, "") for word in words]


def test_the_order_of_rows_does_not_matter(northgate, save, told):
    """Shuffled rows give the same marks, each on its new row."""
    lines = (northgate / "registers" / "999001-arbor.csv").read_bytes().splitlines(keepends=True)
    backwards = save(b"".join([lines[0], *reversed(lines[1:])]))
    one = told(read(northgate / "registers" / "999001-arbor.csv", "999001", "a"))
    other = told(read(backwards, "999001", "a"))
    assert sorted(row[:4] for row in one) == sorted(row[:4] for row in other)
    assert [row[:4] for row in one] == [row[:4] for row in reversed(other)]


def test_it_is_recognised_by_its_columns_not_its_name(fixture, save):
    """The same bytes under another name are the same layout."""
    assert recognise(save(fixture("arbor_csv").read_bytes(), "notes.xml")) == "arbor_csv"
