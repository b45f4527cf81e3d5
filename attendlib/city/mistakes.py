"""What is wrong with a city file or its tables, and where?

Mistakes are collected, so that a person mends them all in one go, then raised as one CityError. A mistake names its
file, line and column and how to mend it, never what stood in the cell. A remark is told but stops nobody.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from attendlib.errors import CityError


class Mistake(NamedTuple):
    """``line`` is the line of the YAML file or the row of the table, from 1; 0 = the whole file. column: of a table,
    where it is about one cell · urn: what the row gives as its school, where it has that column."""

    file: str
    line: int
    what: str
    mend: str
    column: str = ""
    urn: str = ""

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.told} — {self.mend}"

    @property
    def told(self) -> str:
        """What is wrong, with the column."""
        return f"column {self.column}: {self.what}" if self.column else self.what


@dataclass
class Mistakes:
    """The mistakes and remarks so far, in order of discovery."""

    found: list[Mistake] = field(default_factory=list)
    remarks: list[Mistake] = field(default_factory=list)

    def add(self, file: str, line: int, what: str, mend: str, *, column: str = "", urn: str = "") -> None:
        """One mistake: the city cannot be read until it is mended."""
        self.found.append(Mistake(file, line, what, mend, column, urn))

    def remark(self, file: str, what: str, mend: str) -> None:
        """Something about a whole file that a person should look at, though it was read."""
        self.remarks.append(Mistake(file, 0, what, mend))

    def any_in(self, file: str) -> bool:
        """Whether there is a mistake in that file."""
        return any(mistake.file == file for mistake in self.found)

    def stop_if_any(self) -> None:
        """Raise CityError with every mistake, if there is one. The same mistake on many rows is told once, with the
        first row and the count."""
        if self.found:
            count = "1 mistake" if len(self.found) == 1 else f"{len(self.found)} mistakes"
            raise CityError("\n".join([f"The city cannot be read: {count}.", *self._grouped()]))

    def _grouped(self) -> list[str]:
        groups: dict[tuple[str, str, str], list[Mistake]] = {}
        for mistake in self.found:
            groups.setdefault((mistake.file, mistake.told, mistake.mend), []).append(mistake)
        return [
            f"  {same[0]}" + (f" ({len(same) - 1} more rows with the same)" if len(same) > 1 else "")
            for same in groups.values()
        ]
