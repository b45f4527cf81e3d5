"""Which notebooks and which city do a run's tests have?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from batches import (
    PARAMETERS,
    Batch,
    Clean,
    batch,
    clean,
    last_week,
    own,
    three_schools,
    undisturbed,
    used,
    write_notebook,
)
from tiny import TinyCity

from attendlib.batch import Plan, RunSettings, plan_for
from attendlib.intake import open_city

__all__ = ["Batch", "Clean", "batch", "clean", "last_week", "own", "three_schools", "undisturbed", "used"]

SHOW = "from attendlib.report.blocks import EndMark, Title\nTitle('Report', restricted=True)"
END = "EndMark(run)"

PRIVATE = """
import json, os
from ipykernel.connect import get_connection_info
told = json.loads(get_connection_info())
assert (told["transport"], os.path.isabs(told["ip"])) == ("ipc", True)
assert os.stat(os.path.dirname(told["ip"])).st_mode & 0o077 == 0
"""
"""Fails unless the kernel is spoken to through files in a folder that is its owner's alone."""

OF_SCHOOL = {"good": [SHOW, END], "private": [SHOW, PRIVATE, END]}
"""What the cells of each notebook of a school do after the parameters."""

FAIL = {
    "raises": ([SHOW, "raise ValueError('no')", END], "cell [3] ended in ValueError"),
    "no_end": ([SHOW, "1"], "the end of the notebook was not reached"),
    "another_end": ([SHOW, "EndMark('of another run')"], "the end of the notebook was not reached"),
    "no_title": ([SHOW.rsplit("\n", 1)[0], END], "The notebook shows no title"),
    "ends_worker": ([SHOW, "import os\nos.kill(os.getppid(), 9)", END], "its process ended"),
}
"""The same of notebooks of the city that fail, and what is told of each."""

Planned = Callable[..., Plan]


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of small notebooks in place of those that travel with the package."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name, sources in OF_SCHOOL.items():
        write_notebook(folder / f"{name}.ipynb", PARAMETERS + 'urn = ""  # text: the school', sources)
    for name, sources in {"whole": [SHOW, END], **{name: sources for name, (sources, _) in FAIL.items()}}.items():
        write_notebook(folder / f"{name}.ipynb", PARAMETERS, sources)
    monkeypatch.setattr("attendlib.batch.plan.shipped", lambda *parts: folder)
    return folder


@pytest.fixture
def two_schools(tiny_city: TinyCity) -> TinyCity:
    """One pupil each at two schools."""
    tiny_city.pupil("/*18 I*2")
    tiny_city.pupil("/*20", urn="999002")
    tiny_city.as_of = "2025-09-12"
    return tiny_city


@pytest.fixture
def planned(two_schools: TinyCity, notebooks: Path, tmp_path: Path) -> Planned:
    """``planned("good", "private")``: these notebooks for each school."""

    def plan(*names: str, city: tuple[str, ...] = (), **settings: object) -> Plan:
        asked = RunSettings.model_validate(
            {"city": two_schools.write(), "out": tmp_path / "out", "notebooks": {"school": names, "city": city}}
            | settings
        )
        return plan_for(asked, open_city(asked.city))

    return plan
