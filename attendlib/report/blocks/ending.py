"""What closes a report?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from attendlib.report.blocks.block import Block, fix, required
from attendlib.report.blocks.column import Column
from attendlib.report.blocks.table import Table
from attendlib.report.escape import escaped
from attendlib.report.faults import BlockError

CAPTION = "Rules used in this report"


@dataclass(frozen=True)
class RuleUsed:
    """A rule with the value that this report used, the day from which that value holds, and where it is written."""

    name: str
    value: str
    since: str
    reference: str


@dataclass(frozen=True, repr=False)
class Rules(Block):
    """The rules that the figures rest on. A document shows them at its foot. Raises BlockError when there are none."""

    kind: ClassVar[str] = "rules"
    styles: ClassVar[tuple[str, ...]] = ("table",)
    rules: Sequence[RuleUsed]

    def __post_init__(self) -> None:
        if not self.rules:
            raise BlockError("A report that rests on no rule says nothing. List the rules that its figures used.")
        fix(self, rules=tuple(self.rules))

    @property
    def heading(self) -> str:
        return CAPTION

    @property
    def table(self) -> Table:
        """The same as a table, one row per rule."""
        columns = [Column("name", "Rule"), Column("value", "Value"), Column("since", "In force since", "date")]
        columns.append(Column("reference", "Reference"))
        rows = [{column.key: getattr(rule, column.key) for column in columns} for rule in self.rules]
        return Table(CAPTION, columns, rows, empty="no rule was used.")

    def body(self) -> dict[str, Any]:
        return {"table": self.table.json()}

    def html(self) -> str:
        return f'<div class="al-block al-tabular al-rules" id="{self.id}">{self.table.grid(self.id)}</div>'


@dataclass(frozen=True, repr=False)
class EndMark(Block):
    """The last thing a report shows: proof that every cell ran. nonce: the run's own word. Documents leave it out."""

    kind: ClassVar[str] = "end"
    nonce: str

    def __post_init__(self) -> None:
        fix(self, nonce=required(self.nonce, "The end mark's nonce"))

    @property
    def heading(self) -> str:
        return ""

    @property
    def id(self) -> str:
        return "end"

    def body(self) -> dict[str, Any]:
        return {"nonce": self.nonce}

    def html(self) -> str:
        return f'<span hidden id="{self.id}">{escaped(self.nonce)}</span>'
