"""Is nobody named, and can nobody be told, in the report that is for everybody, in any of its documents?"""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from nbformat import NotebookNode
from notebook_run import run_here
from tiny import URN, TinyCity

from attendlib.city import load_city
from attendlib.disclosure import small_numbers
from attendlib.documents import FORMATS
from attendlib.documents.shown import shown
from attendlib.names import RESTRICTED
from attendlib.places import shipped
from documents.said import SAID, squeezed

NOTEBOOK = shipped("notebooks", "school_report.ipynb")
DEMO = shipped("params", "runs", "demo", "city.yaml")
SCHOOLS = [f"99900{at}" for at in range(1, 10)]
GROUPS = ("enrolments", "pupils")
"""The columns of tables that say how many pupils figures are about."""
CLASSES = ("persistently_absent", "severely_absent", "persistent", "due", "due_then", "new", "held", "had")
"""Those that say how many of them are in a class, or at a step."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        yield


def everything(form: str, document: bytes) -> str:
    """All that stands in a document: its words, and whatever is packed inside."""
    packed = [document]
    if form in ("docx", "xlsx"):
        with ZipFile(io.BytesIO(document)) as opened:
            packed = [opened.read(name) for name in opened.namelist()]
    if form == "pdf":
        with pikepdf.open(io.BytesIO(document)) as opened:
            packed = [item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream)
                      and item.get("/Filter") == "/FlateDecode"]  # fmt: skip
    return " ".join([SAID[form](document).words, *(part.decode("utf-8", "ignore") for part in packed)])


def traces(people: list[dict[str, str]]) -> set[str]:
    """What would tell who somebody is: number, birth date in either form, and both orders of the name."""
    found = set()
    for one in people:
        found |= {
            one["upn"],
            one["born"],
            f"{one['surname']}, {one['forename']}",
            f"{one['forename']} {one['surname']}",
        }
    return {trace for trace in found if trace.strip(", ")}


def without_names(city: Path, urn: str) -> NotebookNode:
    """The report for everybody."""
    return run_here(NOTEBOOK, city_file=str(city), urn=urn, names="without")


@pytest.mark.parametrize("urn", ["999001", "999002", "999008"])
def test_nobody_of_the_demo_city_is_named(urn: str, store: None) -> None:
    """A small school, a larger one and one of termly totals: of no pupil, in no document, the name, the number or the
    birth date; and the report is not restricted, which the exporters would refuse if it held a list of pupils."""
    spells = load_city(DEMO).roll.of(urn).latest
    people = [
        {"upn": s.upn, "born": s.born.isoformat() if s.born else "", "surname": s.surname, "forename": s.forename}
        for s in spells
    ]
    book = without_names(DEMO, urn)
    for form in FORMATS:
        said = everything(form, FORMATS[form].make(book))
        assert [trace for trace in traces(people) if squeezed(trace) in squeezed(said)] == []
        assert squeezed(RESTRICTED) not in squeezed(said)


@pytest.mark.parametrize("urn", SCHOOLS)
def test_no_table_counts_so_few_pupils(urn: str, store: None) -> None:
    """In no table a group of one to nine pupils, nor one or two in a class, nor a class that leaves so few of the whole
    school."""
    book = without_names(DEMO, urn)
    groups, classes = list(counts_of(book, GROUPS)), list(counts_of(book, CLASSES))
    whole = max(value for _, value in groups)
    assert all(value == 0 or value >= 10 for _, value in groups), groups
    assert all(value == 0 or 3 <= value <= whole - 3 for _, value in classes), classes


def counts_of(book: NotebookNode, columns: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every number of pupils in some columns of the tables of a report, with the table's title."""
    for item in shown(book):
        table = item.block.get("table", item.block)
        keys = [column["key"] for column in table.get("columns", [])]
        for row in table.get("rows", []):
            for key, cell in zip(keys, row, strict=True):
                if key in columns and "value" in cell:
                    yield table["title"], int(cell["value"])


@pytest.fixture
def canaries(tiny_city: TinyCity) -> TinyCity:
    """Thirty pupils with names that stand nowhere else: twelve in each of two years, six in a third, of whom one alone
    is looked after, is always ill, and has a reason of his own."""
    tiny_city.as_of = "2025-12-19"
    for at in range(30):
        year = "3" if at < 12 else "4" if at < 24 else "5"
        marks = "I*60 E*20 /*60" if at == 29 else f"I*{at % 4} O*{at % 3} /*130"
        tiny_city.pupil(
            marks, surname=f"Canarysur{at}x", forename=f"Canaryfore{at}x", year_group=year, sex="FM"[at % 2],
            looked_after="10"[at != 29], fsm="10"[at % 3 != 0], date_of_birth=f"2015-0{at % 9 + 1}-17",
        )  # fmt: skip
    return tiny_city


def test_no_canary_in_any_document(canaries: TinyCity) -> None:
    """Neither half of a name either, in whatever form it could be stored."""
    book = without_names(canaries.write(), URN)
    for form in FORMATS:
        said = everything(form, FORMATS[form].make(book)).lower()
        assert "canary" not in said
        assert not [pupil["upn"] for pupil in canaries.pupils if pupil["upn"].lower() in said]
        assert not re.search(r"2015-0\d-17|17(January|September|May)2015", said)


def test_with_names_they_are_there(canaries: TinyCity) -> None:
    """The same search finds them in the report for named staff: it is not blind."""
    book = run_here(NOTEBOOK, city_file=str(canaries.write()), urn=URN)
    for form in FORMATS:
        assert "canarysur29x" in everything(form, FORMATS[form].make(book)).lower()


def told(book: NotebookNode) -> dict[str, Any]:
    """The tables of a report by their titles, those behind charts too."""
    tables = [item.block.get("table", item.block) for item in shown(book)]
    return {table["title"]: table for table in tables if table.get("rows")}


def firsts(table: dict[str, Any]) -> list[str]:
    """The names of its rows."""
    return [row[0]["shown"] for row in table["rows"]]


def test_few_pupils_are_put_together_or_hidden(canaries: TinyCity) -> None:
    """The six of Year 5 stand with the twelve of Year 3; nothing is said of the one who is looked after; his suspension
    stands with the other authorised reasons; he alone is persistently absent, which is hidden."""
    book = without_names(canaries.write(), URN)
    tables = told(book)
    assert firsts(tables["Attendance by year group"]) == ["Year 3 and Year 5", "Year 4"]
    assert firsts(tables["The change by year group"]) == ["Year 3 and Year 5", "Year 4", "The school"]
    assert not [name for name in firsts(tables["Attendance by group of pupils"]) if "ooked after" in name]
    assert "Suspended or excluded" not in firsts(tables["Absence by reason"])
    assert tables["Absence compared"]["rows"][0][4]["shown"] == "c"
    words = str([item.block for item in shown(book)])
    assert "of 30 enrolments is persistently" not in words
    assert "Pupils to talk about" not in words
    assert "Attendance on every day" not in words


def test_few_who_came_are_not_a_group_of_their_own(canaries: TinyCity) -> None:
    """Three pupils of a year that nobody was in before stand with others, in the change as in the year."""
    for at in range(3):
        canaries.pupil(f"I*{at} /*20", start="2025-11-03", entry_date="2025-11-03", year_group="6")
    tables = told(without_names(canaries.write(), URN))
    assert firsts(tables["The change by year group"]) == ["Year 3, Year 5 and Year 6", "Year 4", "The school"]
    assert "Year 6" not in firsts(tables["Attendance by year group"])


def test_a_school_of_few_pupils_is_one_group(tiny_city: TinyCity) -> None:
    """Seven pupils: figures of the school as a whole, no groups, no bands, no error."""
    tiny_city.as_of = "2025-12-19"
    for at in range(7):
        tiny_city.pupil(f"I*{at} /*120", year_group=str(at), sex="FM"[at % 2])
    book = without_names(tiny_city.write(), URN)
    tables = told(book)
    assert len(firsts(tables["Attendance by year group"])) == 1
    assert "Attendance by group of pupils" not in tables
    assert "Enrolments by share of sessions missed" not in tables
    rule = small_numbers(tiny_city.open().city.as_of)
    assert [value for _, value in counts_of(book, GROUPS) if rule.is_small_group(value)] == [7]


def test_the_title_says_for_whom(canaries: TinyCity) -> None:
    """For everybody, and not restricted; the one with names is."""
    place = str(canaries.write())
    for names, restricted in (("without", False), ("with", True)):
        title = next(item.block for item in shown(run_here(NOTEBOOK, city_file=place, urn=URN, names=names)))
        assert bool(title["restricted"]) is restricted
        (whom,) = [fact["value"] for fact in title["facts"] if fact["label"] == "For"]
        assert whom.startswith("everybody") is not restricted
