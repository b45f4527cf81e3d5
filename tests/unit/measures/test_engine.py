"""Does the engine keep to itself how long it takes, and within its memory?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
import sys, tempfile
from pathlib import Path
from attendlib.measures import engine
engine.MOST_MEMORY = sys.argv[1]
base = engine.connection().con
(folder,) = Path(tempfile.gettempdir()).glob("attendlib-*")
assert folder.stat().st_mode & 0o077 == 0
groups = "SELECT range AS a, hash(range)::TEXT AS b, count(*) AS c FROM range(4_000_000) GROUP BY ALL"
print(base.execute(f"SELECT count(*), sum(c)::INT FROM ({groups})").fetchone())
# getrusage would tell of the process that began this one where that is larger.
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def largest(most: str, folder: Path) -> int:
    """The peak memory in kB of a large count with so much room, all of which was right and put away."""
    command = [sys.executable, "-c", LARGE, most]
    ended = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"TMPDIR": str(folder)}, check=False
    )
    counted, peak, *_ = [*ended.stdout.split("\n"), "", ""]
    assert counted == "(4000000, 4000000)", ended.stderr
    assert list(folder.iterdir()) == []
    return int(peak)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is told by Linux alone")
def test_what_has_no_room_in_memory_goes_on_on_the_disk(tmp_path: Path) -> None:
    """Within the limit, in a folder that nobody else can read, of which nothing is left."""
    assert largest("150MB", tmp_path) < 0.9 * largest("1600MB", tmp_path)
