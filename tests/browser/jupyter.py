"""Which JupyterLab do the tests open, and what does an analyst do in it?

A server of the tests' own: on loopback, on a port that was free, with its own token and settings. Its notebooks are
copies without outputs, beside a copy of the bundled city, so that whatever they show was shown in there.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

import attendlib
from attendlib.places import shipped

PATIENCE = 240
"""Seconds for the server to start, and for a notebook to run to its end, on a busy machine."""

SETTINGS = (
    "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)  # fmt: skip
"""A port that is free, and nothing asked of anybody outside."""

LAST = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].at(-1).textContent"
"""What stands before the last cell: ``[*]:`` from the choice in the menu until it has run, then its number."""


def bench(folder: Path) -> None:
    """The notebooks without what they showed, and the bundled city, as they stand beside each other."""
    shutil.copytree(
        shipped("params", "runs", "demo"), folder / "params/runs/demo", ignore=shutil.ignore_patterns(".attendlib")
    )
    (folder / "notebooks").mkdir()
    for place in shipped("notebooks").glob("*.ipynb"):
        book = nbformat.read(place, as_version=4)
        for cell in book.cells:
            if cell.cell_type == "code":
                cell.update(outputs=[], execution_count=None)
        nbformat.write(book, folder / "notebooks" / place.name)


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address, which ends in a slash, and what it asks for to let anybody in."""

    url: str
    token: str

    def opened(self, browser: Any, name: str) -> "Lab":
        """A notebook in a window of its own, with its kernel ready."""
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{self.url}lab/tree/notebooks/{name}.ipynb?reset&token={self.token}")
        lab, began = Lab(page), time.monotonic()
        while not any(session["kernel"]["connections"] for session in self.asked(lab, "sessions")):
            assert time.monotonic() - began < PATIENCE, "no kernel was started"
            page.wait_for_timeout(200)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for(timeout=PATIENCE * 1000)
        return lab

    def asked(self, lab: "Lab", what: str) -> Any:
        """What the server's own interface says: ``sessions``, ``contents/…``."""
        return lab.page.request.get(f"{self.url}api/{what}?token={self.token}").json()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """JupyterLab with ``folder`` as its root; at the end it is stopped, and its kernels with it."""
    token, held = secrets.token_hex(16), folder / "jupyter"
    of_its_own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
                  "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "ATTENDLIB_STORE")  # fmt: skip
    environment = os.environ | {name: str(held / name) for name in of_its_own}
    environment |= {"JUPYTER_TOKEN": token, "PYTHONPATH": str(Path(attendlib.__file__).parents[1])}
    command = [sys.executable, "-m", "jupyter", "lab", *SETTINGS, f"--ServerApp.root_dir={folder}"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        yield Server(_address(server, held / "JUPYTER_RUNTIME_DIR", folder / "server.log"), token)
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _address(server: "subprocess.Popen[bytes]", runtime: Path, log: Path) -> str:
    """Where the server says that it is, once it answers."""
    began = time.monotonic()
    while not (said := list(runtime.glob("jpserver-*.json"))):
        assert server.poll() is None, log.read_text()
        assert time.monotonic() - began < PATIENCE, log.read_text()
        time.sleep(0.1)
    return str(json.loads(said[0].read_text())["url"])


@dataclass(frozen=True)
class Lab:
    """An open notebook in a window."""

    page: Any

    def run_all(self) -> None:
        """*Run → Run All Cells*, and wait until the last one has ended."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        self.page.wait_for_function(f"{LAST}.includes('*')")
        self.page.wait_for_function(f"/\\d/.test({LAST})", timeout=PATIENCE * 1000)
        self.page.locator("[id=end]").wait_for(state="attached")

    def change(self, name: str, old: str, new: str) -> None:
        """Write another word into the line of a parameter."""
        line = self.page.locator(".jp-CodeCell").first.locator(".cm-line", has_text=f"{name} = ")
        line.get_by_text(old).dblclick()
        self.page.keyboard.type(new)

    def told(self, selector: str) -> list[str]:
        """The text of every element of the outputs."""
        found: list[str] = self.page.locator(f".jp-OutputArea-output {selector}").all_text_contents()
        return found
