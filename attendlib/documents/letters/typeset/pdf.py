"""How does a letter become a PDF that is the same every time and can be read by everybody?"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from attendlib.documents.faults import ExportError
from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.typesetting import tagged


def pdf(source: str, pictures: Mapping[str, bytes], name: str) -> bytes:
    """The PDF. Raises TemplateError, with ``name`` for the template, where Typst refuses it."""
    with TemporaryDirectory(prefix="attendlib-") as folder:
        for picture, data in pictures.items():
            (Path(folder) / picture).write_bytes(data)
        try:
            return tagged(source.encode(), Path(folder))
        except ExportError as error:
            raise TemplateError(f"{name}: no PDF can be made of it. {error}") from None
