"""Can an analyst open a notebook in JupyterLab, run all its cells, read it, and get another school?"""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import nbformat
import pytest
from absent import absent

from attendlib import report
from attendlib.documents.shown import Shown, shown
from attendlib.places import shipped
from browser.jupyter import Lab, Server, bench, served

LOOKS = """() => {
    const cards = getComputedStyle(document.querySelector('.al-headline')), boxes = name => [
        ...document.querySelectorAll(`.al-facts ${name}`)].map(part => part.getBoundingClientRect());
    const under = boxes('dd');
    return [cards.display, cards.paddingLeft, boxes('dt').every((box, at) => box.bottom <= under[at].top + 1)];
}"""
"""How the cards of the headline stand, from where, and whether each fact of the title stands under its name."""

FIRST, SECOND = "999001", "999004"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab of these tests' own."""
    if find_spec("jupyterlab") is None:
        absent("there is no JupyterLab: install the developers' requirements")
    folder = tmp_path_factory.mktemp("lab")
    bench(folder)
    with served(folder) as running:
        yield running


@pytest.fixture(scope="module")
def lab(browser: Any, server: Server) -> Iterator[Lab]:
    """The school report, open."""
    opened = server.opened(browser, "school_report")
    yield opened
    opened.page.close()


@pytest.fixture(scope="module")
def committed() -> list[Shown]:
    """The blocks that the committed notebook shows, for the school that it names."""
    book = nbformat.read(shipped("notebooks", "school_report.ipynb"), as_version=4)
    return [item for item in shown(book) if item.block]


def test_run_all_cells_shows_every_block(lab: Lab, committed: list[Shown]) -> None:
    """Each block of the committed notebook stands in the outputs, in its order and with its own look; no cell failed
    and none talked."""
    assert lab.told("h1") == []
    lab.run_all()
    blocks, wanted = lab.told(".al-block"), [item for item in committed if item.kind != "end"]
    assert [item.kind for text, item in zip(blocks, wanted, strict=True) if item.block["title"] not in text] == []
    assert lab.told("[id=end]")
    assert lab.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert lab.page.evaluate(LOOKS) == ["grid", "0px", True]


def test_the_headline_is_the_one_of_the_committed_notebook(lab: Lab, committed: list[Shown]) -> None:
    """Label by label, figure by figure."""
    (block,) = [item.block for item in committed if item.kind == "headline"]
    assert headline(lab) == of_json(block)


def test_a_chart_says_what_it_shows(lab: Lab, committed: list[Shown]) -> None:
    """Of each chart one drawing is in sight, as wide as there is room for, named by its alternative text; the figures
    behind it open."""
    for chart in (item.block for item in committed if item.kind == "chart"):
        figure = lab.page.locator(f"figure[id='{chart['id']}']")
        figure.scroll_into_view_if_needed()
        (drawing,) = [svg for svg in figure.locator("svg").all() if svg.is_visible()]
        name = lab.page.get_by_role("img", name=chart["alt"])
        assert drawing.bounding_box()["width"] > 300
        assert name.count() == 1
        figure.locator("summary").click()
        figure.locator("table").wait_for(state="visible")


def test_a_table_has_its_caption_its_headings_and_its_rows(lab: Lab, committed: list[Shown]) -> None:
    """In sight, with the cells of the committed notebook."""
    tables = [item.block for item in committed if item.kind in ("table", "pupil_list") and item.block["rows"]]
    assert tables
    for block in tables:
        table = lab.page.locator("table", has=lab.page.locator(f"[id='{block['id']}-caption']"))
        table.scroll_into_view_if_needed()
        assert table.is_visible()
        assert table.locator("caption").text_content() == block["title"]
        assert table.locator("thead th").all_text_contents() == [column["label"] for column in block["columns"]]
        assert table.locator("tbody tr").count() == len(block["rows"])


def test_another_urn_and_a_rerun_is_another_school(lab: Lab) -> None:
    """A change of one parameter and *Run All Cells*: the title, the headline and the rows are the other school's."""
    lab.change("urn", FIRST, SECOND)
    lab.run_all()
    view = report.school_view(shipped("params", "runs", "demo", "city.yaml"), SECOND)
    assert view.name in " ".join(lab.told("h1"))
    assert headline(lab) == of_json(report.headline(view).json())
    assert lab.told("[id=end]")


def test_what_is_saved_is_a_notebook_that_holds_its_blocks(lab: Lab, server: Server) -> None:
    """After saving, the file has the structured blocks of the school in it, ready for every exporter."""
    lab.page.keyboard.press("Escape")
    with lab.page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents" in answer.url):
        lab.page.keyboard.press("Control+s")
    book = nbformat.from_dict(server.asked(lab, "contents/notebooks/school_report.ipynb")["content"])
    assert SECOND in json.dumps([item.block for item in shown(book) if item.kind == "title"])


def headline(lab: Lab) -> dict[str, str]:
    """The figures in sight, by label."""
    return dict(zip(lab.told(".al-headline .al-label"), lab.told(".al-headline .al-number"), strict=True))


def of_json(block: dict[str, Any]) -> dict[str, str]:
    """The same of a block."""
    return {figure["label"]: figure["shown"] + ("%" if figure["unit"] == "%" else "") for figure in block["figures"]}
