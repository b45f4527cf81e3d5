"""Is a document made anew when what the city says of others has changed?"""

from pathlib import Path

import pytest
from tiny import URN, TinyCity

from attendlib.batch.job import Due
from attendlib.batch.origin import CHANGED, origin_in, why_again
from attendlib.intake import open_city
from attendlib.places import shipped

SIMILAR = "urn,similar_urn,distance"
NOTEBOOK = shipped("notebooks", "school_report.ipynb")


@pytest.mark.parametrize(
    ("line", "another"),
    [
        ("", "similar_schools: similar.csv"),
        ("similar_schools: similar.csv", "similar_schools: other.csv"),
        ("similar_schools: similar.csv", "similar_schools: similar.csv\nsimilar_schools_method: By hand"),
        (
            "benchmarks: ees.csv\nstatistical_neighbours: ['333']",
            "benchmarks: ees.csv\nstatistical_neighbours: ['335']",
        ),
        (
            "benchmarks: ees.csv\nstatistical_neighbours: ['333']",
            "benchmarks: ees.csv\nstatistical_neighbours: {'333': 2}",
        ),
    ],
)
def test_who_stands_beside_it_makes_a_report_anew(tiny_city: TinyCity, line: str, another: str) -> None:
    """A table of similar schools, its rows, who chose them, and the neighbours with their distances."""
    tiny_city.pupil("/*4")
    tiny_city.pupil("/*4", urn="999002")
    place = tiny_city.write()
    (place.parent / "similar.csv").write_text(f"{SIMILAR}\n{URN},999002,1\n", encoding="utf-8")
    (place.parent / "other.csv").write_text(f"{SIMILAR}\n{URN},999002,2\n", encoding="utf-8")
    (place.parent / "ees.csv").write_text("", encoding="utf-8")
    plain = place.read_text(encoding="utf-8")
    before, now = (told(place, f"{plain}{more}\n") for more in (line, another))
    assert why_again(before, now) == [CHANGED["tables"]]
    assert why_again(before, told(place, f"{plain}{line}\n")) == []


def told(place: Path, text: str) -> dict[str, str]:
    """What a school's report is made from, by such a city file."""
    place.write_text(text, encoding="utf-8")
    due = Due("school_report", URN, "folder", {"as_of": "2025-09-12"})
    return origin_in(open_city(place), ("html",))(due, NOTEBOOK)
