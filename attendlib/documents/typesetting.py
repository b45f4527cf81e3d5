"""How do words and drawings become a tagged PDF, or a picture, the same bytes each time?

Typst sets them: tagged to PDF/UA-1, without a date. Letters come from the typefaces that travel with matplotlib and
Typst, never from the machine's own, so that a file is the same everywhere.
"""

import json
import os
import re
import string
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attendlib.documents.faults import ExportError

if TYPE_CHECKING:
    import typst
    from matplotlib.ft2font import FT2Font

TEMPLATES = Path(__file__).parent / "templates"
TYPEFACE, BOXES = "DejaVu Sans", "Last Resort High-Efficiency"
"""The typeface of everything on paper, and the boxes that stand for letters it lacks: the file holds the letters."""

DOTS_PER_INCH = 200
_KEPT_CALLS = 10
_BOX = 1.4
"""The width of a box, in widths of an em."""

_POINTS = 1000
_FIXED = _POINTS * 65536
"""What a font's own measure of a letter of that size is divided by, for widths of an em."""

_QUOTED = re.compile(r"`[^`]*`")
_T = TypeVar("_T")


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """A tagged PDF from a template of ours and plain JSON values, which it finds in ``sys.inputs.report``: what a
    report says is data, never markup, so that no name can give an order. Raises ExportError as ``tagged`` does."""
    return tagged(TEMPLATES / template, TEMPLATES, {"report": _as_json(data)})


def tagged(source: bytes | Path, root: Path, inputs: Mapping[str, str] | None = None) -> bytes:
    """A tagged PDF from Typst source, or the file that holds it; other files come from ``root``. Raises ExportError for
    what a tagged PDF may not lack, such as an alternative text, a title or a level of headings."""
    import typst

    given: Any = source
    made, warnings = _told(
        lambda: typst.compile_with_warnings(
            given, root=root, font_paths=_typefaces(), sys_inputs=dict(inputs or {}), pdf_standards=["ua-1"]
        )
    )
    if warnings:
        raise ExportError(f"The PDF was set with a fault: {_without_words(warnings[0].message)}.")
    return bytes(made)


def pictures(drawings: Sequence[str], width: float) -> list[bytes]:
    """Each SVG drawing as a PNG, ``width`` millimetres wide in print, in order."""
    import typst

    if not drawings:
        return []
    data = {"drawings": list(drawings), "width": width, "fonts": [TYPEFACE, BOXES]}
    made: Any = _told(
        lambda: typst.compile(
            TEMPLATES / "pictures.typ",
            root=TEMPLATES,
            font_paths=_typefaces(),
            format="png",
            ppi=DOTS_PER_INCH,
            sys_inputs={"report": _as_json(data)},
        )
    )
    return [bytes(page) for page in (made if isinstance(made, list) else [made])]


def cannot_show(text: str) -> bool:
    """Whether there is a letter in a text for which the typeface has only a box that stands for it."""
    beyond = {ord(letter) for letter in text if not letter.isascii()}
    return bool(beyond) and not beyond <= _letters()


@lru_cache(maxsize=4096)
def width_of(letter: str, bold: bool = False) -> float:
    """How wide a letter is, in widths of an em; a box where the typeface lacks it."""
    font = _font(bold)
    return font.load_char(ord(letter)).linearHoriAdvance / _FIXED if ord(letter) in _letters() else _BOX


def get_ready() -> None:
    """Read the typefaces and measure the usual letters, which starts no thread: for a process that will fork, whose
    forks would each do it again."""
    _typefaces()
    for letter in string.printable:
        width_of(letter)
        width_of(letter, True)
    # A fork closes the files that this process has open: it must open these itself for a letter that is not usual.
    _font.cache_clear()


def forget() -> None:
    """Let go of what Typst has kept of earlier calls for those to come: of many letters together it is hundreds of
    megabytes. It keeps what was asked for in its last ten calls, so so many are made of nothing."""
    import typst

    compiler = typst.Compiler(font_paths=_typefaces())
    for _ in range(_KEPT_CALLS + 1):
        compiler.compile(b"", format="svg")


def _told(compiled: Callable[[], _T]) -> _T:
    """What Typst made. Its own messages quote what was set, which can be a name: only what went wrong is told."""
    import typst

    if _first_in() != os.getpid():
        # Typst's threads stay behind in the process that was forked, and it would wait for them for ever.
        raise ExportError("A PDF or picture was made before this process was forked: fork first, then make them.")
    try:
        return compiled()
    except typst.TypstError as error:
        raise ExportError(f"The PDF could not be set: {_without_words(error.message)}.") from None


@lru_cache(maxsize=1)
def _first_in() -> int:
    """The process in which Typst was first used."""
    return os.getpid()


def _without_words(message: str) -> str:
    return _QUOTED.sub("…", message).rstrip(".")


def _as_json(data: dict[str, Any]) -> str:
    # A byte order mark within a text is not allowed in a PDF; a word joiner says the same there.
    return json.dumps(data, ensure_ascii=False).replace("\ufeff", "\u2060")


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    return frozenset(_font(False).get_charmap())


@lru_cache(maxsize=2)
def _font(bold: bool) -> "FT2Font":
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(_folder() / f"{TYPEFACE.replace(' ', '')}{'-Bold' if bold else ''}.ttf"))
    font.set_size(_POINTS, 72)
    return font


@lru_cache(maxsize=1)
def _typefaces() -> "typst.Fonts":
    """Raises ExportError where matplotlib does not bring them."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_folder()])
    missing = [name for name in (TYPEFACE, BOXES) if name not in fonts.families()]
    if missing:
        raise ExportError(f"The typeface {missing[0]} is not in {_folder()}: install matplotlib 3.11 or later again.")
    return fonts


def _folder() -> Path:
    package = find_spec("matplotlib")
    return Path(str(package.origin if package else "")).parent / "mpl-data" / "fonts" / "ttf"
