"""Can a reader sort, filter and search the schools, by keyboard alone, and is nothing lost without scripts?"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from documents.every_block import index, notebook

from attendlib.documents.html import to_html
from attendlib.report.blocks import Column, Explorable, Section, Table, Title
from browser.test_pages import violations

COLUMNS = (
    Column("name", "School"),
    Column("phase", "Phase"),
    Column("rate", "Attendance", "percent"),
    Column("change", "Change", "points"),
    Column("pupils", "Enrolments", "count"),
    Column("up_to", "Data up to", "date"),
)
SCHOOLS = [
    ("Élan & <b>Elm</b>", "primary", 93.4, -0.3, 1_020, "2026-03-27"),
    ("Oak Hill", "secondary", "low", None, 98, "2025-12-19"),
    ("ash Green", "primary", 100.0, 1.2, 205, "2026-02-13"),
    ("School 10", "special", None, 0.0, 31, "2026-03-06"),
    ("School 9", "secondary", 9.5, -1.1, 30, "2025-09-30"),
]
ROWS = [
    {**dict(zip((column.key for column in COLUMNS), row, strict=True)), "urn": f"99900{at}"}
    for at, row in enumerate(SCHOOLS)
]
GIVEN = [str(row["name"]) for row in ROWS]

SHOWN = """[...document.querySelectorAll('tbody tr')].filter(row => getComputedStyle(row).display !== 'none')
    .map(row => row.cells[0].textContent)"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose schools can be explored, in the folder in which a run puts it."""
    table = Explorable("Every school", COLUMNS, ROWS, "none.", filters="phase", urns="urn")
    text = to_html(notebook([Title("City"), Section("Schools"), table]))
    folder = tmp_path_factory.mktemp("run")
    (folder / "city").mkdir()
    (folder / "city" / "city_report.html").write_text(text, encoding="utf-8")
    (folder / "index.html").write_text(index(), encoding="utf-8")
    return folder / "city" / "city_report.html"


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a page from its file, its own policy in force unless a check needs a script of its own."""
    contexts = []

    def of(place: Path, **how: Any) -> Any:
        contexts.append(browser.new_context(**how))
        page = contexts[-1].new_page()
        page.broken = []
        page.on("console", lambda message: page.broken.append(message.text))
        page.on("pageerror", lambda error: page.broken.append(str(error)))
        page.goto(place.as_uri())
        return page

    yield of
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("heading", "up", "down"),
    [
        (
            "School",
            ["ash Green", "Élan & <b>Elm</b>", "Oak Hill", "School 9", "School 10"],
            ["School 10", "School 9", "Oak Hill", "Élan & <b>Elm</b>", "ash Green"],
        ),
        (
            "Phase",
            ["Élan & <b>Elm</b>", "ash Green", "Oak Hill", "School 9", "School 10"],
            ["School 10", "Oak Hill", "School 9", "Élan & <b>Elm</b>", "ash Green"],
        ),
        (
            "Attendance",
            ["School 9", "Élan & <b>Elm</b>", "ash Green", "Oak Hill", "School 10"],
            ["ash Green", "Élan & <b>Elm</b>", "School 9", "Oak Hill", "School 10"],
        ),
        (
            "Change",
            ["School 9", "Élan & <b>Elm</b>", "School 10", "ash Green", "Oak Hill"],
            ["ash Green", "School 10", "Élan & <b>Elm</b>", "School 9", "Oak Hill"],
        ),
        (
            "Enrolments",
            ["School 9", "School 10", "Oak Hill", "ash Green", "Élan & <b>Elm</b>"],
            ["Élan & <b>Elm</b>", "ash Green", "Oak Hill", "School 10", "School 9"],
        ),
        (
            "Data up to",
            ["School 9", "Oak Hill", "ash Green", "School 10", "Élan & <b>Elm</b>"],
            ["Élan & <b>Elm</b>", "School 10", "ash Green", "Oak Hill", "School 9"],
        ),
    ],
)
def test_every_column_sorts(opened: Open, place: Path, heading: str, up: list[str], down: list[str]) -> None:
    """Texts by letter, accents and capitals aside, and numbers in them by size; figures and days by size; what stands
    in place of a figure (– and low) last, both ways; equals in the order given. The heading and the line above say
    so."""
    page = opened(place)
    assert page.evaluate(SHOWN) == GIVEN
    button = page.get_by_role("button", name=heading, exact=True)
    for order, word in ((up, "ascending"), (down, "descending"), (up, "ascending")):
        button.click()
        assert page.evaluate(SHOWN) == order
        assert page.locator("th[aria-sort]").evaluate_all("cells => cells.map(c => [c.textContent, c.ariaSort])") == [
            [heading, word]
        ]
        assert f"5 of 5 schools shown, by {heading}, " in page.get_by_role("status").text_content()
    assert page.broken == []


def test_filter_and_search_combine(opened: Open, place: Path) -> None:
    """Every word of the search must be in the name, accents and capitals aside; the phase narrows further; the line
    above counts what is left, and one button brings everything back. Sorting keeps what is chosen."""
    page = opened(place)
    search, phase, status = page.get_by_label("Search schools by name"), page.get_by_label("Phase"), "status"
    search.fill("  SCHOOL ")
    assert page.evaluate(SHOWN) == ["School 10", "School 9"]
    assert page.get_by_role(status).text_content() == "2 of 5 schools shown."
    phase.select_option("secondary")
    assert page.evaluate(SHOWN) == ["School 9"]
    search.fill("elan elm")
    assert page.evaluate(SHOWN) == []
    assert page.get_by_role(status).text_content() == "0 of 5 schools shown. Change the search, or show all."
    phase.select_option("primary")
    assert page.evaluate(SHOWN) == ["Élan & <b>Elm</b>"]
    page.get_by_role("button", name="Show all schools").click()
    assert page.evaluate(SHOWN) == GIVEN
    phase.select_option("primary")
    page.get_by_role("button", name="Enrolments").click()
    assert page.evaluate(SHOWN) == ["ash Green", "Élan & <b>Elm</b>"]
    assert page.get_by_role(status).text_content() == "2 of 5 schools shown, by Enrolments, lowest first."


def test_by_keyboard_alone(opened: Open, place: Path) -> None:
    """Tab reaches search, phase, button, headings and schools in this order and goes on, back too: no trap. Words are
    typed, the phase is chosen with an arrow, headings sort with Enter and space, and a school's name leads on."""
    page = opened(place)
    focused = "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"
    seen = []
    for _ in range(15):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(focused))
    assert seen[:3] == ["Skip to the content", "Schools", "the rules"]
    assert seen[3:6] == ["Search schools by name", "Phase", "Show all schools"]
    assert [words for words in seen[6:] if words in [c.label for c in COLUMNS]] == [c.label for c in COLUMNS]
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length") == 0
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == seen[-2]

    page.get_by_label("Search schools by name").focus()
    page.keyboard.type("school")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # primary
    page.keyboard.press("ArrowDown")  # secondary
    assert page.evaluate(SHOWN) == ["School 9"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(SHOWN) == GIVEN
    page.get_by_role("button", name="Enrolments").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SHOWN)[0] == "School 9"
    page.keyboard.press("Space")
    assert page.evaluate(SHOWN)[0] == "Élan & <b>Elm</b>"
    assert page.evaluate("document.activeElement.textContent") == "Enrolments"
    page.get_by_role("link", name="Oak Hill").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#school-999001")


def test_without_scripts_it_is_the_whole_table(opened: Open, place: Path) -> None:
    """No button, no field and no link that would do nothing: every row in the order given."""
    page = opened(place, java_script_enabled=False)
    assert page.locator("tbody th").all_text_contents() == GIVEN
    assert page.locator("button, input, select, [aria-sort], table a").count() == 0


def test_nothing_is_promised_that_is_not_there(opened: Open, place: Path, tmp_path: Path) -> None:
    """Where a run put the page, a name leads to the school's row in the list of all documents, which is there. The same
    file alone, as from an e-mail, sorts and searches but links to no other page."""
    page = opened(place)
    links = page.locator("tbody a").evaluate_all("links => links.map(link => link.href)")
    folder = place.parents[1].as_uri()
    assert links == [f"{folder}/index.html#school-99900{at}" for at in range(5)]
    assert (place.parents[1] / "index.html").is_file()
    alone = tmp_path / "city_report (1).html"
    alone.write_bytes(place.read_bytes())
    page = opened(alone)
    page.get_by_role("button", name="Enrolments").click()
    assert page.evaluate(SHOWN)[0] == "School 9"
    assert page.locator("table a").count() == 0
    assert "list of all" not in page.locator("main").text_content()
    assert page.broken == []


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_before_and_after_use(opened: Open, place: Path, width: int) -> None:
    """Also when it has been sorted, filtered to nothing and searched, on a desktop and on a phone, where the page does
    not scroll sideways and nothing to press is smaller than 24 pixels."""
    page = opened(place, bypass_csp=True, viewport={"width": width, "height": 900})
    assert violations(page) == []
    page.get_by_role("button", name="Attendance").click()
    page.get_by_label("Search schools by name").fill("e")
    assert violations(page) == []
    page.get_by_label("Search schools by name").fill("nobody")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    sizes = page.locator("th button, .al-explore :is(button, input, select)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert min(side for size in sizes for side in size) >= 24


def test_paper_has_the_whole_table(opened: Open, place: Path) -> None:
    """Whatever was searched for, print shows every row, and no controls."""
    page = opened(place)
    page.get_by_label("Search schools by name").fill("oak")
    assert page.evaluate(SHOWN) == ["Oak Hill"]
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == GIVEN
    assert page.evaluate("getComputedStyle(document.querySelector('.al-explore')).display") == "none"


def test_the_policy_allows_this_script_and_no_other(opened: Open, place: Path, tmp_path: Path) -> None:
    """The page names the script by its hash. One that is smuggled in, or put on an element, does not run, and with one
    letter changed not even ours does."""
    text = place.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert re.fullmatch(r".*default-src &#x27;none&#x27;;.*script-src &#x27;sha256-[\w+/]{43}=&#x27;", policy[1])
    assert not re.search(r"<[^>]+\son\w+=", text)
    smuggled = tmp_path / "smuggled.html"
    bad = '<script>document.title = "ran"</script><img src="data:," onerror="document.title = \'ran\'">'
    smuggled.write_text(text.replace("</main>", f"{bad}</main>"), encoding="utf-8")
    assert opened(smuggled).title() == "City"
    smuggled.write_text(text.replace('"use strict"', '"use  strict"'), encoding="utf-8")
    assert opened(smuggled).locator("th button").count() == 0


def test_a_page_without_such_a_table_has_no_script() -> None:
    """Its policy allows none either."""
    plain = Table("T", COLUMNS, ROWS, "none.")
    page = to_html(notebook([Title("A"), plain]))
    assert "<script" not in page
    assert "script-src" not in page


def test_a_closing_total_stays_below(opened: Open, tmp_path: Path) -> None:
    """A row that sums up the others is not sorted among them, and is not shown beside a part of them."""
    place = tmp_path / "total.html"
    rows = [*ROWS[:2], {**ROWS[2], "name": "All"}]
    place.write_text(to_html(notebook([Title("A"), Explorable("T", COLUMNS, rows, "none.", total=True)])), "utf-8")
    page = opened(place)
    page.get_by_role("button", name="School", exact=True).dblclick()
    assert page.evaluate(SHOWN) == ["Oak Hill", "Élan & <b>Elm</b>", "All"]
    page.get_by_label("Search").fill("oak")
    assert page.evaluate(SHOWN) == ["Oak Hill"]
    assert page.get_by_label("Phase").count() == 0


def test_the_index_of_a_run_is_explored_too(opened: Open, place: Path) -> None:
    """Its schools sort by every column but their documents, filter and search; a link to a school's row marks it. A
    table of one row needs no controls."""
    page = opened(place.parents[1] / "index.html")
    page.goto(f"{page.url}#school-1")
    background = "getComputedStyle(document.querySelector('#school-1 th')).backgroundColor"
    assert page.evaluate(background) == "rgb(243, 246, 249)"
    assert page.locator("th button").all_text_contents() == [
        "Name",
        "Attendance",
        "Persistently absent",
        "Phase",
        "State",
    ]
    page.get_by_role("button", name="Name").click()
    page.get_by_role("button", name="Name").click()
    rows = "[...document.querySelectorAll('table')].at(-1).tBodies[0].rows"
    assert page.evaluate(f"[...{rows}].map(row => row.cells[0].textContent)") == ["Oak Hill", "Ash Green & <Elm>"]
    page.get_by_label("Phase").select_option("primary")
    assert page.get_by_role("status").text_content() == "1 of 2 schools shown, by Name, Z to A."
    assert page.broken == []
