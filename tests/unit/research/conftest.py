"""Which invented city do these tests study?"""

from pathlib import Path

import pytest

from attendlib.intake import OpenCity, open_city
from attendlib.synth import make_city

SIZE = {"schools": 12, "pupils": 2400, "seed": 5}
"""Large enough for what is planted to be found, small enough to be made in seconds."""


@pytest.fixture(scope="session")
def planted_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a city without faults in its registers."""
    folder = tmp_path_factory.mktemp("planted")
    make_city(folder, **SIZE, faults=False)
    return folder


@pytest.fixture(scope="session")
def planted(planted_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenCity:
    """The same, read and checked, with a store of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        return open_city(planted_folder / "city.yaml")
