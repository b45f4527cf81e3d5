"""How does a report answer its reader's questions, each sentence with the place where its figures stand?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from attendlib.report.blocks.block import Block, fix, required
from attendlib.report.escape import escaped, slug
from attendlib.report.faults import BlockError


@dataclass(frozen=True)
class Sentence:
    """words: what is said · section: the title of the section whose tables and charts show it."""

    words: str
    section: str

    def __post_init__(self) -> None:
        fix(self, words=required(self.words, "A sentence"), section=required(self.section, "A sentence's section"))


@dataclass(frozen=True)
class Answer:
    """A question and the sentences that answer it. Raises BlockError for a question without any."""

    question: str
    sentences: Sequence[Sentence]

    def __post_init__(self) -> None:
        fix(self, question=required(self.question, "A question"), sentences=tuple(self.sentences))
        if not self.sentences:
            raise BlockError("A question has no answer. Leave it out where there is no figure to answer it with.")

    def parts(self) -> list[dict[str, Any]]:
        """The sentences in their order, those together that follow each other and point to the same section."""
        runs = groupby(self.sentences, key=lambda one: one.section)
        return [{"sentences": [one.words for one in run], "section": section} for section, run in runs]


@dataclass(frozen=True, repr=False)
class Commentary(Block):
    """The answers, side by side where there is room. A document links every part of an answer to its section, and
    refuses one whose section it does not have. Raises BlockError when there are none."""

    kind: ClassVar[str] = "commentary"
    styles: ClassVar[tuple[str, ...]] = ("prose",)
    answers: Sequence[Answer]

    def __post_init__(self) -> None:
        if not self.answers:
            raise BlockError("A commentary without an answer says nothing. Show what there is to say instead.")
        fix(self, answers=tuple(self.answers))

    @property
    def heading(self) -> str:
        return ""

    @property
    def id(self) -> str:
        return "commentary"

    def body(self) -> dict[str, Any]:
        return {"answers": [{"question": one.question, "parts": one.parts()} for one in self.answers]}

    def html(self) -> str:
        parts = "".join(_part(answer.question, answer.parts()) for answer in self.answers)
        return f'<div class="al-block al-commentary">{parts}</div>'


def _part(question: str, parts: Sequence[Mapping[str, Any]]) -> str:
    return f'<div><h3 id="{slug(question)}">{escaped(question)}</h3>{"".join(_lines(part) for part in parts)}</div>'


def _lines(part: Mapping[str, Any]) -> str:
    lines, section = "".join(f"<li>{escaped(words)}</li>" for words in part["sentences"]), part["section"]
    return f'<ul>{lines}</ul><p class="al-small"><a href="#{slug(section)}">{escaped(section)}</a></p>'
