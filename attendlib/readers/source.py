"""Is the file safe to read, of which kind is it, and in which encoding?

Text in Windows cp1252 gets a note, because that encoding is assumed. XML keeps the encoding that it declares. Sizes are
capped so that a hostile file cannot exhaust the machine.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from attendlib.errors import UnreadableFile
from attendlib.register import Note
from attendlib.textfile import TextProblem, as_utf8

DELIMITED, JSON, XML, WORKBOOK = "delimited text", "JSON", "XML", "workbook"
_MEGABYTE = 1 << 20
LARGEST = {DELIMITED: 1024 * _MEGABYTE, JSON: 512 * _MEGABYTE, XML: 512 * _MEGABYTE, WORKBOOK: 50 * _MEGABYTE}

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (re.compile(rb"%PDF-"), "a PDF document. Export the marks as data, in one of the layouts read here"),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"),
        "a picture. Export the marks as data, in one of the layouts read here",
    ),
    (re.compile(rb"\x1f\x8b|BZh|7z\xbc\xaf|Rar!"), "a packed archive. Unpack it and list the file inside"),
    (
        re.compile(rb"\s*(?:<!doctype\s+html|<(?:html|head|table)\b)", re.IGNORECASE),
        "a web page, whatever its name ends in. Open it in a spreadsheet and save it as .xlsx or CSV",
    ),
    (
        re.compile(rb"\s*<\?xml[^>]*>\s*(?:<\?mso[^>]*>\s*)?<(?:\w+:)?Workbook\b"),
        "a workbook in the XML form of 2003. Open it in a spreadsheet and save it as .xlsx",
    ),
)
"""What a file may be that is no register of any layout, told from how it begins, and how to get one from it."""
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# UTF-8 read once as cp1252 and saved again: "Ã" or "â€" before a sign that stands for a continuation byte.
_MOJIBAKE = re.compile(rb"\xc3\x83(?:\xc2[\x80-\xbf]|[\xc5\xc6\xcb]|\xe2)|\xc3\xa2\xe2\x82\xac")


@dataclass(frozen=True)
class Source:
    """One file's bytes. Delimited text and JSON are UTF-8 here whatever they were; XML and workbooks are as they were.

    ``encoding`` is the one the file was in; empty for a workbook."""

    name: str
    kind: str
    data: bytes
    encoding: str
    notes: tuple[Note, ...] = ()


def load(path: Path, encoding: str | None = None) -> Source:
    """The file at ``path``, read once. Raises UnreadableFile when it is missing, empty, too large, encrypted, or not in
    an encoding that can be told or that ``encoding`` names."""
    if not path.is_file():
        raise UnreadableFile(f"{path.name}: there is no such file. Check the path in the city file.")
    _refuse_large(path.name, max(LARGEST, key=LARGEST.__getitem__), path.stat().st_size)
    data = path.read_bytes()
    if data.startswith(_OLE):
        raise UnreadableFile(f"{path.name}: an encrypted or pre-2007 workbook. Save it as .xlsx without a password.")
    if data.startswith(_ZIP):
        _refuse_large(path.name, WORKBOOK, len(data))
        return Source(path.name, WORKBOOK, data, "")
    return _text(path.name, data, encoding)


def _refuse_large(name: str, kind: str, size: int) -> None:
    if size > LARGEST[kind]:
        limit = LARGEST[kind] // _MEGABYTE
        raise UnreadableFile(
            f"{name}: {size // _MEGABYTE} MB is more than the {limit} MB allowed for {kind}. Split it."
        )


def _text(name: str, data: bytes, stated: str | None) -> Source:
    for begins, words in _OTHERS:
        if begins.match(data[:1024].removeprefix(b"\xef\xbb\xbf")):
            raise UnreadableFile(f"{name}: {words}.")
    try:
        found = as_utf8(data, stated)
    except TextProblem as problem:
        raise UnreadableFile(
            f"{name}: {problem}. Export it again, as UTF-8; one that is in another encoding needs `encoding:` in the "
            "city file."
        ) from None
    first = found.data[:4096].lstrip()[:1]
    kind = {b"<": XML, b"{": JSON, b"[": JSON}.get(first, DELIMITED)
    _refuse_large(name, kind, len(found.data))
    assumed = (_assumed(_first_not_ascii(data)),) if found.assumed else ()
    text = Source(name, kind, found.data, found.encoding, (*assumed, *_mojibake(found.data)))
    return _xml(text, data, stated) if kind == XML else text


def _xml(text: Source, raw: bytes, stated: str | None) -> Source:
    """XML is handed on in the encoding it declares; only a byte order mark or the city file overrules that."""
    declared = _DECLARED.match(text.data[:4096].lstrip())
    if declared and text.encoding in {"utf-8", "cp1252"} and not stated:
        label = declared[1].decode().lower()
        return replace(text, data=raw, encoding=label, notes=_mojibake(raw) if label == "utf-8" else ())
    # What is handed on is UTF-8 whatever the file was, so it has to say so.
    return replace(text, data=_DECLARED.sub(b"<?xml version='1.0' encoding='utf-8'", text.data, count=1))


def _first_not_ascii(data: bytes) -> int:
    found = re.search(rb"[\x80-\xff]", data)
    return data[: found.start()].count(b"\n") + 1 if found else 0


def _assumed(row: int) -> Note:
    return Note(
        "encoding-assumed",
        "warning",
        row,
        "",
        "not UTF-8, so read as Windows cp1252; from this row on a letter with an accent may be wrong",
        "export as UTF-8, or give `encoding:` in the city file",
    )


def _mojibake(data: bytes) -> tuple[Note, ...]:
    found = None if data.isascii() else _MOJIBAKE.search(data)
    if not found:
        return ()
    row = data[: found.start()].count(b"\n") + 1
    return (
        Note(
            "mojibake",
            "warning",
            row,
            "",
            "letters look as if UTF-8 text was once read as Windows text and saved again",
            "export the file again from the source; do not open and save it in between",
        ),
    )
