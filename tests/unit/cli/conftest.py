"""Which cities does a test of the commands start from?"""

from pathlib import Path

import pytest
from keyboard import Said, Typed
from tiny import TinyCity

__all__ = ["Said", "Typed"]


@pytest.fixture
def sound(tiny_city: TinyCity) -> Path:
    """A city in whose registers nothing is wrong: two schools, three pupils, ten school days."""
    tiny_city.pupil("/*20", surname="Canaryname", year_group="5")
    tiny_city.pupil("/*16 I*4", surname="=SUM(1)", year_group="6")
    tiny_city.pupil("/*10 O*10", urn="999002", year_group="7")
    tiny_city.phases["999002"] = "secondary"
    tiny_city.as_of = "2025-09-12"
    return tiny_city.write()


@pytest.fixture
def faulty(tiny_city: TinyCity) -> Path:
    """A city with one mark that is in no code set, and one at a school whose register is there but cannot be read."""
    upn = tiny_city.pupil("/*18", surname="Canaryname")
    tiny_city.record(upn, "2025-09-12", "AM", "@")
    tiny_city.record(upn, "2025-09-12", "PM", "Canaryname")
    tiny_city.as_of = "2025-09-12"
    return tiny_city.write()
