"""Does every cell of a school's notebook that reads other schools say so, and no other cell?

A run keeps a school's document on the word of these tags: one that is missing would leave a document that is no longer
right.
"""

import ast
import csv
import inspect
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from attendlib.batch.others import READS_OTHERS
from attendlib.calendar import Calendar
from attendlib.city.roll import Roll
from attendlib.intake import OpenCity
from attendlib.report import opened
from attendlib.report.blocks import Block, Several
from attendlib.store import Store
from notebooks.test_thin import FOLDER, NOTEBOOKS, code

TAGGED = [place for place in NOTEBOOKS if READS_OTHERS in str([cell.metadata for cell in code(place)])]
OF_SCHOOL = {"school_report", "register_check", "weekly_tracker", "support_meeting"}
URN = "999002"
DEMO = FOLDER.parent / "params" / "runs" / "demo" / "city.yaml"

OF_SCHOOLS = [
    (Store, "mark_files"),
    (Store, "total_files"),
    (Store, "findings"),
    (Store, "changed"),
    (OpenCity, "answer"),
    (Roll, "of"),
    (Calendar, "of"),
]
"""What gives anything of a school once the city is open; each takes ``urn``, or ``urns``, None for all."""

OF_ALL = ("spells", "by_identifier")
"""What of the pupils table is of all schools at once."""

EVERY_NOTEBOOK = pytest.mark.parametrize("notebook", TAGGED, ids=lambda place: place.stem)


class Asked(list[str]):
    """What was asked of schools other than URN, by the name of what gave it."""

    def note(self, whole: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, noting whenever it is asked about another school."""
        signature = inspect.signature(whole)

        def noting(*given: Any, **named: Any) -> Any:
            told = signature.bind(*given, **named).arguments
            urns = told["urn"] if "urn" in told else told.get("urns")
            if urns is None or set([urns] if isinstance(urns, str) else urns) - {URN}:
                self.append(whole.__qualname__)
            return whole(*given, **named)

        return noting


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the cells ask of other schools from now on."""
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path))
    found = Asked()
    for owner, name in OF_SCHOOLS:
        monkeypatch.setattr(owner, name, found.note(getattr(owner, name)))

    def got(roll: Roll, name: str) -> Any:
        if name in OF_ALL:
            found.append(f"Roll.{name}")
        return object.__getattribute__(roll, name)

    monkeypatch.setattr(Roll, "__getattribute__", got, raising=False)
    return found


def sets(cell: NotebookNode) -> bool:
    """Whether a cell does more than show."""
    return not all(isinstance(statement, ast.Expr) for statement in ast.parse(cell.source).body)


def reads_others(cell: NotebookNode) -> bool:
    """Whether it says so."""
    return READS_OTHERS in cell.metadata.get("tags", [])


def shown(
    city: Path, cells: Iterable[NotebookNode], after: Callable[[str], object] = lambda _: None
) -> dict[str, list[Any]]:
    """What each of these cells of a notebook shows, by its source, in a city that is opened afresh. after: called when
    it has been opened, and with the source of each cell that has run."""
    opened._HELD.clear()
    opened.opened(str(city)).city.roll.of(URN)  # which parts the roll by school
    after("")
    space: dict[str, Any] = {}
    found = {}
    for cell in cells:
        *statements, last = ast.parse(cell.source).body
        exec(compile(ast.Module(statements, []), "cell", "exec"), space)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            blocks: list[Block] = value.blocks if isinstance(value, Several) else [value] if value is not None else []
            found[cell.source] = [block._repr_mimebundle_() for block in blocks]
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space.update(city_file=str(city), urn=URN)
        after(cell.source)
    return found


def test_the_notebooks_of_schools_say_so() -> None:
    """All that a run makes for schools, in either form; in any other every cell is taken to read other schools."""
    assert {place.stem for place in TAGGED} == OF_SCHOOL
    for place in NOTEBOOKS:
        if place.stem not in OF_SCHOOL:
            assert place.stem == "caseload_what_if" or not re.search(r"^urn = ", code(place)[0].source, re.MULTILINE)


@EVERY_NOTEBOOK
def test_a_cell_that_does_not_say_so_asks_for_nothing_of_other_schools(notebook: Path, asked: Asked) -> None:
    """Not for their marks, totals, findings, pupils or school days, nor for an answer that they have a part in."""
    told = {}

    def after(source: str) -> None:
        told[source] = sorted(set(asked))
        asked.clear()

    shown(DEMO, [cell for cell in code(notebook) if not reads_others(cell)], after)
    del told[""]
    assert len(told) >= 9
    assert {source: names for source, names in told.items() if names} == {}


@EVERY_NOTEBOOK
def test_a_cell_that_says_so_does(notebook: Path, asked: Asked) -> None:
    """A tag without need would have a cell looked at for nothing."""
    setting = [cell for cell in code(notebook) if sets(cell)]
    for cell in code(notebook):
        if reads_others(cell):
            assert not sets(cell)
            shown(DEMO, [*setting, cell], lambda source: source or asked.clear())
            assert asked, cell.source


@pytest.fixture
def other_schools_are_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo city, of whose other schools no register is held, whose pupils are of other families and groups, and
    where they were closed for a week."""
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path / "store"))
    folder = shutil.copytree(DEMO.parent, tmp_path / "city", ignore=shutil.ignore_patterns(".attendlib"))
    city = folder / "city.yaml"
    text = re.sub(rf"^  - \{{urn: '(?!{URN}).*\n", "", city.read_text(encoding="utf-8"), flags=re.MULTILINE)
    city.write_text(text.replace("census:\n", ""), encoding="utf-8")
    with (folder / "calendar.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"99900{n},closure,flood,2026-03-02,2026-03-06\n" for n in range(1, 10) if f"99900{n}" != URN)
    with (folder / "pupils.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "pupils.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row if row["urn"] == URN else row | {"household_id": "H1", "fsm": "1"} for row in rows)
    return city


@EVERY_NOTEBOOK
def test_the_cells_that_do_not_say_so_show_the_same_whatever_other_schools_hold(
    notebook: Path, other_schools_are_others: Path
) -> None:
    """To the byte: so a document may be kept when the cells that say so show the same."""
    cells = [cell for cell in code(notebook) if not reads_others(cell)]
    before, after = shown(DEMO, cells), shown(other_schools_are_others, cells)
    assert len(before) >= 7
    assert [source for source in before if before[source] != after[source]] == []


def test_what_a_report_says_of_other_schools_is_another_when_they_are(other_schools_are_others: Path) -> None:
    """So that the test above compares cities that differ."""
    (report,) = (place for place in TAGGED if place.stem == "school_report")
    cells = [cell for cell in code(report) if reads_others(cell) or sets(cell)]
    assert shown(DEMO, cells) != shown(other_schools_are_others, cells)
