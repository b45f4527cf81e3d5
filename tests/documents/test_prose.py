"""Does a prose cell become harmless HTML?"""

import pytest

from attendlib.documents.prose import prose_html


def inside(text: str) -> str:
    """The HTML without the box around it."""
    return prose_html(text).removeprefix('<div class="al-block al-words al-prose">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# One", '<h2 id="one">One</h2>'),
        ("### Three", '<h3 id="three">Three</h3>'),
        ("a\nb\n\nc", "<p>a b</p><p>c</p>"),
        ("## H\ntext", '<h2 id="h">H</h2><p>text</p>'),
        ("text\n- a\n- b\n  more", "<p>text</p><ul><li>a</li><li>b more</li></ul>"),
        ("**bold** a_b_c * d", "<p><strong>bold</strong> a_b_c * d</p>"),
        ("[x](https://example.org/a?b=1)", '<p><a href="https://example.org/a?b=1" rel="noreferrer">x</a></p>'),
        ("", ""),
    ],
)
def test_what_is_understood(text: str, wanted: str) -> None:
    """Headings, paragraphs, bullets, bold and links to web pages."""
    assert (inside(text) if text else prose_html(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<script>alert(1)</script>",
        "![x](https://example.org/x.png)<img src=x onerror=y>",
        '[x](https://example.org/"onmouseover="y)',
        "<a href='javascript:x'>y</a>",
    ],
)
def test_what_is_shown_as_text(text: str) -> None:
    """Scripts, images, other links and raw HTML stay text: no tag of the cell, no address but http(s)."""
    page = inside(text)
    harmful = ("<script", "<img", "onerror=y>", 'href="javascript', 'href="data', 'onmouseover="')
    assert [part for part in harmful if part in page] == []
