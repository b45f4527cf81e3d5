"""What does one column of a table hold?"""

from dataclasses import dataclass
from typing import Any

from attendlib.report.blocks.block import fix, one_of, required
from attendlib.report.written import KINDS


def numeric(kind: str) -> bool:
    """True for kinds of figures, which stand to the right."""
    return kind not in ("text", "date")


@dataclass(frozen=True)
class Column:
    """key: its name in each row · label: its heading · kind: text, count, sessions, percent, points, number or date ·
    places: decimals of percent, points and number."""

    key: str
    label: str
    kind: str = "text"
    places: int = 1

    def __post_init__(self) -> None:
        one_of(self.kind, KINDS, "A column's kind")
        fix(self, label=required(self.label, "A column's label"))

    @property
    def numeric(self) -> bool:
        """True for figures, which stand to the right."""
        return numeric(self.kind)

    def json(self) -> dict[str, Any]:
        """The column as an exporter needs it; ``places`` only where decimals are shown."""
        decimals = {"places": self.places} if self.kind in ("percent", "points", "number") else {}
        return {"key": self.key, "label": self.label, "kind": self.kind, **decimals}
