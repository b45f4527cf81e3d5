"""How are the parts of a zipped document, such as Word's, put together so that the same parts give the same bytes?"""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"
"""The part that stands first."""

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every part: a zip knows none before."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The file: the same parts give the same bytes, on every system."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != CONTENT_TYPES, part)):
            about = ZipInfo(name, _BEGINNING)
            about.compress_type, about.create_system = ZIP_DEFLATED, 0
            archive.writestr(about, parts[name])
    return made.getvalue()
