"""How does a folder of documents take the place of the one before, so that a reader sees the one or the other?

The documents are gathered in a hidden folder, with those that have not changed, and the two folders change places. What
else was in the old one (a note, a document that somebody has edited) moves into the new; only what is known to be ours,
to the byte, is deleted. Where a system cannot exchange folders, there is a moment without either.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from attendlib.batch.disk import closed, exchange, sync
from attendlib.intake.changed import sha256_of

HIDDEN = ".attendlib-run"
"""The folder, in that of a run's documents, for what a run keeps for itself."""


class Desk:
    """The hidden folder of a run: ``staged`` for what is being made, ``before`` for what it replaces."""

    def __init__(self, out: Path) -> None:
        self.out, self.hidden = out, out / HIDDEN
        self.staged, self.before = self.hidden / "staged", self.hidden / "before"

    def lay(self) -> None:
        """Make it, readable by its owner alone."""
        self.hidden.mkdir(parents=True, exist_ok=True)
        self.hidden.chmod(0o700)

    def clear(self) -> None:
        """Leave nothing on it of a run before. What that had begun has been finished or taken back by now."""
        for folder in (self.staged, self.before):
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir()

    def stage(self, folder: str) -> Path:
        """The folder in which that folder's new documents are made."""
        place = self.staged / folder
        place.mkdir(exist_ok=True)
        return place

    def gather(self, folder: str, unchanged: Iterable[str]) -> int:
        """Put the documents that have not changed beside the new ones, and have everything on the disk; returns the
        number that tells the folder from any other, wherever it stands."""
        staged = self.staged / folder
        for name in unchanged:
            shutil.copy2(self.out / folder / name, staged / name)
        staged.chmod(closed(staged.stat().st_mode))
        for place in (*staged.iterdir(), staged):
            sync(place)
        return staged.stat().st_ino

    def swap(self, folder: str) -> None:
        """Let the staged folder take its place; the one before, if any, goes to ``before``. Raises OSError."""
        staged, place, before = self._places(folder)
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise OSError(errno.ENOTDIR, "a link or a file stands where its folder belongs: remove it")
        if place.exists() and exchange(staged, place):
            os.rename(staged, before)
        else:
            if place.exists():
                os.rename(place, before)
            try:
                os.rename(staged, place)
            except OSError:
                if before.exists():
                    os.rename(before, place)
                raise
        sync(self.out)

    def holds(self, folder: str, number: int) -> bool:
        """Whether the folder of that number stands in its place."""
        return _number(self.out / folder) == number

    def finish(self, folder: str, number: int) -> bool:
        """After a run that was cut short: whether the folder of that number has taken its place. Where there is none at
        all, it is helped there."""
        staged, place, before = self._places(folder)
        if self.holds(folder, number):
            if staged.exists():
                os.rename(staged, before)
        elif not place.exists() and _number(staged) == number:
            os.rename(staged, place)
        else:
            return False
        return True

    def carry_over(self, folder: str, ours: Mapping[str, str]) -> list[str]:
        """Delete what was ours of the folder before (names with their SHA-256) and move the rest into its successor;
        returns the names under which it is found there."""
        _, place, before = self._places(folder)
        moved = []
        for entry in sorted(before.iterdir()) if before.exists() else ():
            if entry.is_file() and not entry.is_symlink() and ours.get(entry.name) == sha256_of(entry):
                entry.unlink()
            else:
                moved.append(_free(place, entry.name))
                os.rename(entry, place / moved[-1])
        if before.exists():
            before.rmdir()
        return moved

    def _places(self, folder: str) -> tuple[Path, Path, Path]:
        return self.staged / folder, self.out / folder, self.before / folder


def _number(place: Path) -> int | None:
    return place.stat().st_ino if place.exists() else None


def _free(folder: Path, name: str) -> str:
    """A name that nothing has yet: the same, or one that says that it was kept."""
    stem, dot, suffix = name.rpartition(".") if "." in name[1:] else (name, "", "")
    names = (name, *(f"{stem} (kept{number}){dot}{suffix}" for number in ("", *(f" {n}" for n in range(2, 1000)))))
    return next(free for free in names if not os.path.lexists(folder / free))
