"""In which encoding is a text file written?

A byte order mark decides; else strict UTF-8; else Windows cp1252, which is said so that a person can check the names.
"""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
"""Each mark, what a file that begins with it is said to be in, and how what follows it is read."""

USUAL = ("utf-8", "utf-16", "cp1252", "cp1250", "iso-8859-1", "iso-8859-15")
"""What files of schools are written in, for somebody who has to name it."""

_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


class TextProblem(Exception):
    """The bytes are not text. The message says why, with the row where there is one, and never shows them."""


@dataclass(frozen=True)
class Utf8:
    """The text as UTF-8 without a mark, the encoding it was in, and whether that was assumed rather than known."""

    data: bytes
    encoding: str
    assumed: bool = False

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


def as_utf8(data: bytes, encoding: str | None = None) -> Utf8:
    """The text of ``data``, not copied where it is UTF-8 already. ``encoding`` overrides the search. Raises TextProblem
    for an empty file, NUL characters and bytes that no accepted encoding has."""
    found = _stated(data, encoding) if encoding else _told(data)
    if not (found.data[:4096].strip() or found.data.strip()):  # the second would copy a large file for nothing
        raise TextProblem("the file is empty")
    if b"\0" in found.data:
        raise TextProblem(
            f"row {_row(found.data, found.data.index(0))} holds a NUL character, so the file is damaged, not text, or "
            "UTF-16 without its mark"
        )
    return found


def is_encoding(name: str) -> bool:
    """Whether text can be read by an encoding of that name."""
    try:
        "A".encode(name).decode(name)
    except (LookupError, ValueError):
        return False
    return True


def _stated(data: bytes, encoding: str) -> Utf8:
    if not is_encoding(encoding):
        raise TextProblem(f'no encoding is called "{encoding}"')
    return Utf8(_reencoded(data, encoding), encoding)


def _told(data: bytes) -> Utf8:
    for mark, label, codec in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :]
            return Utf8(text if codec == "utf-8" and _is_utf8(text) else _reencoded(text, codec), label)
    if _is_utf8(data):
        return Utf8(data, "utf-8")
    bad = _NOT_CP1252.search(data)
    if bad:
        raise TextProblem(f"row {_row(data, bad.start())} is in neither UTF-8 nor Windows cp1252")
    return Utf8(_reencoded(data, "cp1252"), "cp1252", assumed=True)


def _is_utf8(data: bytes) -> bool:
    if data.isascii():  # spares a file of 200 MB the cost of being decoded for nothing
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _reencoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).removeprefix("\ufeff").encode()
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise TextProblem(f"row {_row(data, start)} is not in {encoding}") from None


def _row(data: bytes, place: int) -> int:
    """The row of a place in the text, from 1."""
    return data[:place].count(b"\n") + 1
