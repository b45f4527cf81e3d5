"""Does the example of the README run?"""

import re
from pathlib import Path
from typing import Any

from attendlib.intake import OpenCity

ROOT = Path(__file__).parents[3]


def test_the_example_of_research_runs(planted: OpenCity) -> None:
    """On the invented city in place of the bundled one; the last line is an estimate, the rows used, cautions."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", readme, flags=re.MULTILINE | re.DOTALL)
    *lines, last = example.strip().splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines).replace("params/runs/demo/city.yaml", str(planted.city.path)), names)
    estimate, rows, cautions = eval(last, names)
    assert estimate.low < -0.3 < estimate.high
    assert rows.used + rows.left_out == rows.read == len(names["study"].frame)
    assert any("clusters" in words for words in cautions)
