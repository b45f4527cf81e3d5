"""Is every notebook thin: set, call, show, and nothing else?"""

import ast
import io
import re
import tokenize
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from attendlib.batch.runfile import CITY_NOTEBOOKS, SCHOOL_NOTEBOOKS
from attendlib.report.blocks import MIME

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
GUIDE = FOLDER / "guide" / "five_questions.ipynb"
"""For the analyst, who writes code of their own: it is no report, and need not be thin."""

EVERY_REPORT = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
EVERY_NOTEBOOK = pytest.mark.parametrize("notebook", [*NOTEBOOKS, GUIDE], ids=lambda path: path.stem)

SHOWN_AT_LEAST = {
    "attendance_and_attainment": 34,
    "caseload_what_if": 15,
    "city_casework": 15,
    "city_report": 41,
    "early_warning": 18,
    "five_questions": 3,
    "intervention_impact": 15,
    "register_check": 11,
    "school_report": 48,
    "special_days": 10,
    "support_meeting": 19,
    "weekly_tracker": 16,
}
"""Cells that show a block in the committed notebook: without outputs nbval would compare nothing, and pass."""

ALLOWED = (
    ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Assign, ast.Expr, ast.Call, ast.keyword, ast.Attribute,
    ast.Name, ast.Constant, ast.List, ast.Tuple, ast.Load, ast.Store,
)  # fmt: skip
"""What a cell may be made of. No def, for, if, arithmetic, comparison, comprehension, lambda or subscript."""

HELP = re.compile(r"#\s*(text|day|whole number|yes or no|list of texts): \S.+")
TAKES_NOTHING_ALONG = {"tags"}
"""What a cell's metadata may hold: no times of execution, which would differ with every refresh."""


def read(path: Path) -> NotebookNode:
    """The notebook as it stands in the project."""
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[NotebookNode]:
    """Its code cells."""
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def blocks(cell: NotebookNode) -> list[dict[str, object]]:
    """The structured blocks that a cell shows."""
    return [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]


def test_every_notebook_has_its_count() -> None:
    """A new notebook has to say how many cells show something, so that none is committed empty."""
    assert {path.stem for path in (*NOTEBOOKS, *FOLDER.glob("[!.]*/*.ipynb"))} == set(SHOWN_AT_LEAST)


@EVERY_REPORT
def test_no_page_of_a_school_foretells_what_a_pupil_will_do(notebook: Path) -> None:
    """Research is about many pupils: no notebook that is run for a school asks for any of it, and none is part of a run
    unless somebody names it in the run file."""
    sources = "\n".join(cell.source for cell in code(notebook))
    words = set(re.findall(r"\w+", sources))
    if re.search(r"^urn = ", sources, re.MULTILINE):
        assert not words & {"research", "papers", "early_warning"}
    if "papers" in words:
        assert notebook.stem not in (*SCHOOL_NOTEBOOKS, *CITY_NOTEBOOKS)


@EVERY_NOTEBOOK
def test_parameters_come_first_each_a_plain_value_with_help(notebook: Path) -> None:
    """The first code cell is tagged `parameters`: on each line a name, a literal, and a comment with type and help."""
    first, *others = code(notebook)
    assert "parameters" in first.metadata.tags
    assert not [cell for cell in others if "parameters" in cell.metadata.get("tags", [])]
    told = {
        token.start[0]: token.string
        for token in tokenize.generate_tokens(io.StringIO(first.source).readline)
        if token.type == tokenize.COMMENT
    }
    statements = ast.parse(first.source).body
    assert statements
    for statement in statements:
        assert isinstance(statement, ast.Assign | ast.AnnAssign), ast.unparse(statement)
        assert statement.value is not None
        ast.literal_eval(statement.value)
        assert HELP.fullmatch(told.get(statement.lineno, "")), f"line {statement.lineno} has no help"


@EVERY_REPORT
def test_cells_set_call_and_show(notebook: Path) -> None:
    """Nothing is decided in a notebook: what it would take a test to trust stands in attendlib, where there is one."""
    for cell in code(notebook)[1:]:
        strange = [type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if not isinstance(node, ALLOWED)]
        assert not strange, f"cell {cell.id}: {strange}"


@EVERY_REPORT
def test_only_attendlib_is_imported(notebook: Path) -> None:
    """A cell calls the package, not the libraries under it."""
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import)
            assert not isinstance(node, ast.ImportFrom) or (node.module or "").split(".")[0] == "attendlib"


@EVERY_NOTEBOOK
def test_it_opens_on_the_bundled_city_in_the_usual_kernel(notebook: Path) -> None:
    """As committed it runs in JupyterLab: kernel python3, and a city file that is there."""
    assert read(notebook).metadata.kernelspec.name == "python3"
    (city,) = [s.value for s in ast.parse(code(notebook)[0].source).body if s.targets[0].id == "city_file"]
    assert (notebook.parent / ast.literal_eval(city)).is_file()


@EVERY_NOTEBOOK
def test_it_is_committed_executed(notebook: Path) -> None:
    """Every cell ran once, in order, without an error; enough of them show a block."""
    cells = code(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [o for cell in cells for o in cell.outputs if o.output_type in {"error", "stream"}]
    assert sum(bool(blocks(cell)) for cell in cells) >= SHOWN_AT_LEAST[notebook.stem]


@EVERY_NOTEBOOK
def test_nothing_in_it_changes_when_it_is_refreshed_unchanged(notebook: Path) -> None:
    """No time of execution in any cell's metadata, no path of a machine and no address in what it shows."""
    for cell in read(notebook).cells:
        assert set(cell.metadata) <= TAKES_NOTHING_ALONG, f"cell {cell.id}: refresh it as the README says"
    shown = "".join(str(output) for cell in code(notebook) for output in cell.outputs)
    assert not re.search(r"(?<![\w/])/(home|Users|root|tmp|work)/| at 0x[0-9a-f]{6,}", shown)


def test_the_figure_that_an_analyst_is_shown_can_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code in the prose of the city report runs as it stands, and draws with the report's colour and font."""
    import matplotlib as mpl

    from attendlib import report
    from attendlib.report.style import BLUE

    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path))
    mpl.use("agg")
    prose = "".join(cell.source for cell in read(FOLDER / "city_report.ipynb").cells if cell.cell_type == "markdown")
    (code_,) = re.findall(r"```python\n(.*?)```", prose, re.DOTALL)
    city = report.city_view(FOLDER.parent / "params/runs/demo/city.yaml")
    shown = {"city": city}
    exec(code_, shown)
    axes = shown["axes"]
    assert sum(bar.get_height() for bar in axes.patches) == city.own("city").enrolments.sum()
    assert mpl.colors.to_hex(axes.patches[0].get_facecolor()).upper() == BLUE
    assert axes.xaxis.label.get_fontfamily() == ["DejaVu Sans"]
    assert not axes.spines["top"].get_visible()


@EVERY_REPORT
def test_the_last_cell_is_the_end_mark(notebook: Path) -> None:
    """A run is complete only when this was shown, so nothing may come after it."""
    last = read(notebook).cells[-1]
    assert last.source == "report.end(run)"
    assert [block["kind"] for block in blocks(last)] == ["end"]
