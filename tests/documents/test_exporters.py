"""Does nbconvert make the same four documents, and every process the same bytes?"""

import json
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.writers import FilesWriter

from attendlib.documents import FORMATS
from attendlib.documents.exporter import ReportExporter
from attendlib.documents.faults import ExportError
from attendlib.documents.shown import shown
from attendlib.report import blocks
from attendlib.report.blocks import Block, Section, Title, Words
from documents.every_block import all_blocks, notebook

ROOT = Path(__file__).parents[2]
ENTRIES: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][
    "nbconvert.exporters"
]


@cache
def book() -> Any:
    """A notebook that shows every block."""
    return notebook(all_blocks())


def exporter(name: str) -> type[ReportExporter]:
    """The exporter that nbconvert finds by the name of an entry point."""
    module, _, own = ENTRIES[name].partition(":")
    found = getattr(import_module(module), own)
    assert get_exporter(f"{module}.{own}") is found
    return found


def test_every_format_has_an_exporter() -> None:
    """By the name of its format, for ``jupyter nbconvert --to``."""
    assert {f"attendlib-{name}" for name in FORMATS} == set(ENTRIES)


@pytest.mark.parametrize("name", FORMATS)
def test_nbconvert_makes_the_same_file(name: str, tmp_path: Path) -> None:
    """Reading a notebook from its file and writing the document beside it."""
    place = tmp_path / "report.ipynb"
    nbformat.write(book(), place)
    made, resources = exporter(f"attendlib-{name}")().from_filename(str(place))
    form = FORMATS[name]
    assert resources["output_extension"] == form.suffix
    written = FilesWriter(build_directory=str(tmp_path)).write(made, resources, notebook_name="report")
    assert Path(written) == tmp_path / f"report{form.suffix}"
    assert Path(written).read_bytes() == form.make(book())


@pytest.mark.parametrize("name", FORMATS)
def test_a_title_can_be_given(name: str) -> None:
    """For a notebook that shows none, which is an error without."""
    bare = notebook([Words(["A."])])
    with pytest.raises(ExportError, match="no title"):
        exporter(f"attendlib-{name}")().from_notebook_node(bare)
    made, _ = exporter(f"attendlib-{name}")(title="Given").from_notebook_node(bare)
    assert made


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_refuses_what_the_page_refuses(name: str) -> None:
    """A failed cell and a skipped level of headings stop every export."""
    convert = FORMATS[name].make
    with pytest.raises(ExportError, match="level 3"):
        convert(_without_prose([Title("A"), Section("Deep", level=3)]))
    failed = notebook([Title("A")])
    failed.cells[1].outputs.append(nbformat.v4.new_output("error", ename="ValueError", evalue="CANARY", traceback=[]))
    with pytest.raises(ExportError, match="ValueError"):
        convert(failed)


def _without_prose(shown: list[Block]) -> Any:
    book = notebook(shown)
    del book.cells[0]
    return book


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_block_has_a_form(name: str) -> None:
    """A new block cannot be forgotten: all kinds that there are stand in the notebook of every block."""
    kinds = {
        own.kind
        for own in vars(blocks).values()
        if isinstance(own, type) and issubclass(own, Block) and own is not Block
    }
    assert {item.kind for item in shown(book())} - {"prose"} == kinds
    assert FORMATS[name].make(book())


def test_the_same_bytes_in_another_process() -> None:
    """Two processes with different hash seeds, time zones and languages make the same four documents and
    the same index."""
    program = (
        "import json, sys, hashlib; sys.path[:0] = json.loads(sys.argv[1])\n"
        "from documents.every_block import all_blocks, index, notebook\n"
        "from attendlib.documents import FORMATS\n"
        "book = notebook(all_blocks())\n"
        "made = [*(each.make(book) for each in FORMATS.values()), index().encode()]\n"
        "print([hashlib.sha256(one).hexdigest() for one in made])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, json.dumps(sys.path)],
            env={"PYTHONHASHSEED": seed, "PATH": "", "TZ": zone, "LC_ALL": language, "HOME": "/nowhere"},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone, language in (("1", "Europe/London", "C.UTF-8"), ("2", "Pacific/Auckland", "C"))
    }  # fmt: skip
    assert len(seen) == 1
