"""Where do the tests find the published evidence they check against?"""

import os
from pathlib import Path

import pytest
from absent import absent
from keyboard import typed
from law import law
from tiny import TinyCity, tiny_city

__all__ = ["TinyCity", "law", "tiny_city", "typed"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shelf of published figures and known answers: ``ATTENDLIB_SHARED``, or ``shared`` beside the project.

    A test that needs it is skipped, with this reason, where it is absent; on the build server that is a failure."""
    place = Path(os.environ.get("ATTENDLIB_SHARED", ROOT.parent / "shared"))
    if not place.is_dir():
        absent("the shelf of published figures is not here: set ATTENDLIB_SHARED to its folder")
    return place


@pytest.fixture(scope="session")
def northgate(shared: Path) -> Path:
    """The folder of the synthetic city with known answers."""
    return shared / "registers" / "northgate"
