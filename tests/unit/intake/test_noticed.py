"""Is what was read before compared with what is read now, and only where it can be?"""

from datetime import date

import pyarrow.parquet as pq
import pytest
from tiny import URN, TinyCity

from attendlib.intake import OpenCity
from attendlib.store import Changed


def resent(city: TinyCity, upn: str, marks: str) -> OpenCity:
    """The city after its register was sent again with these marks."""
    city.records.clear()
    city.mark(marks, URN, upn)
    return city.open()


@pytest.fixture
def read_once(tiny_city: TinyCity) -> tuple[TinyCity, str]:
    """A city as of the third school day that was read once, and its only pupil."""
    tiny_city.as_of = "2025-09-03"
    upn = tiny_city.pupil("/ / N N I I")
    tiny_city.open()
    return tiny_city, upn


def test_a_changed_code_is_kept_with_both_codes_and_the_day_of_the_reading(read_once: tuple[TinyCity, str]) -> None:
    """N to M on the second morning; nothing else changed."""
    city, upn = read_once
    opened = resent(city, upn, "/ / M N I I")
    assert opened.store.changed(URN) == [Changed(upn, date(2025, 9, 2), "AM", "N", "M", "2025-09-03")]


def test_reading_the_same_again_notices_nothing(read_once: tuple[TinyCity, str]) -> None:
    """Also when the roll or the day has changed, so that the school is read again."""
    city, _ = read_once
    city.pupil("/*6", surname="Other", year_group="9")
    city.as_of = "2025-09-04"
    assert city.open().store.changed(URN) == []


def test_a_pupil_who_is_no_longer_on_the_roll_is_no_change(read_once: tuple[TinyCity, str]) -> None:
    """Only entries that are accepted both times are compared."""
    city, upn = read_once
    city.pupils[0]["upn"] = "Z000000000000"
    assert resent(city, upn, "/*6").store.changed(URN) == []


def test_marks_kept_in_another_shape_are_not_compared(read_once: tuple[TinyCity, str]) -> None:
    """A store of another version has to be read over, and that is no error."""
    city, upn = read_once
    store = city.open().store
    (file,) = store.mark_files([URN])
    pq.write_table(pq.read_table(file).drop_columns(["code"]), file)
    assert resent(city, upn, "/*6").store.changed(URN) == []


def test_a_new_store_remembers_nothing(read_once: tuple[TinyCity, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was seen goes with the store, and the marks are read as ever."""
    city, upn = read_once
    monkeypatch.setenv("ATTENDLIB_STORE", str(city.folder.parent / "another"))
    opened = resent(city, upn, "/*6")
    assert (opened.store.changed(URN), opened.accounts[0].accepted) == ([], 6)
