"""Does what is not asked for stay unloaded?"""

import os
import subprocess
import sys
from pathlib import Path

import attendlib

HEAVY = {"ibis", "duckdb", "matplotlib", "seaborn", "scipy", "nbconvert", "papermill"}


def loaded(program: str) -> str:
    """Which of HEAVY a program loads, in a process of its own."""
    told = f"import sys\n{program}\nprint(*{HEAVY} & set(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(Path(attendlib.__file__).parents[1])}
    ran = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_the_parts_of_a_report_load_no_engine_and_no_drawing_library() -> None:
    """A notebook whose answers the store keeps starts without them; so does every command that only shows something."""
    assert loaded("from attendlib import report") == ""


def test_the_page_of_all_documents_is_made_without_any_of_them() -> None:
    """Nothing in it comes from a notebook."""
    assert loaded("from attendlib.documents.index import index_page\nindex_page('Reports', [], [])") == ""
