"""How does Typst become a PDF that is the same every time and can be read by everybody?

Tagged, targeting PDF/UA-1, in British English, without a date. The type comes with the packages that attendlib needs,
never from the machine, so that a letter looks the same everywhere.
"""

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.typeset.pages import FONT

KEPT_CALLS = 10


def pdf(source: str, pictures: Mapping[str, bytes], name: str) -> bytes:
    """The PDF. Raises TemplateError, with ``name`` for the template, where Typst refuses it."""
    with TemporaryDirectory(prefix="attendlib-") as folder:
        for picture, data in pictures.items():
            (Path(folder) / picture).write_bytes(data)
        try:
            compiler = typst.Compiler(root=folder, font_paths=_fonts())
            made = compiler.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            raise TemplateError(f"{name}: no PDF can be made of it ({error.message.rstrip('.')}).") from None
    assert isinstance(made, bytes)
    return made


def forget() -> None:
    """Let go of what Typst has kept of earlier calls for those to come: of many letters together it is hundreds of
    megabytes. It keeps what was asked for in its last ten calls, so so many are made of nothing."""
    compiler = typst.Compiler(font_paths=_fonts())
    for _ in range(KEPT_CALLS + 1):
        compiler.compile(b"", format="svg")


def cannot_show(text: str) -> bool:
    """Whether there is a letter in a text for which the type has only a sign that stands for it."""
    beyond = {ord(letter) for letter in text if not letter.isascii()}
    return bool(beyond) and not beyond <= _letters()


@cache
def _letters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(_folder() / f"{FONT.replace(' ', '')}.ttf")).get_charmap())


@cache
def _fonts() -> typst.Fonts:
    """The type of letters, and what its package has for other scripts: at least a sign that stands for a letter."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_folder()])


def _folder() -> Path:
    package = importlib.util.find_spec("matplotlib")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
