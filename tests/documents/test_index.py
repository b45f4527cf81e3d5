"""Does the index of a run lead to every document, and nowhere else?"""

import re
from decimal import Decimal

import pytest

from attendlib.documents.faults import ExportError
from attendlib.documents.index import Document, Entry, Group, index_page
from attendlib.report.faults import BlockError
from documents.every_block import index

PAGE = index()


def test_the_city_comes_first() -> None:
    """Groups and schools stand in the order given, each under its heading."""
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", PAGE)
    assert headings == ["City", "Schools", "Letters"]
    assert PAGE.index("Northgate</bdi>") < PAGE.index("Ash Green") < PAGE.index("Oak Hill")


def test_links_say_where_they_lead() -> None:
    """A link's text names format and school, and its address is quoted."""
    unsaid = '<span class="al-unseen"> of the school report for Ash Green &amp; &lt;Elm&gt;</span>'
    assert f'<a href="109001/ash%20green.pdf">PDF{unsaid}</a>' in PAGE


def test_states_and_figures_are_shown() -> None:
    """A school whose report failed has its reason and marks in place of figures; marks are explained."""
    row = re.search(r"<tr><th scope=\"row\"><bdi>Oak Hill.*?</tr>", PAGE)
    assert row is not None
    assert re.findall(r">([^<>]+)<", row[0]) == [
        "Oak Hill",
        "none",
        "–",
        "–",
        "secondary",
        "failed: the register cannot be read",
    ]
    assert "c means: hidden, because it could identify a pupil" in PAGE
    assert "No rows: nothing was due." in PAGE


@pytest.mark.parametrize(
    "place", ["/etc/x", "../x.html", "a/../../x", "http://example.org", "javascript:alert(1)", "a\\b", "", "x?y"]
)
def test_a_link_that_leads_away_is_refused(place: str) -> None:
    """Only paths below the run's folder are linked."""
    entry = Entry("A", "primary", [Document("Report", "", place)], None, None, "made")
    with pytest.raises(ExportError):
        index_page("T", [Group("G", [entry])], [])


def test_a_figure_that_is_not_rounded_is_refused() -> None:
    """The index shows what the reports show, to the same place."""
    with pytest.raises(BlockError):
        index_page("T", [Group("G", [Entry("A", "primary", [], Decimal("93.45"), None, "made")])], [])
