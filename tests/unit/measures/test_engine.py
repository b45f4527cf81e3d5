"""Does the engine keep to itself how long it takes?"""

import subprocess
import sys

ASK = """
import {how}
print({ask}.execute("SELECT current_setting('enable_progress_bar')").fetchone()[0])
"""


def asked(how: str, ask: str) -> str:
    """What a process without a script, as a notebook is, says of the engine's progress bar."""
    command = [sys.executable, "-c", ASK.format(how=how, ask=ask)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_no_progress_bar_in_a_notebook() -> None:
    """A long question shows nothing of itself, though DuckDB alone would show it there: outputs stay the same."""
    assert asked("duckdb", "duckdb.connect()") == "True"
    assert asked("attendlib.measures.engine as e", "e.connection().con") == "False"
