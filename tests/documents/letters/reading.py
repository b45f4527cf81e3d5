"""What does a Word file, and what does a PDF, say?"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""WordprocessingML's names as lxml writes them."""


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """A part of a Word file as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words_of_word(data: bytes) -> str:
    """The text of a Word file, squeezed."""
    return squeezed("".join(text.text or "" for text in part(data).iter(f"{W}t")))


def words_of_pdf(data: bytes, foot: str = "") -> str:
    """The text of a PDF, squeezed; ``foot``: what stands at the foot of each page before its number, left out."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]
    end = re.compile(re.escape(squeezed(foot)) + r"·page\d+of\d+$")
    return "".join(end.sub("", page) for page in pages)


def squeezed(text: str) -> str:
    """Without blanks of any kind."""
    return re.sub(r"\s+", "", text)


def highlighted(data: bytes) -> list[str]:
    """The texts that Word shows as highlighted."""
    runs = part(data).iter(f"{W}r")
    return [
        "".join(t.text or "" for t in run.iter(f"{W}t")) for run in runs if run.find(f"{W}rPr/{W}highlight") is not None
    ]


def roles(data: bytes) -> list[str]:
    """The roles of a PDF's structure in order, by their standard names: H1, P, Table, TH …"""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        named = dict(root.get("/RoleMap", pikepdf.Dictionary()).items())
        return [_standard(str(element.S), named) for element in _elements(root.get("/K"))]


def alternatives(data: bytes) -> list[str]:
    """The alternative texts in a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot.get("/K")) if "/Alt" in element]


def _standard(role: str, named: dict[str, Any]) -> str:
    while role in named and str(named[role]) != role:
        role = str(named[role])
    return role.removeprefix("/")


def _elements(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _elements(kid.K)
