"""Which layouts of register files are there? One layout, one file: every module of this folder is one."""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from attendlib import names
from attendlib.readers.entries import Contents
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample


class Layout(Protocol):
    """What a module of this folder holds. The census layout's ``read`` gives totals instead (``CensusReturn``)."""

    NAME: str
    """What a city file calls it under ``layout:``: the name of its file."""
    TITLE: str
    """What it is called for a person."""
    NEEDS: tuple[str, ...]
    """What it is recognised by, as the file writes it."""

    def recognise(self, sample: Sample) -> bool:
        """Whether the file is of this layout and can be of no other, told from what it shows of itself."""

    def read(self, sample: Sample, options: ReadOptions) -> Contents:
        """The records of a file that it recognises. Raises LayoutError where reading on would mislead."""


LAYOUTS: Mapping[str, Layout] = {
    name: cast(Layout, import_module(f"attendlib.readers.layouts.{name}")) for name in names.LAYOUTS
}
"""Every layout by its name."""
