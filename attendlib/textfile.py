"""In which encoding is a text file written?

A byte order mark decides; else strict UTF-8; else Windows cp1252, which is said so that a person can check the names.
"""

import codecs
from dataclasses import dataclass

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TextProblem(Exception):
    """The bytes are not text. The message says why and never shows them."""


@dataclass(frozen=True)
class Decoded:
    """The text, the encoding it was in, and whether that was assumed rather than known."""

    text: str
    encoding: str
    assumed: bool = False


def decoded(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of ``data``. ``encoding`` overrides the search. Raises TextProblem for empty files, NUL characters and
    bytes that no accepted encoding has."""
    found = _decode(data, encoding)
    if not found.text.strip():
        raise TextProblem("the file is empty")
    if "\0" in found.text:
        raise TextProblem("the file holds NUL characters, so it is damaged or not text")
    return found


def _decode(data: bytes, encoding: str | None) -> Decoded:
    try:
        if encoding:
            return Decoded(data.decode(encoding), encoding)
        for mark, name in MARKS:
            if data.startswith(mark):
                return Decoded(data.decode(name), name)
        return Decoded(data.decode("utf-8"), "utf-8")
    except LookupError:
        raise TextProblem("the encoding named for it is not known") from None
    except UnicodeDecodeError:
        if encoding or data.startswith(tuple(mark for mark, _ in MARKS)):
            raise TextProblem("the bytes are not in the encoding that the file claims") from None
    try:
        return Decoded(data.decode("cp1252"), "cp1252", assumed=True)
    except UnicodeDecodeError:
        raise TextProblem("the bytes are neither UTF-8 nor Windows text") from None
