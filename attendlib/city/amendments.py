"""Which amendments of its registers has a city written down?"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from attendlib.city.mistakes import Mistake, Mistakes
from attendlib.city.rows import rows

COLUMNS = (
    "urn",
    "upn",
    "date",
    "session",
    "original",
    "amended",
    "reason",
    "amended_on",
    "name",
    "position",
)
"""The columns of the amendments table."""

Day = date
"""A day, where a field is called date."""


@dataclass(frozen=True)
class Amendment:
    """One amendment of one entry, as the table has it; ``row`` is its row there. name, position: who made it.

    Every text may be empty, and the day of the amendment None: what is lacking is told, not guessed."""

    urn: str
    upn: str
    date: Day
    session: str
    original: str
    amended: str
    reason: str
    amended_on: Day | None
    name: str
    position: str
    row: int

    @property
    def entry(self) -> tuple[str, str, Day, str]:
        """The entry of the register that it is about."""
        return self.urn, self.upn, self.date, self.session


def read_amendments(path: Path, name: str, mistakes: Mistakes) -> tuple[tuple[Amendment, ...], tuple[Mistake, ...]]:
    """One Amendment a row in file order, and what is wrong with rows that cannot be read: those stop nobody. A row
    whose day of amendment is no date is an Amendment all the same."""
    found, aside = [], Mistakes()
    for row in rows(path, name, COLUMNS, mistakes, of_rows=aside):
        day, amended_on = row.day("date"), row.day("amended_on", needed=False)
        if day:
            texts = {column: row.text(column) for column in COLUMNS if column not in ("date", "amended_on", "session")}
            session = row.text("session").upper()
            found.append(Amendment(date=day, amended_on=amended_on, session=session, row=row.number, **texts))
    return tuple(found), tuple(aside.found)
