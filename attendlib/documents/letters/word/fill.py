"""How do the texts get into a letter, and which of its blanks are left for a person?

A text goes into the tree as text, so nothing in it can be taken for markup. A field of which nothing is known becomes
its name in brackets, highlighted, so that it is seen on the screen and on paper.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement

from attendlib.documents.letters.fields import LINE
from attendlib.documents.letters.word.package import Parts, main_part, of_kind, parsed, w
from attendlib.documents.letters.word.template import CLOSES, FILLED, OPENS

KEEP_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_MARK = re.compile(f"{OPENS}([0-9]+){CLOSES}")

Say = Callable[[int], tuple[str, bool]]
"""What the field of a number says, and whether that is a blank."""


@dataclass(frozen=True)
class Filled:
    """A letter with its texts. main: the name of the part that holds the letter · trees: that part, headers, footers
    and footnotes, by name · rest: the other parts · blanks: the fields of which nothing was known, in order."""

    main: str
    trees: dict[str, Any]
    rest: Parts
    blanks: tuple[str, ...]


def filled(parts: Parts, texts: Sequence[str], blanks: Sequence[str]) -> Filled:
    """The letter. ``texts`` and ``blanks``: what each field says, and what it is called where it says nothing, by the
    numbers of the marks."""
    left: dict[str, None] = {}

    def say(number: int) -> tuple[str, bool]:
        if texts[number]:
            return texts[number], False
        left.setdefault(blanks[number])
        return f"[{blanks[number]}]", True

    main = main_part(parts)
    trees = {name: parsed(parts[name]) for name in (main, *of_kind(parts, *FILLED))}
    for tree in trees.values():
        _fill(tree, say)
    return Filled(main, trees, {name: part for name, part in parts.items() if name not in trees}, tuple(left))


def _fill(tree: Any, say: Say) -> None:
    for element in list(tree.iter()):
        for name, value in element.attrib.items():
            if OPENS in value:
                element.set(name, _MARK.sub(lambda mark: say(int(mark[1]))[0], value))
    for text in [text for text in tree.iter(w("t")) if OPENS in (text.text or "")]:
        _fill_run(text.getparent(), text, say)


def _fill_run(run: Any, text: Any, say: Say) -> None:
    """Put the pieces of one text in its place; what stands before and after it in the run stays there."""
    runs = [_like(run)]
    for child in [child for child in run if child.tag != w("rPr")]:
        if child is not text:
            runs[-1].append(child)
            continue
        for words, blank in _pieces(text.text, say):
            runs += [_like(run, highlighted=True)] if blank else []
            runs[-1].extend(_lines(words))
            runs += [_like(run)] if blank else []
    for new in runs:
        if len(new) > (new.rPr is not None):
            run.addprevious(new)
    run.getparent().remove(run)


def _like(run: Any, highlighted: bool = False) -> Any:
    """An empty run that looks like another."""
    new = OxmlElement("w:r")
    if run.rPr is not None:
        new.append(deepcopy(run.rPr))
    if highlighted:
        new.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
    return new


def _pieces(text: str, say: Say) -> Iterator[tuple[str, bool]]:
    """The text between the marks and in their place, and whether it is a blank."""
    for place, piece in enumerate(_MARK.split(text)):
        if piece:
            yield say(int(piece)) if place % 2 else (piece, False)


def _lines(words: str) -> Iterator[Any]:
    """Texts with line breaks between them."""
    for number, line in enumerate(words.split(LINE)):
        if number:
            yield OxmlElement("w:br")
        text = OxmlElement("w:t", {KEEP_SPACE: "preserve"})
        text.text = line
        yield text
