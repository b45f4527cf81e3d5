"""Which browser do the tests use, and which pages do they open?"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from absent import absent
from documents.every_block import all_blocks, index, notebook

from attendlib.documents.html import to_html
from attendlib.places import shipped

CHROMIUM = Path(os.environ.get("ATTENDLIB_CHROMIUM", "/usr/bin/chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium. Without it the tests are skipped, and say so; on the build server that is a failure."""
    if not CHROMIUM.is_file():
        absent(f"there is no browser at {CHROMIUM}: install Chromium or set ATTENDLIB_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of page, as files: a report with every block, the index of a run in which a report failed, and the
    page of each notebook as committed."""
    folder = tmp_path_factory.mktemp("pages")
    made = {"report": to_html(notebook(all_blocks())), "index": index()}
    for place in shipped("notebooks").glob("*.ipynb"):
        made[place.stem] = to_html(nbformat.read(place, as_version=4))
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}
