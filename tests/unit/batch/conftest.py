"""Which notebooks does a run's test have?"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from tiny import TinyCity

from attendlib.batch import Plan, RunSettings, plan_for
from attendlib.intake import open_city

CANARY = "Canaryname"
"""A pupil's name, which nothing that a run says may repeat."""

PARAMETERS = {
    "school": 'city_file = ""  # text: the city file\nurn = ""  # text: the school\nas_of = ""\nrun = ""',
    "city": 'city_file = ""  # text: the city file\nas_of = ""\nrun = ""',
}
SHOW = "from attendlib.report.blocks import EndMark, Title\nTitle('Report', restricted=True)"
END = "EndMark(run)"

ALONE = """
import json, os
from ipykernel.connect import get_connection_info
told = json.loads(get_connection_info())
assert (told["transport"], os.path.isabs(told["ip"])) == ("ipc", True)
assert os.stat(os.path.dirname(told["ip"])).st_mode & 0o077 == 0
"""
"""Fails unless the kernel is spoken to through files in a folder that is its owner's alone."""

SOURCES = {
    "good": [SHOW, END],
    "raises": [SHOW, f"raise ValueError('no mark for {CANARY}')", END],
    "deliberate": [
        SHOW,
        "from attendlib.errors import MeasureError\nraise MeasureError('ask for a day of the year')",
        END,
    ],
    "leaves": [SHOW, "import sys\nsys.exit(0)", END],
    "dies": [SHOW, "import os\nos._exit(0)", END],
    "no_end": [SHOW, "1"],
    "another_end": [SHOW, "EndMark('of another run')"],
    "alone": [SHOW, ALONE, END],
    "no_title": [SHOW.rsplit("\n", 1)[0], END],
}
"""What the cells of each notebook do after the parameters."""

Planned = Callable[..., Plan]


def write_notebook(place: Path, parameters: str, sources: list[str]) -> None:
    """A notebook of code cells, the first tagged ``parameters``."""
    tagged = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=[tagged, *map(new_code_cell, sources)], metadata={"kernelspec": kernel})
    nbformat.write(notebook, place)


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of small notebooks in place of those that travel with the package."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name, sources in SOURCES.items():
        write_notebook(folder / f"{name}.ipynb", PARAMETERS["school"], sources)
    write_notebook(folder / "whole.ipynb", PARAMETERS["city"], SOURCES["good"])
    monkeypatch.setattr("attendlib.batch.plan.shipped", lambda *parts: folder)
    return folder


@pytest.fixture
def two_schools(tiny_city: TinyCity) -> TinyCity:
    """One pupil each at two schools of the same name."""
    tiny_city.pupil("/*18 I*2", surname=CANARY)
    tiny_city.pupil("/*20", urn="999002", surname=CANARY)
    tiny_city.as_of = "2025-09-12"
    return tiny_city


@pytest.fixture
def planned(two_schools: TinyCity, notebooks: Path, tmp_path: Path) -> Planned:
    """``planned("good", "raises")``: these notebooks for each school, made one after the other."""

    def plan(*names: str, city: tuple[str, ...] = (), **settings: object) -> Plan:
        asked = RunSettings.model_validate(
            {
                "city": two_schools.write(),
                "out": tmp_path / "out",
                "notebooks": {"school": names, "city": city},
                "workers": 1,
            }
            | settings
        )
        return plan_for(asked, open_city(asked.city))

    return plan


Clean = Callable[..., Any]


@pytest.fixture(scope="session")
def clean() -> Iterator[Clean]:
    """``clean(function, *given)`` calls it in a process without threads, as the batch forks from one."""
    before, alone = dict(os.environ), ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    os.environ.update(OPENBLAS_NUM_THREADS="1", JE_ARROW_MALLOC_CONF="background_thread:false")
    try:
        assert alone.submit(os.getpid).result()
    finally:
        os.environ.clear()
        os.environ.update(before)
    with alone:
        yield lambda function, *given, **named: alone.submit(function, *given, **named).result()
