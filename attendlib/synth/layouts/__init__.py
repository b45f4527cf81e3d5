"""How is an invented register written in the layout of the system that would have kept it?

One layout, one module, each with ``write(register, path)``; ``WRITERS`` says which, and how the file is called.
"""

from collections.abc import Callable
from pathlib import Path

from attendlib.synth.layouts import arbor, bromcom, ctf, grid, long, sims, wonde, xporter
from attendlib.synth.made import MadeRegister

WRITERS: dict[str, tuple[str, Callable[[MadeRegister, Path], None]]] = {
    "arbor_csv": ("arbor.csv", arbor.write),
    "bromcom_week_csv": ("bromcom-weeks.csv", bromcom.write),
    "wonde_json": ("wonde.json", wonde.write),
    "sims_xml": ("sims.xml", sims.write),
    "ctf_xml": ("ctf.xml", ctf.write),
    "xlsx_grid": ("grid.xlsx", grid.write),
    "xporter_json": ("xporter.json", xporter.write),
    "long_csv": ("long.csv", long.write),
}
"""By layout: the end of the file's name, and what writes it."""

__all__ = ["WRITERS"]
