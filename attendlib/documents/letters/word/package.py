"""What is in a Word file?

A Word file is a zip of parts. They are handled by name; those that a letter changes are parsed, the others are carried
along as they are.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from lxml import etree

from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.zipped import CONTENT_TYPES

SKELETON = Path(__file__).parents[1] / "skeleton"
"""The parts of an empty letter."""

ROOT = ""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LARGEST = 64 << 20
"""Bytes that a template may unpack to: one with a photograph as its logo takes a few million."""

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
"""Follows nothing that a part may point at."""

Parts = Mapping[str, bytes]


class Relation(NamedTuple):
    """What one part refers to: ``kind`` is the last word of its type; ``target`` another part, or an address outside
    where ``external``."""

    kind: str
    target: str
    external: bool


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment or instruction."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"


def parsed(part: bytes) -> etree._Element:
    """A part as a tree; no entity is followed."""
    found: etree._Element = parse_xml(part)
    return found


@cache
def skeleton() -> Parts:
    """The parts of a letter without a word in it."""
    files = sorted(file for file in SKELETON.rglob("*") if file.is_file())
    return {file.relative_to(SKELETON).as_posix(): file.read_bytes() for file in files}


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a template. Raises TemplateError for what is no Word file, is too large, has macros, or refers to
    anything outside itself but a link to click on."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise TemplateError(f"{name} unpacks to more than {LARGEST >> 20} MB: use smaller pictures.")
            parts = {part: archive.read(part) for part in archive.namelist() if not part.endswith("/")}
        if b"macroEnabled" in parts[CONTENT_TYPES] or any("vbaProject" in part for part in parts):
            raise TemplateError(f"{name} holds macros: save it as a Word document (.docx) without them.")
        outside = [one for part in parts for one in relations(parts, part).values() if one.external]
        if any(one.kind != "hyperlink" for one in outside):
            raise TemplateError(f"{name} takes a picture or a template from elsewhere: insert it into the document.")
        main_part(parts)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError, etree.LxmlError):
        raise TemplateError(f"{name} is not a Word document: save it from Word as .docx, without a password.") from None
    return parts


def relations(parts: Parts, part: str) -> dict[str, Relation]:
    """What a part refers to, by id. ROOT: the package itself."""
    folder, file = posixpath.split(part)
    held = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    if held is None:
        return {}
    found = {}
    for one in etree.fromstring(held, PARSER):
        external, target = one.get("TargetMode") == "External", one.get("Target", "")
        place = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[one.get("Id", "")] = Relation(one.get("Type", "").rsplit("/", 1)[-1], place, external)
    return found


def main_part(parts: Parts) -> str:
    """The name of the part that holds the text. Raises KeyError where there is none."""
    return _of_package(parts, "officeDocument")


def core_part(parts: Parts) -> str:
    """The name of the part in which the document says what it is. Raises KeyError where there is none."""
    return _of_package(parts, "core-properties")


def _of_package(parts: Parts, kind: str) -> str:
    for one in relations(parts, ROOT).values():
        if one.kind == kind and one.target in parts:
            return one.target
    raise KeyError(kind)


def of_kind(parts: Parts, *kinds: str) -> list[str]:
    """The parts of some kinds that the main part refers to, such as header and footer, in order of name."""
    found = {one.target for one in relations(parts, main_part(parts)).values() if one.kind in kinds}
    return sorted(found & parts.keys())
