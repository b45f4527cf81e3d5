"""Is the analyst's guide what it says: five questions, run, in ten minutes, with nothing that is not run?"""

import ast
import re

import matplotlib as mpl
import pytest
import seaborn as sns
from matplotlib.figure import Figure

from attendlib.report import style
from notebooks.test_thin import FOLDER, blocks, code, read

README = (FOLDER / "README.md").read_text(encoding="utf-8")
GUIDE = FOLDER / "guide" / "five_questions.ipynb"


def questions(text: str) -> list[str]:
    """The numbered questions of a text, without their numbers."""
    return re.findall(r"^(?:## )?\d\. (.+)$", text, flags=re.MULTILINE)


def test_readme_and_guide_ask_the_same_five_questions() -> None:
    """In the same order; each is answered by cells that show something."""
    cells = read(GUIDE).cells
    asked = [question for cell in cells if cell.cell_type == "markdown" for question in questions(cell.source)]
    assert len(asked) == 5
    listed = questions(README)
    assert [question.split(",")[0] for question in asked] == [line.split(",")[0].rstrip(".") for line in listed]
    at = [n for n, cell in enumerate(cells) if cell.cell_type == "markdown" and questions(cell.source)]
    for first, last in zip(at, [*at[1:], len(cells)], strict=True):
        assert any(cell.get("outputs") for cell in cells[first:last])


def test_the_readme_names_every_notebook_and_holds_no_code() -> None:
    """Code that is not run goes stale: it stands in the guide, which nbval runs."""
    listed = re.findall(r"^\| `(\w+)` \|", README, flags=re.MULTILINE)
    assert sorted(listed) == sorted(place.stem for place in FOLDER.glob("*.ipynb"))
    assert "```" not in README
    assert all((FOLDER / place).is_file() for place in re.findall(r"\]\(([^)]+)\)", README))


def test_what_the_readme_calls_is_there() -> None:
    """Each name in it that is called with brackets or dotted belongs to what the guide imports."""
    from attendlib import report
    from attendlib.report import View, blocks

    assert all(hasattr(View, name) for name in re.findall(r"`view\.(\w+)", README))
    assert all(hasattr(report, name) for name in re.findall(r"`report\.(\w+)", README))
    assert all(hasattr(style, name) for name in re.findall(r"`style\.(\w+)", README))
    assert hasattr(blocks, "Title")


def test_it_takes_ten_minutes() -> None:
    """Read aloud at 200 words a minute, with code at half of that, it is over in time."""
    words = {kind: sum(len(cell.source.split()) for cell in read(GUIDE).cells if cell.cell_type == kind)
             for kind in ("markdown", "code")}  # fmt: skip
    assert words["markdown"] / 200 + words["code"] / 100 <= 10


def test_no_mean_of_percentages_is_taught() -> None:
    """Nothing in it averages a column of percentages."""
    for cell in code(GUIDE):
        tree = ast.parse(cell.source)
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not called & {"mean", "describe", "agg"}


def test_it_shows_a_part_of_a_report_and_a_table_of_its_own() -> None:
    """Blocks, as a report shows them."""
    kinds = [block["kind"] for cell in code(GUIDE) for block in blocks(cell)]
    assert kinds == ["table", "chart", "table"]


def test_the_style_reaches_matplotlib_and_seaborn() -> None:
    """After ``style.use()`` a figure is as wide as a report's, with its letters; groups have its colours in order."""
    with mpl.rc_context():
        style.use()
        axes = Figure().subplots()
        sns.barplot(x=["a", "b"], y=[1, 2], hue=["a", "b"], saturation=1, ax=axes)
        assert [mpl.colors.to_hex(bar.get_facecolor()).upper() for bar in axes.patches[:2]] == list(style.PALETTE[:2])
        assert axes.figure.get_figwidth() * axes.figure.dpi == pytest.approx(style.WIDE)
        assert axes.xaxis.label.get_size() == pytest.approx(style.TEXT_SIZE)
        assert axes.xaxis.label.get_fontfamily() == ["DejaVu Sans"]
        assert not axes.spines["top"].get_visible()
