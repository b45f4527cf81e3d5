"""What do the tests have of each layout? A fixture and a test file, found by the layout's name.

What a test file calls ``written`` makes a file of that layout from any marks, so that whatever is tested of every
layout is tested of a new one. It is None, with the reason, where marks cannot be written so.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from marks import Mark

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.names import CENSUS_LAYOUT, LAYOUTS
from attendlib.readers import read
from attendlib.readers.source import load

TESTS = Path(__file__).parent
FIXTURES = TESTS / "fixtures" / "readers"
OF_MARKS = tuple(layout for layout in LAYOUTS if layout != CENSUS_LAYOUT)

Write = Callable[[Sequence[Mark]], bytes]


def fixture(layout: str) -> Path:
    """The small file of a layout, written by hand. Fails where there is not exactly one, and says what to add."""
    found = sorted(FIXTURES.glob(f"{layout}.*"))
    assert len(found) == 1, f"add one small file {layout}.<ending> to tests/fixtures/readers; there are {len(found)}"
    return found[0]


def own_tests(layout: str) -> Path:
    """Where the layout's own tests stand."""
    return TESTS / "unit" / "readers" / f"test_{layout}.py"


def kind(layout: str) -> str:
    """Delimited text, JSON, XML or workbook."""
    return load(fixture(layout)).kind


def _writers() -> dict[str, Write]:
    there = [layout for layout in OF_MARKS if own_tests(layout).is_file() and any(FIXTURES.glob(f"{layout}.*"))]
    found = {layout: getattr(import_module(f"unit.readers.test_{layout}"), "written", None) for layout in there}
    return {layout: write for layout, write in found.items() if write}


def _is_grid(layout: str) -> bool:
    """Whether a row holds several marks: then each says itself where it stood. A reader that cannot read its fixture
    fails in the tests of that, not wherever layouts are listed."""
    with suppress(LayoutError, UnreadableFile):
        return any(read(fixture(layout), "999001", layout).column.texts())
    return False


WRITERS = _writers()
"""Every layout in which marks can be written."""

GRIDS = {layout: write for layout, write in WRITERS.items() if _is_grid(layout)}
"""Those with a cell for each session, in which no session has two marks and one without a mark of ours has #."""

SINGLE = {layout: write for layout, write in WRITERS.items() if layout not in GRIDS}
"""Those with a record for each mark, which can hold anything that a register holds."""
