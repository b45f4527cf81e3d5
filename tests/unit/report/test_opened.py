"""Does a notebook see what has changed since it opened the city?"""

from tiny import TinyCity

from attendlib.report import school_view
from attendlib.report.opened import opened

URN = "999001"


def absent(city: TinyCity) -> int:
    return int(school_view(city.folder / "city.yaml", URN).own("school").absent.sum())


def test_an_unchanged_city_is_opened_once(tiny_city: TinyCity) -> None:
    """The next report takes it as it is."""
    tiny_city.pupil("/*4")
    place = str(tiny_city.write())
    assert opened(place) is opened(place)


def test_a_mended_register_gives_new_figures(tiny_city: TinyCity) -> None:
    """Cells that are run again tell what the register says now, of the same size under the same name."""
    tiny_city.pupil("/*4")
    tiny_city.write()
    assert absent(tiny_city) == 0
    tiny_city.records[URN][0] = (*tiny_city.records[URN][0][:3], "I", "")
    tiny_city.write()
    assert absent(tiny_city) == 1


def test_a_pupil_who_joined_is_there(tiny_city: TinyCity) -> None:
    """A table of the city is read anew too."""
    tiny_city.pupil("/*4")
    tiny_city.write()
    assert absent(tiny_city) == 0
    tiny_city.pupil("I*4")
    tiny_city.write()
    assert absent(tiny_city) == 4
