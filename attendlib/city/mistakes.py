"""What is wrong with a city file or its tables, and where?

Mistakes are collected, so that a person mends them all in one go, then raised as one CityError. A mistake names its
file, line and column and how to mend it, never what stood in the cell.
"""

from dataclasses import dataclass, field

from attendlib.errors import CityError


@dataclass
class Mistakes:
    """The mistakes found so far, in order of discovery."""

    found: list[str] = field(default_factory=list)

    def add(self, file: str, line: int, what: str, mend: str) -> None:
        """One mistake. ``line`` is the line of the YAML file or the row of the table, from 1; 0 = the whole file."""
        where = f"{file}, line {line}" if line else file
        self.found.append(f"{where}: {what} — {mend}")

    def stop_if_any(self) -> None:
        """Raise CityError with every mistake, if there is one. The same mistake on many rows is told once, with the
        first row and the count."""
        if self.found:
            count = "1 mistake" if len(self.found) == 1 else f"{len(self.found)} mistakes"
            raise CityError("\n".join([f"The city cannot be read: {count}.", *self._grouped()]))

    def _grouped(self) -> list[str]:
        groups: dict[str, list[str]] = {}
        for text in self.found:
            where, _, rest = text.partition(": ")
            groups.setdefault(f"{where.split(', line ')[0]}: {rest}", []).append(text)
        return [
            f"  {same[0]}" + (f" ({len(same) - 1} more rows with the same)" if len(same) > 1 else "")
            for same in groups.values()
        ]
