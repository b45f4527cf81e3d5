"""How does a text in its look become Typst?

Every text is written as a Typst string, in which nothing is markup; what surrounds it is ours.
"""

from collections.abc import Callable

from attendlib.documents.letters.typeset.looks import Look, colour, is_on, whole

HALF_POINTS = 2


def string(words: str) -> str:
    """A text as a Typst string: markup has no meaning in it."""
    safe = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", " ")
    return f'"{safe}"'


def dressed(words: str, look: Look, usual: Look) -> str:
    """A text in its look, as far as that is not the look of the whole document."""
    return in_look(f"#{string(words.upper() if is_on(look, 'caps') else words)}", look, usual)


def in_look(content: str, look: Look, usual: Look) -> str:
    """What is already Typst, in the look of the text around it."""
    settings = [setting for say in SETTINGS if (setting := say(look, usual))]
    if settings:
        content = f"#text({', '.join(settings)})[{content}]"
    for name, function in WRAPPED.items():
        if is_on(look, name):
            content = f"#{function}[{content}]"
    if look.get("highlight", "none") != "none" or look.get("shd", "auto") not in ("auto", "FFFFFF"):
        content = f"#highlight[{content}]"
    position = {"superscript": "super", "subscript": "sub"}.get(look.get("vertAlign", ""))
    return f"#{position}[{content}]" if position else content


def _size(look: Look, usual: Look) -> str:
    size = whole(look.get("sz"), 0)
    return f"size: {size / HALF_POINTS:g}pt" if size > 0 and look["sz"] != usual.get("sz") else ""


def _colour(look: Look, usual: Look) -> str:
    own = look.get("color", "auto")
    return f"fill: {colour(own)}" if colour(own) and own != usual.get("color", "000000") else ""


def _weight(look: Look, usual: Look) -> str:
    return 'weight: "bold"' if is_on(look, "b") else ""


def _slope(look: Look, usual: Look) -> str:
    return 'style: "italic"' if is_on(look, "i") else ""


SETTINGS: tuple[Callable[[Look, Look], str], ...] = (_weight, _slope, _size, _colour)
"""What a text is set to, each empty where it is as usual."""

WRAPPED = {"u": "underline", "strike": "strike", "dstrike": "strike", "smallCaps": "smallcaps"}
"""What is put around a text, by the property that asks for it."""
