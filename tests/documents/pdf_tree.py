"""What does a screen reader find in a PDF: which parts, of which kind, saying what?"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Part:
    """A part of the structure: its role, its attributes, what it says itself, and the parts in it. headed: the names of
    the headings that a cell says it has."""

    role: str
    alt: str = ""
    scope: str = ""
    name: str = ""
    headed: tuple[str, ...] = ()
    text: str = ""
    page: int = 0
    parts: list["Part"] = field(default_factory=list)

    def said(self) -> str:
        """All its words, in reading order."""
        return self.text + "".join(part.said() for part in self.parts)

    def pages(self) -> list[int]:
        """The pages it stands on."""
        return sorted({self.page, *(page for part in self.parts for page in part.pages())} - {0})

    def all(self, *roles: str) -> list["Part"]:
        """The parts of those roles in it, in reading order."""
        found = [self] if self.role in roles else []
        return [*found, *(deeper for part in self.parts for deeper in part.all(*roles))]


def tree(pdf: bytes) -> Part:
    """The structure of a tagged PDF with its words."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marked = {page.objgen: (number, _marked(page)) for number, page in enumerate(opened.pages, start=1)}
        (root,) = _kids(opened.Root.StructTreeRoot)
        return _part(root, marked)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _part(node: Any, marked: dict[Any, Any], page: Any = None) -> Part:
    page = node.get("/Pg", page)
    made = Part(str(node.S)[1:], str(node.get("/Alt", "")), name=str(node.get("/ID", "")))
    attributes = node.get("/A", [])
    for attribute in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(attribute, pikepdf.Dictionary) and str(attribute.O) == "/Table":
            made.scope = str(attribute.get("/Scope", ""))[1:]
            made.headed = tuple(map(str, attribute.get("/Headers", ())))
    for kid in _kids(node):
        if isinstance(kid, int):
            made.parts.append(_piece(marked, page, kid))
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            made.parts.append(_part(kid, marked, page))
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            made.parts.append(_piece(marked, kid.get("/Pg", page), kid.MCID))
    return made


def _piece(marked: dict[Any, Any], page: Any, at: Any) -> Part:
    """A marked piece of a page's content."""
    number, words = marked[page.objgen]
    # Words that run from right to left are drawn from left to right.
    text = re.sub("[\u0590-\u08ff]+", lambda found: found[0][::-1], words.get(int(at), ""))
    return Part("", text=text, page=number)


def _marked(page: Any) -> dict[int, str]:
    """The words of each marked piece of a page's content."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    said: dict[int, str] = {}
    open_pieces: list[tuple[int | None, str | None]] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            given = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else pikepdf.Dictionary()
            instead = str(given.ActualText) if "/ActualText" in given else None
            at = int(given.MCID) if "/MCID" in given else open_pieces[-1][0] if open_pieces else None
            if instead is not None and at is not None:
                said[at] = said.get(at, "") + instead
            open_pieces.append((at, instead))
        elif name == "BMC":
            open_pieces.append(open_pieces[-1] if open_pieces else (None, None))
        elif name == "EMC":
            open_pieces.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and open_pieces:
            at, _ = open_pieces[-1]
            if at is not None and all(instead is None for _, instead in open_pieces):
                said[at] = said.get(at, "") + _words(operands[0], letters)
    return said


def _words(operand: Any, letters: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    made = ""
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            raw = bytes(piece)
            made += "".join(letters.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2))
    return made


def _letters(font: Any) -> dict[int, str]:
    """Which letters each glyph of a font stands for."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        found |= {int(glyph, 16): _text(letters) for glyph, letters in _PAIR.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, letters in _RANGE.findall(block):
            for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[glyph] = _text(f"{int(letters, 16) + step:0{len(letters)}x}")
    return found


def _text(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be")


def tables(pdf: Part) -> Iterator[list[list[str]]]:
    """Every table's cells, row by row, its headings first."""
    for table in pdf.all("Table"):
        yield [[cell.said() for cell in row.all("TH", "TD")] for row in table.all("TR")]


def prove_headed(table: Part) -> None:
    """Every column of a table has a heading, the first cell of every row heads it, and every other cell names both of
    its own."""
    (head,), (body,) = table.all("THead"), table.all("TBody")
    columns = head.all("TH", "TD")
    assert {(cell.role, cell.scope) for cell in columns} == {("TH", "Column")}
    rows = [row.all("TH", "TD") for row in body.all("TR")]
    assert rows
    for first, *others in rows:
        assert (first.role, first.scope, first.headed) == ("TH", "Row", (columns[0].name,))
        assert [cell.role for cell in others] == ["TD"] * (len(columns) - 1)
        assert [cell.headed for cell in others] == [(column.name, first.name) for column in columns[1:]]
