"""How does a table reach a file or the screen?"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attendlib.errors import OutputError
from attendlib.spreadsheet import write_rows

if TYPE_CHECKING:
    from attendlib.checks.finding import Finding


_opened: list[Path] = []
"""The city file that a command has opened, if any: nothing is written over it or over what it names."""


def keep(city: Path) -> None:
    """Write over no file of this city, which is the one that the command is about."""
    _opened[:] = [city]


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], output: Path | None) -> None:
    """The table as CSV, to ``output`` or the screen. Texts that a spreadsheet would run get a leading apostrophe; empty
    means no value. Raises OutputError where the file cannot be written, or is one that an opened city is made from."""
    if output is None:
        write_rows(columns, rows, sys.stdout)
        return
    _refuse_inputs(output)
    with _writable(output), output.open("w", encoding="utf-8", newline="") as file:
        write_rows(columns, rows, file)


def write_bytes(data: bytes, output: Path) -> None:
    """A document. Raises OutputError where the file cannot be written."""
    with _writable(output):
        output.write_bytes(data)


NAMED_ROWS = 10
"""How many of the rows of which something is so are named."""


@contextmanager
def _writable(output: Path) -> Iterator[None]:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError:
        raise OutputError(f"{output} cannot be written: name a file in a folder that you may write to.") from None


def _refuse_inputs(output: Path) -> None:
    from attendlib.city.said import files_of, read_city_file

    for city in _opened if output.exists() else ():
        told, _ = read_city_file(city)
        if any(output.resolve() == place.resolve() for place in files_of(city, told)):
            raise OutputError(f"{output} is a file of the city itself and would be lost: name another.")


def say(*lines: str) -> None:
    """Tell the person at the keyboard something that is not the result."""
    for line in lines:
        print(line, file=sys.stderr)


def say_findings(findings: "Iterable[Finding]") -> None:
    """Tell what is wrong with a table, beside the result that goes on without those rows: the same once, with the rows
    of which it is so."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for finding in findings:
        rows.setdefault((finding.file, finding.message, finding.mend), []).append(finding.row)
    for (file, message, mend), found in rows.items():
        end = "" if message.endswith("?") else "."
        say(f"{file}, {_rows(found)}: {message}{end} To mend it: {mend}.")


def _rows(numbers: Sequence[int]) -> str:
    """Some rows in words, the first ones by their number: ``row 3``; ``46 rows (3, 7, 9 …)``."""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    more = " …" if len(numbers) > NAMED_ROWS else ""
    return f"{len(numbers):,} rows ({', '.join(map(str, numbers[:NAMED_ROWS]))}{more})"


class Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, doing: str) -> None:
        self.doing, self.shown = doing, sys.stderr.isatty()

    def tell(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total``, the last of them ``name``."""
        if self.shown:
            filled = "█" * (24 * done // total)
            print(f"\r{self.doing} {filled:<24} {done} of {total}  {name[:40]:<40}", end="", file=sys.stderr)

    def close(self) -> None:
        """Leave an empty line behind."""
        if self.shown:
            print("\r" + " " * 100 + "\r", end="", file=sys.stderr)
