"""What does a report say first: its name, whom it is for, who may read it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from attendlib.names import RESTRICTED
from attendlib.report.blocks.block import Block, fix, one_of, required
from attendlib.report.escape import escaped, plain, slug


@dataclass(frozen=True, repr=False)
class Title(Block):
    """The top of a report, once.

    facts: pairs of label and value, such as ("School", …), ("Period", …), ("For", …) · restricted: True when the
    report names pupils or could identify one; the words are then shown at the top. Raises BlockError for an empty
    title, label or value."""

    kind: ClassVar[str] = "title"
    styles: ClassVar[tuple[str, ...]] = ("opening",)
    title: str
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    restricted: bool = False

    def __post_init__(self) -> None:
        facts = tuple((required(label, "A fact's label"), required(value, "A fact")) for label, value in self.facts)
        fix(self, title=required(self.title, "The title"), subtitle=plain(self.subtitle), facts=facts)

    @property
    def heading(self) -> str:
        return self.title

    def body(self) -> dict[str, Any]:
        facts = [{"label": label, "value": value} for label, value in self.facts]
        return {"subtitle": self.subtitle, "facts": facts, "restricted": RESTRICTED if self.restricted else ""}

    def html(self) -> str:
        badge = f'<p class="al-badge">{escaped(RESTRICTED)}</p>' if self.restricted else ""
        subtitle = f'<p class="al-subtitle">{escaped(self.subtitle)}</p>' if self.subtitle else ""
        pairs = "".join(f"<div><dt>{escaped(label)}</dt><dd>{escaped(value)}</dd></div>" for label, value in self.facts)
        facts = f'<dl class="al-facts">{pairs}</dl>' if pairs else ""
        name = f"<h1>{escaped(self.title)}</h1>"
        return f'<div class="al-block al-title" id="{self.id}">{badge}{name}{subtitle}{facts}</div>'


@dataclass(frozen=True, repr=False)
class Section(Block):
    """A heading and at most one sentence. level: 2, or 3 for a part of a section; the table of contents lists the
    former · new_page: on paper it begins one."""

    kind: ClassVar[str] = "section"
    styles: ClassVar[tuple[str, ...]] = ("prose",)
    title: str
    intro: str = ""
    level: int = 2
    new_page: bool = False

    def __post_init__(self) -> None:
        one_of(str(self.level), ("2", "3"), "A section's level")
        fix(self, title=required(self.title, "A section's title"), intro=plain(self.intro))

    @property
    def heading(self) -> str:
        return self.title

    @property
    def id(self) -> str:
        # The anchor that people copy from the address bar: the words alone.
        return slug(self.title)

    def body(self) -> dict[str, Any]:
        return {"intro": self.intro, "level": self.level} | ({"new_page": True} if self.new_page else {})

    def html(self) -> str:
        intro = f'<p class="al-intro">{escaped(self.intro)}</p>' if self.intro else ""
        head = f'<h{self.level} id="{self.id}">{escaped(self.title)}</h{self.level}>'
        kind = "al-section al-new-page" if self.new_page else "al-section"
        return f'<div class="al-block {kind}">{head}{intro}</div>'
