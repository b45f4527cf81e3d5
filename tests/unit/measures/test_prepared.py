"""Is a question put to another school answered from that school's own marks, though its query was worked out before?"""

from datetime import date
from pathlib import Path

from attendlib.measures import Asked, Window
from tests.tiny import TinyCity

OTHER = "999002"
SEPTEMBER = Window(date(2025, 9, 1), date(2025, 9, 30))


def possible_in_september(city: TinyCity, *urns: str) -> list[int]:
    """What one open city says of one school after another."""
    held = city.open()
    answers = [held.answer(Asked(("school",), SEPTEMBER), urns=[urn]) for urn in urns]
    return [answer.column("possible").to_pylist()[0] for answer in answers]


def test_a_school_without_a_mark_outside_the_window_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    """The first school's marks all lie in September, so nobody looks at their dates. The second has sixty sessions from
    1 September on, of which the 44 of September's 22 weekdays count, whichever is asked first."""
    city = TinyCity(tmp_path)
    city.pupil("/*10")
    city.pupil("/*60", urn=OTHER)
    assert possible_in_september(city, "999001", OTHER, "999001") == [10, 44, 10]
    assert possible_in_september(city, OTHER, "999001", OTHER) == [44, 10, 44]


def test_marks_on_the_window_s_first_and_last_day_count(tmp_path: Path) -> None:
    """A window that begins and ends with the marks holds all of them; one that is a day shorter at either end loses
    that day's two sessions."""
    city = TinyCity(tmp_path)
    city.pupil("/*10")
    held = city.open()

    def possible(first: int, last: int) -> int:
        window = Window(date(2025, 9, first), date(2025, 9, last))
        return int(held.answer(Asked(("school",), window)).column("possible").to_pylist()[0])

    assert [possible(1, 5), possible(2, 5), possible(1, 4)] == [10, 8, 8]
