"""How does what stands inside a paragraph become Typst?"""

from collections.abc import Callable
from typing import Any

from attendlib.documents.letters.typeset.carry import Carry
from attendlib.documents.letters.typeset.drawn import boxes, pictures
from attendlib.documents.letters.typeset.dress import dressed, in_look, string
from attendlib.documents.letters.typeset.looks import Look, is_on
from attendlib.documents.letters.word.package import R, local, w

BREAK = "#linebreak()"
NARROW, WIDE = "#h(2em)", "#h(1fr)"
"""What a tab becomes: a space, or all the space there is where the paragraph has stops at its middle or end."""

INSIDE = ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo")
"""What holds runs as a paragraph does."""

PAGE_FIELDS = {"PAGE": "#page-number()", "NUMPAGES": "#page-count()", "SECTIONPAGES": "#page-count()"}
"""Fields that are told anew in the PDF, and what tells them; of every other the text that Word kept is carried."""


class Inline:
    """The inside of one paragraph. pages: its content, one entry more for each page break in it · boxes: the text boxes
    that hang on it."""

    def __init__(self, carry: Carry, part: str, of_paragraph: Look) -> None:
        self.carry, self.part, self.of_paragraph = carry, part, of_paragraph
        self.pages: list[list[str]] = [[]]
        self.boxes: list[Any] = []
        self._code = ""
        self._told: str | None = None

    def add(self, element: Any) -> "Inline":
        """What stands in a paragraph, or in a part of one."""
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child)
            elif name == "hyperlink":
                self._link(child)
            elif name == "fldSimple":
                self._field("begin", child.get(w("instr"), ""))
                self._field("separate")
                self.add(child)
                self._field("end")
            elif name in INSIDE:
                self.add(child)
            elif name in ("del", "moveFrom", "commentRangeStart"):
                self.carry.lose("comments and tracked changes: the text is taken as it would be with all accepted")
        return self

    def _link(self, link: Any) -> None:
        relation = self.carry.relation(self.part, link.get(f"{{{R}}}id", ""))
        inner = Inline(self.carry, self.part, self.of_paragraph).add(link)
        content = "".join("".join(page) for page in inner.pages)
        target = relation.target if relation and relation.external else ""
        is_safe = target.startswith(("http://", "https://", "mailto:", "tel:"))
        self.pages[-1].append(f"#link({string(target)})[{content}]" if is_safe and content else content)
        self.boxes += inner.boxes

    def _run(self, run: Any) -> None:
        look = self.carry.looks.of_text(run.find(w("rPr")), self.of_paragraph)
        for child in run:
            self._piece(child, look)

    def _piece(self, piece: Any, look: Look) -> None:
        name = local(piece)
        if name == "fldChar":
            self._field(piece.get(w("fldCharType"), ""))
        elif name == "instrText":
            self._code += piece.text or ""
        elif name == "t":
            self._text(piece.text or "", look)
        elif name in PLAIN:
            self._put(dressed, PLAIN[name], look)
        elif name in ("tab", "ptab"):
            ends = self.of_paragraph.get("tabs", "").split()
            self.pages[-1].append(WIDE if "right" in ends or "center" in ends or name == "ptab" else NARROW)
        elif name in ("br", "cr"):
            self._break(piece.get(w("type"), "textWrapping"))
        elif name in ("drawing", "pict", "object", "AlternateContent"):
            self.pages[-1] += pictures(piece, self.carry, self.part)
            self.boxes += boxes(piece, self.carry)
        elif name == "footnoteReference":
            self._footnote(piece.get(w("id"), ""))
        elif name == "commentReference":
            self.carry.lose("comments and tracked changes: the text is taken as it would be with all accepted")
        elif name == "sym":
            self.carry.lose("a symbol of a special font")

    def _text(self, words: str, look: Look) -> None:
        self.carry.seen[words] += 1
        if self._told is None:
            self._put(dressed, words, look)
        elif self._told:
            self._put(in_look, self._told, look)
            self._told = ""

    def _put(self, dress: Callable[[str, Look, Look], str], words: str, look: Look) -> None:
        if words and not is_on(look, "vanish"):
            self.pages[-1].append(dress(words, look, self.carry.looks.text))

    def _break(self, kind: str) -> None:
        if kind == "textWrapping":
            self.pages[-1].append(BREAK)
            return
        if kind == "column":
            self.carry.lose("columns of text: they stand one below the other")
        self.pages.append([])

    def _field(self, kind: str, code: str = "") -> None:
        """The beginning, the middle and the end of a field; between middle and end stands the text that Word kept."""
        if kind == "begin":
            self._code = code
        told = PAGE_FIELDS.get((self._code.split() or [""])[0].upper())
        self._told = told if kind == "separate" else None

    def _footnote(self, number: str) -> None:
        notes = [tree for name, tree in self.carry.trees.items() if name.endswith("footnotes.xml")]
        for note in (note for tree in notes for note in tree if note.get(w("id")) == number):
            inner = Inline(self.carry, self.part, self.of_paragraph)
            for paragraph in note.iter(w("p")):
                inner.add(paragraph)
            self.pages[-1].append(f"#footnote[{''.join(''.join(page) for page in inner.pages)}]")


PLAIN = {"noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "softHyphen": "\N{SOFT HYPHEN}"}
"""Pieces that stand for a character."""
