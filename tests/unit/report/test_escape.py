"""Does a text from a register come out harmless, and the same everywhere?"""

import pytest

from attendlib.report.escape import escaped, plain, slug


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onmouseover="x', "&quot; onmouseover=&quot;x"),
        ("O'Neil & Co", "O&#x27;Neil &amp; Co"),
        ("=SUM(1)", "=SUM(1)"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_markup_becomes_text(given: str, wanted: str) -> None:
    """Every character that means something in HTML is written as an entity, once."""
    assert escaped(given) == wanted


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_marks_that_turn_text_around_can_be_seen(mark: str) -> None:
    """A mark that would make the rest of a line run backwards becomes a visible sign."""
    assert plain(f"a{mark}b") == "a\ufffdb"


def test_names_in_other_scripts_stay() -> None:
    """Hebrew and Arabic names keep their letters and the direction marks that belong to them."""
    name = "\u200fמרים\u200f محمد Zoë"
    assert plain(name) == name


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\ud800", "\ufffe"])
def test_control_characters_can_be_seen(letter: str) -> None:
    """A character that XML, and so Word and SVG, cannot hold becomes a visible sign."""
    assert plain(f"Sm{letter}ith") == "Sm\ufffdith"


def test_a_text_is_one_line() -> None:
    """Line breaks and tabs become one space."""
    assert plain("a\r\n\tb\u2028c") == "a b c"


def test_a_long_name_is_kept_whole() -> None:
    """300 letters are shown, not cut."""
    assert escaped("A" * 300) == "A" * 300


@pytest.mark.parametrize(
    ("given", "wanted"), [("Week by week!", "week-by-week"), ("Zoë é", "zoe-e"), ("מרים", "untitled")]
)
def test_slug_is_safe_in_an_id(given: str, wanted: str) -> None:
    """A slug has small letters, digits and hyphens only, and is never empty."""
    assert slug(given) == wanted
