"""Does the error for an unknown file say what was seen and what would do, and never a cell's value?"""

import json

import pytest
import xlsxwriter

from attendlib.errors import LayoutError
from attendlib.readers import LAYOUTS, recognise
from attendlib.readers.unrecognised import shown


def _message(path) -> str:
    with pytest.raises(LayoutError) as caught:
        recognise(path)
    return str(caught.value)


def test_it_names_the_kind_the_encoding_the_delimiter_and_the_columns(save):
    """An analyst can tell from it which export this was."""
    message = _message(save("Pupil Name;Class;Session;Mark Code\nZebedee;7A;AM;/\n", "unknown.csv"))
    assert "unknown.csv" in message
    assert "delimited text, utf-8, cells divided by semicolon" in message
    assert "Pupil Name, Class, Session, Mark Code" in message
    assert "Zebedee" not in message


def test_it_names_every_layout_with_what_it_needs(save):
    """What would be accepted, all of it."""
    message = _message(save("a,b\n1,2\n"))
    for layout in LAYOUTS.values():
        assert layout.NAME in message
        assert all(need in message for need in layout.NEEDS)


def test_it_says_which_column_of_the_nearest_layout_is_lacking(save):
    """One renamed column is the commonest mistake."""
    message = _message(save("STUDENT_UNIQUE_ID,DATE,PERIOD,MARK\nA331900100017,01/09/2025,AM,/\n"))
    assert "Nearest is arbor_csv, but it lacks MARK_CODE." in message


def test_names_in_other_letters_are_told(save):
    """A vendor's fields are told by their exact names, as the vendor's own programs tell them."""
    message = _message(save(json.dumps([{"studentid": "A1", "date": "2025-09-01", "session": "AM", "mark": "/"}])))
    assert "It has the names of xporter_json in other letters: write them with the same capitals." in message


def test_a_table_in_a_workbook_is_told_from_a_grid(tmp_path):
    """Somebody opened the export in a spreadsheet and saved it as such: it is to be saved as CSV again."""
    book = xlsxwriter.Workbook(tmp_path / "marks.xlsx")
    book.add_worksheet().write_row(0, 0, ["STUDENT_UNIQUE_ID", "DATE", "PERIOD", "MARK_CODE"])
    book.close()
    assert "It has the columns of arbor_csv: save that sheet as CSV UTF-8." in _message(tmp_path / "marks.xlsx")


@pytest.mark.parametrize(
    "first",
    [
        "A331900100017,01/09/2025,AM,/",
        "Zebedee,Canary,AM,/",
        "Canary,Zebedee,name of pupil,7",
        "upn,date,session,12345",
        "student name,date of birth 1/2/2014,code,x",
        "zebedee.canary@example.org,upn,date",
    ],
)
def test_a_first_row_that_may_be_data_is_never_shown(save, first):
    """UPNs, dates, runs of digits, addresses, and rows that do not read like headings."""
    message = _message(save(f"{first}\n{first}\n"))
    assert "may be data" in message
    for secret in ("A331900100017", "01/09/2025", "Zebedee", "zebedee", "Canary", "12345", "2014"):
        assert secret not in message


def test_json_keys_that_are_pupils_are_not_shown(save):
    """Records keyed by UPN or name are data, not fields."""
    message = _message(save(json.dumps([{"A331900100017": 1, "Zebedee": 2, "date": 3, "session": 4}])))
    assert "A331900100017" not in message
    assert "Zebedee" not in message
    assert "fields: student_ref, day, mark" not in message


def test_json_fields_and_xml_elements_are_named(save):
    """What a vendor calls its fields is the best clue to the vendor; a name that no register uses may be a person's."""
    assert "mark, student_ref" in _message(save(json.dumps([{"student_ref": "x", "day": "y", "mark": "z"}])))
    xml = _message(save("<Export><Row><PupilRef>Zebedee</PupilRef><AttMark>/</AttMark></Row></Export>"))
    assert "AttMark, PupilRef and 2 under other names" in xml
    assert "Zebedee" not in xml


def test_names_that_cannot_be_printed_are_counted_only():
    """Half a character of JSON, or what would move the cursor of a terminal, is in no message."""
    assert shown(["student", "date", "session \ud800", "mark\x1b[2J"]) == "student, date and 2 under other names"


def test_a_heading_that_may_be_a_person_is_counted_only():
    """A name among the headings of an unknown layout reaches no message."""
    told = shown(["upn", "date", "Zebedee Secretname", "code"])
    assert told == "upn, date, code and 1 under other names"


def test_names_are_cut_off_after_thirty():
    """A register with a column a session has hundreds."""
    names = [f"mark {chr(65 + i % 26)}{'x' * (i // 26)}" for i in range(40)]
    assert shown(names).endswith("and 10 under other names")
