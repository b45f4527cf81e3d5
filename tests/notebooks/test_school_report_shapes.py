"""Does the school report come out whole, in both its forms, whatever the school's figures look like?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from documents.said import SAID
from nbformat import NotebookNode
from notebook_run import run_here
from returned import block, census
from tiny import URN, TinyCity

from attendlib.documents import FORMATS, prove_opens
from attendlib.places import shipped

NOTEBOOK = shipped("notebooks", "school_report.ipynb")
FIRST = 80
"""Sessions of the first half term, 1 September to 24 October."""


def one_pupil(city: TinyCity) -> None:
    city.pupil(f"I*3 /*{FIRST + 17}")


def no_absence(city: TinyCity) -> None:
    for at in range(12):
        city.pupil(f"/*{FIRST + 20}", sex="FM"[at % 2], year_group=str(at % 3))


def all_absent(city: TinyCity) -> None:
    for at in range(12):
        city.pupil(f"I*{FIRST + 20}", sex="FM"[at % 2], fsm="01"[at % 2])


def one_week(city: TinyCity) -> None:
    for at in range(12):
        city.pupil(f"I*{at % 4} /*6", sex="FM"[at % 2])
    city.as_of = "2025-09-05"


def a_missing_half_term(city: TinyCity) -> None:
    for at in range(12):
        upn = city.pupil(f"I*{at % 4} /*70", year_group=str(at % 3))
        city.mark(f"O*{at % 5} /*40", URN, upn, "2026-01-05")
    city.as_of = "2026-02-13"


def nothing_counts(city: TinyCity) -> None:
    city.pupil("D*20")


def no_marks(city: TinyCity) -> None:
    city.pupil("")
    city.pupil("/*10", urn="999002")


def strange_groups(city: TinyCity) -> None:
    for at in range(14):
        city.pupil(f"I*{at} /*{FIRST}", sex="X", fsm="maybe", sen="<b>", year_group=("", "N1", "R", "12b")[at % 4])


def a_year_of_fixed_counts(city: TinyCity) -> None:
    city.first, city.as_of = 2013, "2013-11-15"
    for at in range(12):
        city.pupil(f"I*{at} /*{FIRST + 8 - at}")


def termly_totals(city: TinyCity) -> None:
    pupils = [city.pupil("") for _ in range(12)]
    city.census.append((URN, census(*((upn, block("120", f"I:{at} O:{at % 3}")) for at, upn in enumerate(pupils)))))
    city.as_of = "2026-02-13"


SHAPES: list[Callable[[TinyCity], None]] = [
    one_pupil, no_absence, all_absent, one_week, a_missing_half_term, nothing_counts, no_marks, strange_groups,
    a_year_of_fixed_counts, termly_totals,
]  # fmt: skip


def report(city: Path, names: str) -> NotebookNode:
    """The report of the school."""
    return run_here(NOTEBOOK, city_file=str(city), urn=URN, names=names)


@pytest.mark.parametrize("names", ["with", "without"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape(tiny_city: TinyCity, shape: Callable[[TinyCity], None], names: str) -> None:
    """Every cell runs, the page opens with all its parts, and says neither nan nor None for a figure."""
    tiny_city.as_of = "2025-11-14"
    shape(tiny_city)
    book = report(tiny_city.write(), names)
    page = FORMATS["html"].make(book)
    prove_opens("html", page, book)
    words = SAID["html"](page).words
    assert not [nothing for nothing in ("nan", "None", "NaT") if f"{nothing}%" in words or f"({nothing}" in words]


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("shape", [all_absent, strange_groups], ids=lambda shape: shape.__name__)
def test_the_other_documents(tiny_city: TinyCity, shape: Callable[[TinyCity], None], form: str) -> None:
    """They open with all their parts too."""
    tiny_city.as_of = "2025-11-14"
    shape(tiny_city)
    book = report(tiny_city.write(), "with")
    prove_opens(form, FORMATS[form].make(book), book)
