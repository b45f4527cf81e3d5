"""What did a tracker that was written earlier say was due?"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from attendlib.errors import ListError

Earlier = Mapping[tuple[str, str], str]
"""The step that was due, for each enrolment that was on it."""


def read_earlier(path: Path) -> dict[tuple[str, str], str]:
    """What a tracker that was written as CSV said was due. Raises ListError where the file is none."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return _due_by(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise ListError(f"{path} cannot be read: give the CSV file that `attendlib list tracker -o` wrote.") from None
    except KeyError as missing:
        raise ListError(
            f"{path} has no column {missing}: give the CSV file that `attendlib list tracker -o` wrote."
        ) from None


def _due_by(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    return {(row["urn"], row["upn"]): row["due"] for row in rows}
