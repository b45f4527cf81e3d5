"""Does what is not asked for stay unloaded?"""

import os
import subprocess
import sys
from pathlib import Path

import attendlib


def test_the_parts_of_a_report_load_no_engine_and_no_drawing_library() -> None:
    """A notebook whose answers the store keeps starts without them; so does every command that only shows something."""
    program = (
        "import sys; from attendlib import report\n"
        "print({'ibis', 'duckdb', 'matplotlib', 'seaborn', 'scipy', 'nbconvert', 'papermill'} & set(sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(attendlib.__file__).parents[1])}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
