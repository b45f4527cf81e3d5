"""What does every block have in common?

A block is an immutable value. Displayed, it gives accessible HTML for a person and the same words and figures as JSON
for the exporters: whatever is in one is in the other.
"""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from attendlib.report.escape import plain, slug
from attendlib.report.faults import BlockError
from attendlib.report.style import css

MIME = "application/vnd.attendlib.block+json"


class Block(ABC):
    """What a cell shows. ``kind``: its name in the JSON form · ``styles``: the parts of the stylesheet it needs."""

    kind: ClassVar[str]
    styles: ClassVar[tuple[str, ...]] = ()

    @property
    @abstractmethod
    def heading(self) -> str:
        """The block's title, or "" for a block without one."""

    @abstractmethod
    def body(self) -> dict[str, Any]:
        """Every text and figure as shown, as plain JSON values."""

    @abstractmethod
    def html(self) -> str:
        """The block as HTML, without a stylesheet. Ids in it start with ``self.id``."""

    @property
    def id(self) -> str:
        """A readable id made from the title: the same each time."""
        return f"{self.kind.replace('_', '-')}-{slug(self.heading)}"

    def json(self) -> dict[str, Any]:
        """``kind``, ``id``, ``title`` and the body."""
        return {"kind": self.kind, "id": self.id, "title": self.heading, **self.body()}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        alone = f"<style>{css('base', *self.styles)}</style>\n{self.html()}"
        return {"text/plain": repr(self), "text/html": alone, MIME: self.json()}

    def __repr__(self) -> str:
        return f"<{self.kind.replace('_', ' ')}: {self.heading}>"


def required(value: object, what: str) -> str:
    """``value`` as plain text. Raises BlockError when it is empty."""
    text = plain(value).strip() if value is not None else ""
    if not text:
        raise BlockError(f"{what} is empty. Say in words what is shown.")
    return text


def one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    """``value``. Raises BlockError when it is not one of ``allowed``."""
    if value not in allowed:
        raise BlockError(f"{what} is not one of {', '.join(allowed)}.")
    return value


def fix(block: object, **fields: object) -> None:
    """Put checked values into a frozen block while it is being made; never later."""
    for name, value in fields.items():
        object.__setattr__(block, name, value)
