"""How does a whole letter become Typst, with its paper, margins, header and footer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from attendlib.documents.letters.typeset.blocks import Blocks
from attendlib.documents.letters.typeset.carry import Carry, carry
from attendlib.documents.letters.typeset.dress import HALF_POINTS, string
from attendlib.documents.letters.typeset.looks import TWIPS_PER_POINT, whole
from attendlib.documents.letters.word.letter import WordLetter
from attendlib.documents.letters.word.package import R, w
from attendlib.documents.typesetting import TYPEFACE
from attendlib.names import RESTRICTED

PREAMBLE = """#set document(title: {title}, author: {author}, keywords: ({restricted},), date: none)
#set text(font: "{font}", lang: "en", region: "GB", top-edge: "ascender", bottom-edge: "descender")
#let gap = 0.2em
#set par(leading: gap, spacing: gap, justify: false)
#set list(indent: 0.5em, body-indent: 0.7em, spacing: gap + 3pt)
#set enum(indent: 0.5em, body-indent: 0.7em, spacing: gap + 3pt)
#show heading: it => block(text(size: 1em, weight: "regular", it.body))
#show highlight: set highlight(fill: rgb("#FFF200"), top-edge: "ascender", bottom-edge: "descender")
#let page-number() = context counter(page).display()
"""
"""What every PDF begins with: what it is, its language and type. ``gap`` is the space between two lines."""

LETTER = """#context {{
  let page-count() = context counter(page).at(<{end}>).first()
  set text(size: {size}pt)
  let header = [{header}]
  let first-header = [{first_header}]
  let footer = [{footer}]
  let first-footer = [{first_footer}]
  let height-of(content) = measure(block(width: {width}pt - {left}pt - {right}pt, content)).height
  let on-first() = {own_first} and counter(page).get().first() == 1
  set page(
    width: {width}pt,
    height: {height}pt,
    margin: (
      left: {left}pt,
      right: {right}pt,
      top: calc.max({top}pt, {header_at}pt + height-of(header)),
      bottom: calc.max({bottom}pt, {footer_at}pt + height-of(footer), {footer_at}pt + height-of(first-footer)),
    ),
    header-ascent: 0pt,
    footer-descent: 0pt,
    header: context if not on-first() {{
      block(width: 100%, height: 100%, inset: (top: {header_at}pt), align(top, header))
    }},
    footer: context block(
      width: 100%,
      height: 100%,
      inset: (bottom: {footer_at}pt),
      align(bottom, if on-first() {{ first-footer }} else {{ footer }}),
    ),
  )
  counter(page).update(1)
  first-header
  [
{body}
#metadata(none) <{end}>
  ]
}}
"""
"""One letter. As in Word, the text begins below a header that is higher than the margin. A header of the first page
alone stands at the top of the text, and so is read to those who have the letter read to them."""

NEW_SHEET = '#pagebreak(weak: true, to: "odd")\n'
USUAL = {
    "pgSz": {"w": 11906, "h": 16838},
    "pgMar": {"top": 1191, "right": 1191, "bottom": 1191, "left": 1191, "header": 510, "footer": 510},
}
"""Paper and margins where a document says nothing of them, in twentieths of a point: A4."""

CALLED = {"w": "width", "h": "height", "header": "header_at", "footer": "footer_at"}
"""What these lengths are called in LETTER, where not the same."""


@dataclass(frozen=True)
class Typeset:
    """A letter as Typst. inside: what stands in LETTER · pictures: the files that it shows · lost: the looks of the
    Word document that it does not have."""

    title: str
    author: str
    inside: dict[str, str]
    pictures: dict[str, bytes]
    lost: tuple[str, ...]


def typeset(letter: WordLetter, name: str) -> Typeset:
    """The letter, its texts all carried. Raises TemplateError, with ``name`` for the template, where one cannot be."""
    tree = letter.trees[letter.main]
    held = carry(letter.main, letter.parts, letter.trees)
    sections = list(tree.iter(w("sectPr")))
    if len(sections) > 1:
        held.lose("several sections: every page has the paper, header and footer of the first one")
    section = sections[0] if sections else None
    inside = _around(held, letter.main, section)
    inside["body"] = Blocks(held, letter.main).markup(tree.find(w("body")))
    inside["size"] = f"{whole(held.looks.text.get('sz'), 20) / HALF_POINTS:g}"
    held.check(name)
    return Typeset(letter.title, letter.school, inside, held.pictures, tuple(held.lost))


def document(letters: Sequence[Typeset], title: str = "") -> str:
    """One or several letters as one document, each on a sheet of its own when it is printed on both sides."""
    title, author = title or letters[0].title, letters[0].author
    begins = PREAMBLE.format(title=string(title), author=string(author), restricted=string(RESTRICTED), font=TYPEFACE)
    made = [LETTER.format(end=f"end-{number}", **letter.inside) for number, letter in enumerate(letters, start=1)]
    return begins + NEW_SHEET.join(made)


def _around(held: Carry, main: str, section: Any) -> dict[str, str]:
    """Paper, margins, headers and footers."""
    about: dict[str, str] = {}
    for name, usual in USUAL.items():
        element = None if section is None else section.find(w(name))
        for key, value in usual.items():
            length = whole(None if element is None else element.get(w(key)), value)
            about[CALLED.get(key, key)] = f"{abs(length) / TWIPS_PER_POINT:g}"
    own_first = section is not None and section.find(w("titlePg")) is not None
    about["own_first"] = "true" if own_first else "false"
    used = {"default": "", "first": "first_"} if own_first else {"default": ""}
    about |= dict.fromkeys(("header", "footer", "first_header", "first_footer"), "")
    for kind in ("header", "footer"):
        for reference in () if section is None else section.iterfind(w(f"{kind}Reference")):
            relation = held.relation(main, reference.get(f"{{{R}}}id", ""))
            tree = held.trees.get(relation.target) if relation else None
            which = used.get(reference.get(w("type"), "default"))
            if relation and tree is not None and which is not None:
                about[f"{which}{kind}"] = Blocks(held, relation.target).markup(tree)
            elif tree is not None:
                held.seen.update(text.text or "" for text in tree.iter(w("t")))
    return about
