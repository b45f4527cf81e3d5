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


@cache
def _fonts() -> typst.Fonts:
    """DejaVu Sans, as matplotlib carries it, with what it carries for every other script."""
    package = importlib.util.find_spec("matplotlib")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
