"""How does a text from a register become safe to put in a page?

Every text that a block shows passes through ``plain`` once, when the block is made, and through ``escaped`` once, when
the block becomes HTML. The JSON form holds the plain text, so the four documents say the same.
"""

import html
import re
import unicodedata

REPLACED = "\N{REPLACEMENT CHARACTER}"
_SPACES = re.compile(r"[\t\n\r\f\v\x85\u2028\u2029]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(value: object) -> str:
    """``value`` as one line of text that every document format can hold.

    Line breaks and tabs become a space. Control characters, lone surrogates and the marks that make the text after
    them run backwards (U+202A to U+202E, U+2066 to U+2069) become U+FFFD, which can be seen. Everything else stays,
    also the marks that Arabic and Hebrew names need (U+200E, U+200F)."""
    line = _TURNING.sub(REPLACED, _SPACES.sub(" ", str(value)))
    return "".join(REPLACED if unicodedata.category(letter) in {"Cc", "Cs", "Cn"} else letter for letter in line)


def escaped(value: object) -> str:
    """``plain(value)`` for an HTML text or a quoted attribute: ``& < > " '`` become entities."""
    return html.escape(plain(value), quote=True)


def slug(value: object, longest: int = 40) -> str:
    """``value`` as the readable part of an id: small letters, digits and hyphens. Never empty."""
    letters = unicodedata.normalize("NFKD", plain(value)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:longest].strip("-") or "untitled"
