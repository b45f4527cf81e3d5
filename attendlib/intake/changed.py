"""Have a school's inputs changed since its marks were stored?"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attendlib
from attendlib.city import City, RegisterEntry, SchoolRoll

READS = (
    "checks",
    "intake",
    "readers",
    "city",
    "ages.py",
    "codes.py",
    "calendar.py",
    "dateform.py",
    "lookup.py",
    "names.py",
    "register.py",
    "store.py",
    "textfile.py",
)
"""The rooms whose code decides what is stored."""

CODE = (".py", ".css", ".j2", ".json")
"""How the files end that say what a room does."""

UNOPENED = ""
"""Stands for the bytes of a file that could not be opened; reading it makes a finding."""


def fingerprint(
    city: City, urn: str, entries: Sequence[RegisterEntry], rules: str, known: dict[str, Any] | None
) -> dict[str, Any]:
    """What a school's marks are made from. Two equal fingerprints give equal marks and findings. rules: their digest.

    A file with the size and modification time it had in ``known`` is taken to hold the same bytes."""
    before = {file["path"]: file for file in (known or {}).get("files", [])}
    return {
        "files": [_file(city, entry, before.get(entry.path)) for entry in entries],
        "rest": digest(
            rules,
            digest_of_code(READS),
            str(city.as_of),
            _roll(city.roll.of(urn)),
            repr(city.calendar.of(urn).periods),
            repr(city.school(urn)),
        ),
    }


def identity(fingerprint: dict[str, Any]) -> list[str]:
    """What of a fingerprint stands for the inputs themselves, whatever the files' times."""
    return [fingerprint["rest"], *(f[part] for f in fingerprint["files"] for part in ("path", "sha256", "options"))]


def sha256_of(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _file(city: City, entry: RegisterEntry, before: dict[str, Any] | None) -> dict[str, Any]:
    path, options = city.file(entry), json.dumps(entry.model_dump(exclude={"urn", "path"}), sort_keys=True)
    try:
        state = path.stat()
        unchanged = before and (before["size"], before["changed"]) == (state.st_size, state.st_mtime_ns)
        sha256 = before["sha256"] if before and unchanged else sha256_of(path)
    except OSError:
        return {"path": entry.path, "size": 0, "changed": 0, "sha256": UNOPENED, "options": options}
    return {
        "path": entry.path,
        "size": state.st_size,
        "changed": state.st_mtime_ns,
        "sha256": sha256,
        "options": options,
    }


def _roll(roll: SchoolRoll) -> str:
    """What of the roll decides whether a mark is accepted and in which group it counts: never a name."""
    return "\n".join(
        f"{s.row}|{s.upn}|{s.local_id}|{s.entry}|{s.leaving}|{s.born}|{s.boarder}|{s.groups}" for s in roll.spells
    )


@cache
def digest_of_code(rooms: tuple[str, ...]) -> str:
    """SHA-256 of the code of some rooms (folders of attendlib, or single files), stylesheets and templates included."""
    root = Path(attendlib.__file__).parent
    held = (f for room in rooms for f in ([root / room] if room.endswith(".py") else (root / room).rglob("*")))
    files = sorted(f for f in held if f.suffix in CODE)
    return digest(*(f.read_text(encoding="utf-8") for f in files))


def digest(*parts: str) -> str:
    """SHA-256 of some texts, in hexadecimal: also of where each ends."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(f"{len(part)}:".encode())
        whole.update(part.encode())
    return whole.hexdigest()
