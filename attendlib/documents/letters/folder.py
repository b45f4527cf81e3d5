"""Where do the drafts of a day stand, and may they be written there?

Drafts of two days, or of two policies, do not stand in one folder, and a list in which somebody has written is never
replaced. A school's folder is put in its place as a whole. Everything in it is for its owner's eyes alone.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from attendlib.documents.letters.approval import APPROVAL
from attendlib.errors import OutputError
from attendlib.names import RESTRICTED

ABOUT = "drafts.json"
"""Says of which day and policy the drafts of a folder are, and what its approval list was like."""

READ_ME = """{restricted}, of pupils and their parents. Only those who need it may be able to read it.

Drafts of letters of {on}, policy {policy}. Nothing here counts as sent until it is recorded.

1. Look at {approval}: a row for each letter, with its figures, what is still to fill in, and what to look at first.
2. Fill in what stands in [brackets], in the Word file. The PDF files are the drafts as they were made; STEP.pdf in this
   folder (STEP-1.pdf and so on, where they are many) holds those of one step for printing, each letter on a sheet of
   its own.
3. Write into {approval} who approved a letter (approved_by) and the day on which it was sent (sent_on, as YYYY-MM-DD or
   DD/MM/YYYY). outcome may stay empty: it is then "sent".
4. Record it: attendlib record CITY --policy {policy} --approved {approval}
"""


@dataclass(frozen=True)
class Drafts:
    """A folder of drafts: of which day and policy, and the date on the letters."""

    place: Path
    policy: str
    on: date
    dated: date

    def check(self, folders: Iterable[str]) -> None:
        """Raise OutputError where drafts may not be written into ``folders`` of it, before anything is."""
        if self.place.exists() and not self.place.is_dir():
            raise OutputError(f"{self.place} is not a folder: name one for the drafts.")
        ours = set(folders)
        for folder in sorted(self.place.iterdir()) if self.place.exists() else []:
            if folder.is_dir() and not folder.name.startswith("."):
                self._check(folder, folder.name in ours)

    def _check(self, folder: Path, ours: bool) -> None:
        about = _about(folder)
        if about is None:
            if ours:
                raise OutputError(f"{folder} is there and holds no drafts of ours: choose another folder.")
            return
        if {name: about.get(name) for name in self._said()} != self._said():
            raise OutputError(
                f"{folder} holds drafts of {about.get('on')}, policy {about.get('policy')}, letters dated "
                f"{about.get('dated')}: choose another folder for these."
            )
        if ours and about.get("approval") != _digest(folder / APPROVAL):
            raise OutputError(
                f"Somebody has written in {folder / APPROVAL}: record it (attendlib record), or choose another folder."
            )

    def put(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Put a school's files, by path, in the place of those that were there. Raises OutputError."""
        new, place = self.place / f".{folder}.new", self.place / folder
        try:
            shutil.rmtree(new, ignore_errors=True)
            self.place.mkdir(parents=True, exist_ok=True)
            new.mkdir(mode=0o700)
            for name, data in files.items():
                (new / name).parent.mkdir(exist_ok=True)
                (new / name).write_bytes(data)
            told = self._said() | {"approval": _digest(new / APPROVAL)}
            (new / ABOUT).write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")
            words = READ_ME.format(restricted=RESTRICTED, on=self.on, policy=self.policy, approval=APPROVAL)
            (new / "README.txt").write_text(words, encoding="utf-8")
            _close(new)
            self.drop(folder)
            new.rename(place)
        except OSError:
            raise OutputError(f"{self.place} cannot be written to: name a folder that you may write to.") from None

    def drop(self, folder: str) -> None:
        """Take away a school's drafts, if there are any, in one step."""
        old = self.place / f".{folder}.old"
        shutil.rmtree(old, ignore_errors=True)
        if (self.place / folder).exists():
            (self.place / folder).rename(old)
            shutil.rmtree(old)

    def _said(self) -> dict[str, str]:
        return {"policy": self.policy, "on": self.on.isoformat(), "dated": self.dated.isoformat()}


def _about(folder: Path) -> dict[str, str] | None:
    try:
        found = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _close(folder: Path) -> None:
    """Folders and files for their owner alone, whatever the habits of the machine."""
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o700 if place.is_dir() else 0o600)
