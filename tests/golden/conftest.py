"""How is the city with known answers opened without writing beside it?"""

from pathlib import Path

import pytest

from attendlib.intake import OpenCity, open_city


@pytest.fixture(scope="session")
def northgate_city(northgate: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenCity:
    """Northgate, read and checked once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        return open_city(northgate / "city.yaml")


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cities opened in the test keep their marks in the test's own folder."""
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path / "store"))
