"""What has a person written into an approval list?"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from attendlib.casework.record.entry import Entry, Refused
from attendlib.casework.standing import Policy
from attendlib.city.mistakes import Mistakes
from attendlib.city.rows import Row, rows

NEEDED = ("number", "urn", "upn", "step", "approved_by", "sent_on", "outcome")
USUAL = "sent"
"""The outcome of a letter whose outcome was left empty."""


@dataclass
class Approved:
    """entries: the letters that were sent · refused: rows that cannot be right · waiting: how many rows have no day on
    which they were sent · without_name: how many were sent by nobody's approval."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    waiting: int = 0
    without_name: int = 0


def approved(path: Path, policy: Policy) -> Approved:
    """The rows of the list with a day in ``sent_on``. Raises CityError for a file that is no such list."""
    mistakes, found = Mistakes(), Approved()
    for row in rows(path, path.name, NEEDED, mistakes):
        source = f"{path.name}, row {row.number}"
        if not row.text("sent_on"):
            found.waiting += 1
            if row.text("outcome"):
                mend = "give the day on which it was sent, or clear the outcome"
                found.refused.append(Refused(source, "it has an outcome and no day in sent_on", mend))
            continue
        read = _entry(row, source, policy)
        if isinstance(read, Refused):
            found.refused.append(read)
            continue
        found.entries.append(read)
        found.without_name += not row.text("approved_by")
    mistakes.stop_if_any()
    return found


def _entry(row: Row, source: str, policy: Policy) -> Entry | Refused:
    if not row.text("number"):
        mend = "if a letter was sent all the same, record it by itself: attendlib record --pupil …"
        return Refused(source, "no letter was drafted, because the pupil is on hold", mend)
    day = _day(row.text("sent_on"))
    if day is None:
        return Refused(source, "sent_on is not a date", "write it as 2026-03-27 or 27/03/2026")
    outcome = row.text("outcome").lower() or (USUAL if USUAL in policy.says.outcomes.done else "")
    if not outcome:
        return Refused(source, "outcome is empty", f"write one of {', '.join(policy.says.outcomes.done)}")
    return Entry(row.text("urn"), row.text("upn"), day, row.text("step").lower(), outcome, source)


def _day(text: str) -> date | None:
    """YYYY-MM-DD; or DD/MM/YYYY, which is what a spreadsheet in Britain makes of it. Nothing else is guessed."""
    parts = text.split("-") if "-" in text else text.split("/")[::-1]
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
