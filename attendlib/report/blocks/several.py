"""How does one cell show several blocks, one after the other?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attendlib.report.blocks.block import Block


@dataclass(frozen=True, repr=False)
class Several:
    """Blocks that belong together, such as a table for each house. Displayed, each is an output of its own, so that a
    document takes them as if each had had its cell."""

    blocks: Sequence[Block]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.blocks:
            display(block)

    def __repr__(self) -> str:
        return f"<{len(self.blocks)} blocks>"
