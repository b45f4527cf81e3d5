"""How does a report speak in sentences?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from attendlib.report.blocks.block import Block, fix, one_of, required
from attendlib.report.escape import escaped
from attendlib.report.faults import BlockError

CALLOUTS = {"note": "Note", "warning": "Warning", "good": "Good news"}


@dataclass(frozen=True, repr=False)
class Words(Block):
    """Paragraphs, then bullets. Raises BlockError when there are neither."""

    kind: ClassVar[str] = "words"
    styles: ClassVar[tuple[str, ...]] = ("prose",)
    paragraphs: Sequence[str] = ()
    bullets: Sequence[str] = ()

    def __post_init__(self) -> None:
        if isinstance(self.paragraphs, str) or isinstance(self.bullets, str):
            raise BlockError("Words takes a list of paragraphs and a list of bullets, not one text.")
        if not self.paragraphs and not self.bullets:
            raise BlockError("Words has nothing to say. Give it a paragraph or a bullet.")
        fix(
            self,
            paragraphs=tuple(required(line, "A paragraph") for line in self.paragraphs),
            bullets=tuple(required(line, "A bullet") for line in self.bullets),
        )

    @property
    def heading(self) -> str:
        return ""

    @property
    def id(self) -> str:
        return "words"

    def body(self) -> dict[str, Any]:
        return {"paragraphs": list(self.paragraphs), "bullets": list(self.bullets)}

    def html(self) -> str:
        lines = "".join(f"<p>{escaped(line)}</p>" for line in self.paragraphs)
        items = "".join(f"<li>{escaped(line)}</li>" for line in self.bullets)
        return f'<div class="al-block al-words">{lines}{f"<ul>{items}</ul>" if items else ""}</div>'


@dataclass(frozen=True, repr=False)
class Callout(Block):
    """One thing that must not be missed. tone: note, warning or good, which is also said in words."""

    kind: ClassVar[str] = "callout"
    styles: ClassVar[tuple[str, ...]] = ("prose",)
    tone: str
    title: str
    text: str

    def __post_init__(self) -> None:
        one_of(self.tone, tuple(CALLOUTS), "A callout's tone")
        fix(self, title=required(self.title, "A callout's title"), text=required(self.text, "A callout's text"))

    @property
    def heading(self) -> str:
        return self.title

    def body(self) -> dict[str, Any]:
        return {"tone": CALLOUTS[self.tone], "text": self.text}

    def html(self) -> str:
        said = f'<span class="al-tone">{CALLOUTS[self.tone]}: </span>'
        return (
            f'<div class="al-block al-callout al-{self.tone}" id="{self.id}">'
            f'<p class="al-callout-title">{said}{escaped(self.title)}</p><p>{escaped(self.text)}</p></div>'
        )
