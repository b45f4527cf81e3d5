"""Does one mark come from a register to the sentence of a report, through every room once, whatever the layout?"""

import re

import pytest
from layouts import WRITERS
from marks import Mark
from seen import said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.documents import to_html
from attendlib.documents.blocks import notebook_of
from attendlib.intake import open_city
from attendlib.measures import Asked

MISSED = re.compile(r"pupils missed (\d+) of (\d+) possible sessions")


def put(city: TinyCity, layout: str, code: str) -> None:
    """Twelve pupils in a register of that layout, all present but for one session of one pupil."""
    if not city.pupils:
        for _ in range(12):
            city.pupil("/*20")
    place = city.write()
    (register,) = (place.parent / "registers").iterdir()
    marks = [Mark(*record) for record in city.records[URN]]
    marks[4] = marks[4]._replace(mark=code)
    register.write_bytes(WRITERS[layout](marks))


@pytest.mark.parametrize("layout", sorted(WRITERS))
def test_one_mark_comes_all_the_way(tiny_city: TinyCity, layout: str) -> None:
    """One session more missed in the register is one more in the accepted marks, in the measures, in the sentence about
    the school, in that about the city, and in the page."""
    tiny_city.as_of = "2025-09-12"
    told = []
    for code in ("/", "I"):
        put(tiny_city, layout, code)
        place = tiny_city.folder / "city.yaml"
        held = open_city(place)
        counted = held.answer(Asked(("school",), held.window())).to_pylist()
        sentences = [said(report.in_brief(view)) for view in (report.school_view(place, URN), report.city_view(place))]
        title = report.title(report.city_view(place), "city_report")
        page = to_html(notebook_of([title, report.in_brief(report.city_view(place))]))
        found = [MISSED.search(text) for text in (*sentences, page)]
        assert held.accounts[0].accepted == 240
        assert {match.groups() for match in found if match} == {(str(counted[0]["absent"]), "240")}
        assert all(found)
        told.append(counted[0]["absent"])
    assert told == [0, 1]
