"""Can other programs load what the installation tells them of, whichever of them begins?"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
PLACES = [(group, name, place) for group, names in TOLD.items() for name, place in names.items()]
ASKED = {
    "papermill.engine": "from papermill.engines import papermill_engines; papermill_engines.get_engine({name!r})",
    "nbconvert.exporters": "from nbconvert.exporters import get_exporter; get_exporter({name!r})",
}
"""How the program of each group asks for what stands in it."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that says of attendlib what a fresh installation of it says: the one in use may be of an older day."""
    folder = tmp_path_factory.mktemp("installed")
    told = folder / "attendlib-0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: attendlib\nVersion: 0\n", encoding="utf-8")
    (told / "entry_points.txt").write_text("\n".join(_lines()), encoding="utf-8")
    return folder


def _lines() -> Iterator[str]:
    for group, names in TOLD.items():
        yield f"[{group}]"
        yield from (f"{name} = {place}" for name, place in names.items())


def run(installed: Path, code: str) -> None:
    """Fail where the code does, in a process that has loaded nothing yet."""
    path = os.pathsep.join([str(installed), str(ROOT)])
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("group", "name", "place"), PLACES)
def test_the_program_finds_it(installed: Path, group: str, name: str, place: str) -> None:
    """A name given to papermill or nbconvert leads to the class that it stands for."""
    module, _, what = place.partition(":")
    run(installed, f"{ASKED[group].format(name=name)}; from {module} import {what}")


@pytest.mark.parametrize("module", sorted({place.partition(":")[0] for _, _, place in PLACES}))
def test_it_may_be_loaded_first(installed: Path, module: str) -> None:
    """Each module that is told of can be the first that a process loads, though papermill then loads it in turn."""
    run(installed, f"import {module}")


def test_the_process_that_makes_reports_loads(installed: Path) -> None:
    """A run's reports are made by a process that loads all they need, in a fresh installation as in this one."""
    run(installed, "from attendlib.batch.nursery import load; load()")
