"""Do the figures in all four documents agree with ``attendlib measures`` to the last digit?

The command's counts are taken, percentages worked out from them here, and looked for cell by cell in what each
document says.
"""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner

from attendlib.cli.app import app
from attendlib.documents import FORMATS
from attendlib.measures.rates import RATES
from attendlib.places import shipped
from attendlib.report.sections.groups import GROUPS, year_label
from attendlib.report.sections.measured import COLUMNS
from documents.said import squeezed
from documents.test_same_words import book, said

DEMO = shipped("params", "runs", "demo", "city.yaml")
URN = "999001"
Row = dict[str, str]
Measured = Callable[[str], list[Row]]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measured]:
    """``measured("year_group")``: what the command writes, in a store of these tests' own, asked once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        kept: dict[str, list[Row]] = {}

        def ask(by: str) -> list[Row]:
            if by not in kept:
                told = CliRunner().invoke(app, ["measures", str(DEMO), "--by", by])
                assert told.exit_code == 0, told.output
                kept[by] = list(csv.DictReader(io.StringIO(told.stdout)))
            return kept[by]

        yield ask


def percent(part: str, whole: str) -> str:
    """A percentage from two counts: one place, half up, on integers; ``low`` where something rounds to nothing."""
    if int(whole) == 0:
        return "–"
    tenths = (2000 * int(part) + int(whole)) // (2 * int(whole))
    return f"{tenths // 10}.{tenths % 10}%" if tenths or not int(part) else "low"


def cell(row: Row, key: str) -> str:
    """A count or a rate as a report writes it."""
    return percent(row[RATES[key][0]], row[RATES[key][1]]) if key in RATES else f"{int(row[key]):,}"


def written(day: str) -> str:
    """``1 Sep 2025``."""
    told = date.fromisoformat(day)
    return f"{told.day} {told:%b} {told.year}"


SCHOOL_NAMES = {row["urn"]: row["name"] for row in csv.DictReader((DEMO.parent / "schools.csv").open(encoding="utf-8"))}
SPLITS: dict[str, tuple[str, Callable[[str], str]]] = {
    "Year group": ("year_group", year_label),
    "Half term": ("half_term", "Half term {}".format),
    "Week beginning": ("week", written),
    "Phase": ("phase", str.capitalize),
    "School": ("school", SCHOOL_NAMES.__getitem__),
}
"""The heading of a table's first column, what its rows are split by, and how a row is called there."""


def wanted(measured: Measured, head: str, name: str, urn: str) -> Iterator[tuple[str, str, str]]:
    """Each figure that a table whose first column is headed so may show: row, heading, cell. name: the report's own,
    which heads its column where others stand beside it."""
    own = [] if not urn or head == "School" else ["school"]

    def rows(by: str) -> list[Row]:
        return [row for row in measured(",".join([*own, by])) if not own or row["school"] == urn]

    labels = {key: column.label for key, column in COLUMNS.items()}
    if head in SPLITS:
        by, called = SPLITS[head]
        for row in rows(by):
            yield called(row[by]), name, cell(row, "attendance_percent")
            yield from ((called(row[by]), label, cell(row, key)) for key, label in labels.items() if known(row, key))
    elif head == "Group":
        for kind, values in GROUPS.items():
            for row in (row for row in rows(kind) if row[kind] in values):
                yield from ((values[row[kind]], label, cell(row, key)) for key, label in labels.items())
    elif head == "Day":
        for row in rows("weekday,session"):
            yield row["weekday"], row["session"], cell(row, "absence_percent")
    elif head == "Reason":
        for row in rows("reason"):
            yield row["reason"], "Sessions", f"{int(row['sessions']):,}"
            yield row["reason"], "Share of possible sessions", percent(row["sessions"], row["possible"])


def known(row: Row, key: str) -> bool:
    """The command gives what a column needs."""
    return all(count in row for count in RATES.get(key, (key,)))


REPORTS = [("school_report", URN, 150), ("city_report", "", 250)]
"""The notebooks, the school that each is about, and how many figures must have been compared at least."""


def opening(name: str) -> list[dict[str, Any]]:
    """The figures of the headline of a committed notebook."""
    blocks = [output.data for item in book(name).cells for output in item.get("outputs", []) if "data" in output]
    held = [data["application/vnd.attendlib.block+json"] for data in blocks]
    (figures,) = [block["figures"] for block in held if block["kind"] == "headline"]
    return list(figures)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("name", "urn", "least"), REPORTS)
def test_tables_say_what_the_command_says(measured: Measured, name: str, urn: str, least: int, form: str) -> None:
    """Year groups, groups, half terms, weeks, weekdays, reasons, phases and schools: every cell that the command has a
    count for, and that is not withheld in what anybody may read."""
    whose, compared = SCHOOL_NAMES.get(urn, "Kestrelbourne (synthetic)"), 0
    for grid in said(name, form).grids:
        head, *rows = grid
        held = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
        for row, column, figure in wanted(measured, head[0], whose, urn):
            if row in held and column in held[row] and (urn or held[row][column] != "c"):
                assert held[row][column] == figure, f"{head[0]} {row}, {column}"
                compared += 1
    assert compared >= least


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("name", "urn"), [report[:2] for report in REPORTS])
def test_headlines_say_what_the_command_says(measured: Measured, name: str, urn: str, form: str) -> None:
    """Attendance, the two classes and unauthorised absence, each beside its name in every document."""
    (row,) = [row for row in measured("school" if urn else "city") if not urn or row["school"] == urn]
    rates = {column.label.removesuffix(", share"): cell(row, key) for key, column in COLUMNS.items() if key in RATES}
    figures = [(figure["label"], figure["shown"] + "%" * (figure["unit"] == "%")) for figure in opening(name)]
    assert len(figures) >= 4
    assert [rates[label] for label, _ in figures] == [shown for _, shown in figures]
    document = said(name, form)
    if form == "xlsx":
        cells = {tuple(row[:2]) for grid in document.grids for row in grid}
        assert set(figures) <= cells
    else:
        # In Word the cards are a table, whose first row is the names and whose second is the figures.
        lines = ["".join(line) for line in (zip(*figures, strict=True) if form == "docx" else figures)]
        text = ["".join(lines)] if form == "docx" else lines
        assert all(squeezed(line) in document.words for line in text)
