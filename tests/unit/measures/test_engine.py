"""Does the engine keep to itself how long it takes, and within its memory?"""

import os
import subprocess
import sys
from pathlib import Path

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


LARGE = """
import resource
from pathlib import Path
import tempfile
from attendlib.measures import engine
engine.MOST_MEMORY = "150MB"
base = engine.connection().con
(folder,) = Path(tempfile.gettempdir()).glob("attendlib-*")
assert folder.stat().st_mode & 0o077 == 0
groups = "SELECT range AS a, hash(range)::TEXT AS b, count(*) AS c FROM range(4_000_000) GROUP BY ALL"
print(base.execute(f"SELECT count(*), sum(c)::INT FROM ({groups})").fetchone())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 700_000)
"""


def test_what_has_no_room_in_memory_goes_on_on_the_disk(tmp_path: Path) -> None:
    """Within the limit, in a folder that nobody else can read, of which nothing is left."""
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, env=environment, check=False)
    assert ended.stdout.split("\n")[:2] == ["(4000000, 4000000)", "True"], ended.stderr
    assert list(tmp_path.iterdir()) == []
