"""How are a city's answers set beside the expected files?"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from attendlib.intake import OpenCity
from attendlib.measures import Asked

FILES = {
    "enrolment": "enrolments",
    "school": "schools",
    "phase": "phases",
    "year_group": "year_groups",
    "fsm": "fsm",
    "city": "city",
}
"""Each grouping and the file that holds its expected answer."""
OUTCOMES = ("accepted", "rejected", "duplicate", "missing")


def expected(northgate: Path, name: str) -> pd.DataFrame:
    """One of the expected files, all text."""
    return pd.read_csv(northgate / "expected" / f"{name}.csv", dtype=str, keep_default_na=False)


def measured(city: OpenCity, by: str, columns: Sequence[str]) -> pd.DataFrame:
    """The city's own answer as text, in order of its keys."""
    asked = Asked((by,), city.window())
    keys = list(asked.keys)
    frame = city.answer(asked).to_pandas().astype(dict.fromkeys(keys, str))
    return frame.astype(str)[list(columns)].sort_values(keys, ignore_index=True)


def assert_measures(city: OpenCity, northgate: Path, by: str) -> None:
    """Fail unless the measures by one grouping are exactly the expected ones."""
    want = expected(northgate, FILES[by])
    keys = list(Asked((by,), city.window()).keys)
    want = want.sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(measured(city, by, list(want)), want, check_dtype=False)
    assert len(want) > 0


def accounted(city: OpenCity, columns: Sequence[str]) -> pd.DataFrame:
    """One row per register file: outcomes, and findings counted by rule from the findings themselves."""
    found = Counter((finding.urn, finding.rule) for finding in city.findings())
    rows = [
        {name: getattr(a, name) if name in OUTCOMES else found[a.urn, name] for name in columns[1:]} | {"urn": a.urn}
        for a in city.accounts
    ]
    return pd.DataFrame(rows)[list(columns)].astype(str)
