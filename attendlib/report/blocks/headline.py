"""Which few figures must a reader take away?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from attendlib.report.blocks.block import Block, fix, one_of, required
from attendlib.report.escape import escaped, plain
from attendlib.report.faults import BlockError
from attendlib.report.written import MARKS, Written, write

ARROWS = {"up": "▲", "down": "▼", "level": "◆", "": ""}
MOST = 5


@dataclass(frozen=True)
class Figure:
    """One big number: ``Figure("Attendance", Decimal("93.4"), "%", "0.4 points above last year", "up")``.

    value: a whole number, a rounded Decimal or float, a mark (None, "c"), or text already written · unit: "%" or a
    word such as "pupils" · comparison: what it is set against, in words · direction: up, down, level or "", an arrow
    beside the words, for what is like for like · note: one short line of small print · beside: short lines that set it
    against others."""

    label: str
    value: int | float | Decimal | str | None
    unit: str = ""
    comparison: str = ""
    direction: str = ""
    note: str = ""
    places: int = 1
    beside: Sequence[str] = ()

    def __post_init__(self) -> None:
        one_of(self.direction, tuple(ARROWS), "A figure's direction")
        if self.direction and not plain(self.comparison).strip():
            raise BlockError("A figure has an arrow but no comparison. Say in words what it is set against.")
        fix(self, label=required(self.label, "A figure's label"), unit=plain(self.unit), note=plain(self.note))
        fix(self, comparison=plain(self.comparison))
        fix(self, beside=tuple(required(line, "A line beside a figure") for line in self.beside))
        self.written()

    def written(self) -> Written:
        """The number as shown, without its unit. Raises BlockError when it was not rounded."""
        if isinstance(self.value, str) and self.value not in MARKS:
            return Written(required(self.value, "A figure's value"))
        whole = isinstance(self.value, int) and self.unit != "%"
        return write(self.value, "count" if whole else "number", self.places)

    def json(self) -> dict[str, Any]:
        """The figure as shown; ``meaning`` explains a mark that stands in for a number."""
        written = self.written()
        return {
            "label": self.label,
            **written.json(),
            "unit": "" if written.mark else self.unit,
            "meaning": MARKS[written.shown] if written.mark else "",
            "direction": self.direction,
            "comparison": self.comparison,
            "note": self.note,
            "beside": list(self.beside),
        }

    def html(self) -> str:
        """One card."""
        own = self.json()
        sign = "%" if own["unit"] == "%" else ""
        unit = f'<p class="al-unit">{escaped(own["unit"])}</p>' if own["unit"] and not sign else ""
        arrow = f'<span class="al-arrow" aria-hidden="true">{ARROWS[self.direction]}</span> ' if self.direction else ""
        small = "".join(f'<p class="al-small">{escaped(own[key])}</p>' for key in ("meaning", "note") if own[key])
        lines = "".join(f'<p class="al-compared">{escaped(line)}</p>' for line in self.beside)
        if self.comparison:
            lines += f'<p class="al-compared">{arrow}{escaped(self.comparison)}</p>'
        return (
            f'<li class="al-figure"><p class="al-label">{escaped(self.label)}</p>'
            f'<p class="al-number">{escaped(own["shown"])}{sign}</p><div>{unit}{small}{lines}</div></li>'
        )


@dataclass(frozen=True, repr=False)
class Headline(Block):
    """A row of one to five figures."""

    kind: ClassVar[str] = "headline"
    styles: ClassVar[tuple[str, ...]] = ("headline",)
    figures: Sequence[Figure]

    def __post_init__(self) -> None:
        if not 1 <= len(self.figures) <= MOST:
            raise BlockError(
                f"A headline has 1 to {MOST} figures; this one has {len(self.figures)}. Put the rest in a table."
            )
        fix(self, figures=tuple(self.figures))

    @property
    def heading(self) -> str:
        return ""

    @property
    def id(self) -> str:
        return "headline"

    def body(self) -> dict[str, Any]:
        return {"figures": [figure.json() for figure in self.figures]}

    def html(self) -> str:
        return f'<ul class="al-block al-headline" role="list">{"".join(figure.html() for figure in self.figures)}</ul>'
