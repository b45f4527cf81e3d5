"""Can everyone read the pages: with a screen reader, on a phone, by keyboard, on paper, off line?"""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from documents.every_block import LONG, all_blocks, all_charts, notebook

from attendlib.documents.html import to_html
from attendlib.documents.index import Document, Entry, Group, index_page
from attendlib.places import shipped
from attendlib.report.blocks import Title, Words
from attendlib.report.style import TEXT_SIZE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = ["report", "index", *sorted(place.stem for place in shipped("notebooks").glob("*.ipynb"))]


def violations(page: Any) -> list[str]:
    """What axe finds on the page, by rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    return [f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]


def opened(browser: Any, place: Path, width: int = 1280) -> Any:
    """The page, in a window ``width`` pixels wide, with every closed part opened."""
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(place.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    return page


@pytest.mark.parametrize(("name", "width"), [*((name, 1280) for name in NAMES), ("report", 320), ("index", 320)])
def test_axe_finds_nothing(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    """No kind of page has a violation of WCAG 2.2 AA or of good practice; nor have every block and the index on a
    phone."""
    page = opened(browser, pages[name], width)
    assert violations(page) == []
    page.close()


def test_axe_finds_planted_faults(browser: Any, pages: dict[str, Path]) -> None:
    """The check is awake: faults put into the page are found."""
    page = opened(browser, pages["report"])
    page.evaluate(
        "document.documentElement.removeAttribute('lang');"
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        ' \'<img src="data:,"><p style="color:#ccc;background:#fff">pale</p><h5>skipped</h5>\')'
    )
    rules = {found.split(":")[0] for found in violations(page)}
    assert {"html-has-lang", "image-alt", "color-contrast", "heading-order"} <= rules
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing(browser: Any, pages: dict[str, Path], name: str) -> None:
    """Opening a page and every part of it makes one request: for the page."""
    context = browser.new_context()
    asked: list[str] = []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text))
    page.goto(pages[name].as_uri())
    for part in page.locator("summary").all():
        part.click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [pages[name].as_uri()]
    assert broken == []
    context.close()


def test_the_policy_stops_a_request(browser: Any, pages: dict[str, Path], tmp_path: Path) -> None:
    """Were something smuggled into a page, its security policy would keep it from calling out."""
    smuggled = tmp_path / "smuggled.html"
    text = pages["report"].read_text(encoding="utf-8")
    addition = '<img src="https://example.org/x.png"><script>document.title = "ran"</script></main>'
    smuggled.write_text(text.replace("</main>", addition), encoding="utf-8")
    context = browser.new_context()
    asked: list[str] = []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    page = context.new_page()
    page.goto(smuggled.as_uri())
    assert page.title() != "ran"
    assert [url for url in asked if "example.org" in url] == []
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_a_narrow_phone(browser: Any, pages: dict[str, Path], name: str) -> None:
    """At 320 px, with all tables open and a name of 300 letters, the page does not scroll sideways, nor does anything
    on it but a table in a region of its own, which is not wider than the page and is named by the table's caption."""
    page = opened(browser, pages[name], 320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    sideways = page.evaluate(
        """[...document.querySelectorAll('body *')]
            .filter(part => part.scrollWidth > part.clientWidth && /auto|scroll/.test(getComputedStyle(part).overflowX))
            .map(part => [part.className, part.tabIndex, part.children[0].tagName, part.getBoundingClientRect().right,
                document.getElementById(part.getAttribute('aria-labelledby'))?.textContent.length > 0])"""
    )
    for name_of_class, stop, inside, right, named in sideways:
        assert (name_of_class, stop, inside, named) == ("al-scroll", 0, "TABLE", True)
        assert right <= 320
    page.close()


BROKEN = """[...document.querySelectorAll('tbody th bdi')].flatMap(name => {
    const words = [...name.textContent.matchAll(/\\S+/g)], within = document.createRange();
    return words.filter(word => {
        within.setStart(name.firstChild, word.index);
        within.setEnd(name.firstChild, word.index + word[0].length);
        return new Set([...within.getClientRects()].map(line => line.top)).size > 1;
    }).map(word => word[0]);
})"""
"""The words of names that stand on more than one line."""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_names_of_schools_are_broken_between_words(browser: Any, tmp_path: Path, width: int) -> None:
    """On the page of all documents; a word is broken only where it is longer than a line can be."""
    names = [LONG, "Umberhollow Comprehensive Secondary School", "L" + "lanfair" * 20]
    links = [Document("Weekly tracker", form, f"a/{form}x") for form in ("", "PDF", "Word", "Excel")]
    schools = [Entry(name, "primary", links, None, None, "made") for name in names]
    place = tmp_path / "index.html"
    place.write_text(index_page("Reports", [Group("Schools", schools)], []), encoding="utf-8")
    page = opened(browser, place, width)
    assert page.evaluate(BROKEN) == names[2:]
    page.close()


@pytest.mark.parametrize("name", ["weekly_tracker", "support_meeting"])
def test_the_lists_fit_a_small_laptop(browser: Any, pages: dict[str, Path], name: str) -> None:
    """At 1000 px no list of pupils has to be scrolled sideways, so that nobody misses its last column."""
    page = opened(browser, pages[name], 1000)
    beyond = "part => part.scrollWidth > part.clientWidth"
    assert page.evaluate(f"[...document.querySelectorAll('main .al-scroll')].filter({beyond}).length") == 0
    page.close()


SCALES = """[...document.querySelectorAll('figure svg')].filter(svg => getComputedStyle(svg).display !== 'none')
    .map(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
"""How large a unit of each drawing that is shown is, in pixels."""


@pytest.mark.parametrize(("width", "wide"), [(1280, True), (1000, True), (700, False), (360, False)])
def test_a_chart_that_stands_alone_fills_the_page(browser: Any, tmp_path: Path, width: int, wide: bool) -> None:
    """One of the two drawings is shown: the wide one where there is room, its letters about as large as the text around
    it, also for the last of three; beside another chart, and on a phone, the narrow one."""
    place = tmp_path / "alone.html"
    alone, beside = all_charts()[0], [chart for chart in all_charts() if chart.wide][:3]
    place.write_text(to_html(notebook([Title("T"), alone, Words(["Between."]), *beside])), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(place.as_uri())
    shown = page.evaluate(
        """[...document.querySelectorAll('figure')].map(figure => [...figure.querySelectorAll('svg')]
            .filter(svg => getComputedStyle(svg).display !== 'none').map(svg => svg.getAttribute('class')).join())"""
    )
    lone = "al-wide" if wide else "al-narrow"
    assert shown == [lone, "al-narrow", "al-narrow", lone]
    if wide:
        room = "document.querySelector('main').clientWidth - 64"
        assert page.evaluate(f"document.querySelector('svg.al-wide').clientWidth >= {room} - 1")
        assert 14 <= TEXT_SIZE * page.evaluate(SCALES)[0] <= 18
    page.close()


def test_letters_in_drawings_are_legible_on_a_phone(browser: Any, pages: dict[str, Path]) -> None:
    """At 360 px no letter of a drawing is smaller than 10.5 px as shown."""
    page = opened(browser, pages["report"], 360)
    scales = page.evaluate(SCALES)
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", pages["report"].read_text(encoding="utf-8"))]
    assert len(scales) == sum(block.kind == "chart" for block in all_blocks())
    assert min(sizes) * min(scales) >= 10.5
    page.close()


def test_no_letter_of_a_drawing_is_cut_off(browser: Any, pages: dict[str, Path]) -> None:
    """In the browser's own fonts, every text of every drawing lies within its drawing."""
    page = opened(browser, pages["report"], 1280)
    outside = page.evaluate(
        """[...document.querySelectorAll('figure svg')].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 2 || box.right > frame.right + 2
                    || box.top < frame.top - 2 || box.bottom > frame.bottom + 4;
            }).map(text => text.textContent);
        })"""
    )
    assert outside == []
    page.close()


STOPS = """[...document.querySelectorAll('a[href], summary, button, input, select, [tabindex="0"]')]
    .filter(part => part.checkVisibility() && !part.disabled)"""
"""What can be used without a mouse, in the order of the page."""

FOCUSED = f"""() => {{
    const part = document.activeElement, box = part.getBoundingClientRect(), look = getComputedStyle(part);
    return [{STOPS}.indexOf(part), look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
        box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth];
}}"""
"""Which of them has the focus, whether its outline is drawn, and whether it is in sight."""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_walked_by_keyboard_alone(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    """Tab goes to every link, every part that opens and every table that scrolls, in the order of the page, each with a
    frame around it and in sight, and out again at the end; Shift and Tab go back."""
    page = opened(browser, pages[name], width)
    count = page.evaluate(f"{STOPS}.length")
    assert count > 1
    for stop in range(count):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == [stop, True, True]
    for stop in range(count - 2, max(count - 4, -1), -1):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FOCUSED)[0] == stop
    page.close()


def test_the_keyboard_leads_past_the_contents_and_into_them(browser: Any, pages: dict[str, Path]) -> None:
    """The first stop is the skip link, which leads to the content; a link of the contents leads to its section."""
    page = opened(browser, pages["report"], 320)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    in_contents = "document.activeElement.closest('nav') !== null"
    for _ in range(20):  # the contents stand before the first part, or after the page that sums the report up
        page.keyboard.press("Shift+Tab" if page.evaluate("document.querySelector('#content nav') === null") else "Tab")
        if page.evaluate(in_contents):
            break
    assert page.evaluate(in_contents)
    section = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    box = page.locator(section).bounding_box()
    assert -1 < box["y"] < 900  # parts of a pixel above are none
    page.close()


def test_the_keyboard_opens_figures_and_scrolls_tables(browser: Any, pages: dict[str, Path]) -> None:
    """Enter opens the figures behind a chart and closes them; the right arrow moves a wide table and nothing else."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(pages["report"].as_uri())
    page.locator("summary").first.focus()
    opens = "document.querySelector('details').open"
    for state in (True, False, True):
        page.keyboard.press("Enter")
        assert page.evaluate(opens) is state
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    wide = "[...document.querySelectorAll('.al-scroll')].find(part => part.scrollWidth > part.clientWidth)"
    page.evaluate(f"{wide}.focus()")
    page.keyboard.press("ArrowRight")
    began = time.monotonic()
    while not page.evaluate(f"{wide}.scrollLeft > 0"):  # the page's policy forbids a wait inside it
        assert time.monotonic() < began + 10
    assert page.evaluate("scrollX") == 0
    page.close()


def test_a_block_alone_stands_up_to_a_host_page(browser: Any) -> None:
    """In a page with rules of its own for tables, headings and lists, as JupyterLab's, a block keeps its own look."""
    host = "<style>.host table{font-size:9px}.host td,.host th{text-align:center}.host h1{color:red}"
    host += ".host ul:not(.list-inline){padding-left:2em;margin:1em}.host dt,.host dd{float:left;width:20%}"
    host += ".host dd{margin-left:20%;margin-bottom:2em}</style><div class='host'>"
    page = browser.new_page()
    page.set_content(host + "".join(block._repr_mimebundle_()["text/html"] for block in all_blocks()) + "</div>")
    wanted = {
        ".al-tabular table": ("fontSize", "16px"), "td.al-right": ("textAlign", "right"),
        "h1": ("color", "rgb(11, 12, 12)"), ".al-headline": ("padding", "0px"), ".al-facts dt": ("float", "none"),
        ".al-facts dd": ("margin", "0px"),
    }  # fmt: skip
    looks = {
        part: (name, page.evaluate(f"getComputedStyle(document.querySelector('{part}')).{name}"))
        for part, (name, _) in wanted.items()
    }
    assert looks == wanted
    page.close()


def test_on_paper(browser: Any, pages: dict[str, Path]) -> None:
    """Printed, the page leaves out what only a screen can use and keeps rows and figures whole."""
    page = browser.new_page(viewport={"width": 680, "height": 1000})
    page.goto(pages["report"].as_uri())
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "['.al-skip', '.al-contents', 'details'].map(name => getComputedStyle(document.querySelector(name)).display)"
    )
    assert hidden == ["none", "none", "none"]
    whole = page.evaluate(
        "['tr', 'figure', '.al-figure'].map(name => getComputedStyle(document.querySelector(name)).breakInside)"
    )
    assert whole == ["avoid", "avoid", "avoid"]
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).breakAfter") == "avoid"
    assert page.evaluate("getComputedStyle(document.querySelector('.al-new-page')).breakBefore") == "page"
    page.close()
