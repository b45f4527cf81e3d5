"""How are a folder's finished documents put in their place, with the ledger true at every moment?

First the documents are on the disk, then the ledger says what is about to happen, then it happens, in one step, then
the ledger says that it has. Whenever that is cut short, the next run finishes it or takes it back.
"""

from collections.abc import Iterable, Sequence

from attendlib.batch.ledger import Entry, Ledger
from attendlib.batch.publish import Desk
from attendlib.intake.changed import sha256_of


def commit(desk: Desk, ledger: Ledger, folder: str, entries: Sequence[Entry]) -> list[str]:
    """Put what is staged for a folder in its place; returns the names of files there that are not ours and were kept.
    Raises OSError or RunError where it cannot be, and leaves everything as it was."""
    made, known = {entry.key for entry in entries}, ledger.entries_of(folder)
    place = desk.out / folder
    unchanged = [
        name
        for entry in known
        if entry.key not in made
        for name, sha256 in entry.files.items()
        if (place / name).is_file() and sha256_of(place / name) == sha256
    ]
    number = desk.gather(folder, unchanged)
    ledger.intend(folder, number, entries)
    try:
        desk.swap(folder)
    except OSError:
        if not desk.holds(folder, number):
            ledger.withdraw(folder)
        raise
    return _settle(desk, ledger, folder, entries, known)


def recover(desk: Desk, ledger: Ledger) -> None:
    """Finish or take back what a run that was cut short had begun."""
    for folder, (number, entries) in ledger.intents().items():
        if desk.finish(folder, number):
            _settle(desk, ledger, folder, entries, ledger.entries_of(folder))
        else:
            ledger.withdraw(folder)


def _settle(desk: Desk, ledger: Ledger, folder: str, entries: Sequence[Entry], known: Iterable[Entry]) -> list[str]:
    kept = desk.carry_over(folder, {name: sha256 for entry in known for name, sha256 in entry.files.items()})
    ledger.settle(folder, entries)
    return kept
