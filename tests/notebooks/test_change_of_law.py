"""When persistent absence becomes 8%, does any page still go by ten, or speak of it?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from law import Law
from notebook_run import run_here
from seen import texts
from tiny import URN, TinyCity

from attendlib.documents.shown import shown
from attendlib.places import shipped

OTHER = "999002"
NATIONAL = {"policy": "national-2024"}
PAPERS = ("attendance_and_attainment", "early_warning", "intervention_impact", "special_days")
PAGES: dict[str, dict[str, Any]] = {
    "school_report": {"urn": URN},
    "school_report without names": {"urn": URN, "names": "without"},
    "register_check": {"urn": URN},
    "weekly_tracker by the usual policy": {"urn": URN},
    "support_meeting by the usual policy": {"urn": URN},
    "city_report by the usual policy": {},
    "city_casework by the usual policy": {},
    "weekly_tracker": NATIONAL | {"urn": URN},
    "support_meeting": NATIONAL | {"urn": URN},
    "city_report": NATIONAL,
    "city_casework": NATIONAL,
    "caseload_what_if": NATIONAL | {"against": "coventry-2024", "setting": "", "cut_offs": "92,95"},
}
OLD = re.compile(r"\b(10|90)(\.0)?%|\btenths?\b|\bper cent\b|\b(10|90) percent")
MISSED = (0, 2, 5, 7, 8, 9, 11, 12, 20, 49, 50, 60)
"""Sessions of a hundred, pupil by pupil of each school; nobody's own attendance is 90%."""

ALLOWED = re.compile(
    "(5|8)% to under 10%|10% to under 15%"  # bands of absence are not the law's; its line parts one
    "|; in (20(24/25|25/26|26/27)[, and]*)+ 10% or more of sessions missed"  # figures of those years are of their law
    "|90% to 110% of the most common"  # which schools' possible sessions are usual
)
ROWS_OF_EVERY_PERCENT = ("What attendance means in days and hours", "Enrolments below each cut-off of attendance")


OLD_CLASS = re.compile(r"\b10(\.0)?% or more|\b(below|under|at least|at most) (10|90)(\.0)?%|\btenths?\b")
BANDS = re.compile(r"\d+% (and|to) under \d+%")
"""A paper has many figures, of which one may be 10% by chance: looked for is how the class would be told."""


@pytest.fixture
def of_2027(tiny_city: TinyCity, law: Law) -> str:
    """The city file of two schools in the first year of the new law, with the year before it."""
    law("persistent_absence", "percent: 8, inclusive: true", "2027-09-01")
    tiny_city.first, tiny_city.as_of = 2027, "2027-11-30"
    for urn in (URN, OTHER):
        for n, missed in enumerate(MISSED):
            own = {"sex": "FM"[n % 2], "year_group": str(n % 4 + 3), "fsm": "01"[n % 2], "household_id": f"H{n}"}
            tiny_city.pupil(f"I*{missed} /*{100 - missed}", urn=urn, surname=f"Missed{missed}", forename="A", **own)
    counts = {"enrolments": "12", "possible": "4560", "authorised": "380", "unauthorised": "20"}
    classes = {"persistently_absent": "3", "severely_absent": "1"}
    tiny_city.history = [{"academic_year": "2026/27", "urn": urn} | counts | classes for urn in (URN, OTHER)]
    return str(tiny_city.write())


def told(page: str, **parameters: Any) -> Iterator[tuple[str, str]]:
    """Every text of a page with the title of the block that it stands in."""
    notebook = shipped("notebooks", f"{page.partition(' ')[0]}.ipynb")
    for item in shown(run_here(notebook, **parameters)):
        block = item.block
        title = str(block.get("title") or block.get("caption") or "")
        yield from ((title, text) for text in texts(block))


def left_behind(title: str, text: str) -> bool:
    """Whether a text speaks of the old law."""
    of_a_row = title in ROWS_OF_EVERY_PERCENT and text == "90%"
    return bool(OLD.search(ALLOWED.sub("", text))) and not of_a_row


@pytest.mark.parametrize("page", PAGES)
def test_no_page_speaks_of_the_old_law(of_2027: str, page: str) -> None:
    """Not in a table, a chart, a note or a list; the few places are named that may say ten. Each speaks of the new."""
    found = list(told(page, city_file=of_2027, **PAGES[page]))
    assert any("8% or more" in text for _, text in found)
    assert [one for one in found if left_behind(*one)] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_speaks_of_the_old_law(paper: str, law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the bundled city, which has enough pupils for one, were its year the first of the new law."""
    law("persistent_absence", "percent: 8, inclusive: true")
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path / "store"))
    city = shipped("params", "runs", "demo", "city.yaml")
    found = [BANDS.sub("", text) for _, text in told(paper, city_file=str(city))]
    assert any("8% or more" in text for text in found)
    assert [text for text in found if OLD_CLASS.search(text)] == []
