"""With which key are pupils' identifiers replaced, and where does it come from?

Only a key keeps identifiers back: all UPNs that can exist are tried in minutes, so anything worked out from a UPN alone
gives it away. A key comes from a file that its owner alone can read or from an environment variable that is named,
never from a city file, a notebook or the command line, and is never shown. Each purpose has a key of its own derived
from it, so that two extracts cannot be joined even where they were made with the same file.
"""

import hashlib
import hmac
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attendlib.errors import ResearchError

BYTES = 32
FEWEST_DIFFERENT = 8
"""Different bytes below which a key was not drawn by chance."""

MAKE = "Make one with: (umask 077; openssl rand -hex 32 > KEYFILE)"
_HEX = re.compile(rb"[0-9a-fA-F]+")


@dataclass(frozen=True)
class Key:
    """The key of one purpose. It shows nothing of itself but ``id``, by which an extract says which key it needs."""

    purpose: str
    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """Eight hexadecimal digits that tell keys apart and say nothing about them."""
        return hashlib.sha256(self.secret + b"id").hexdigest()[:8]

    def digest(self, text: str) -> bytes:
        """The keyed digest (HMAC-SHA256) of a text."""
        return hmac.new(self.secret, text.encode(), hashlib.sha256).digest()


def purpose_key(
    purpose: str, *, file: Path | None = None, variable: str = "", environ: Mapping[str, str] = os.environ
) -> Key:
    """The key of a purpose from a file or from a named environment variable, one of the two. Raises ResearchError
    where there is none, where others can read the file, and where it is too short or not random."""
    words = " ".join(purpose.split())
    if not words:
        raise ResearchError("An extract needs a purpose in words: who studies what.")
    if (file is None) == (not variable):
        raise ResearchError(f"No key, no extract: name a key file or an environment variable, one of the two. {MAKE}")
    held = _from_file(file) if file else environ.get(variable, "").encode()
    if not held:
        raise ResearchError(f"The key is empty, or there is none. {MAKE}")
    master = _decoded(held.strip())
    return Key(words, hmac.new(master, f"purpose:v1:{words}".encode(), hashlib.sha256).digest())


def _from_file(file: Path) -> bytes:
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode) or (os.name == "posix" and mode & 0o077):
            raise ResearchError(f"The key file {file.name} can be read by others: chmod 600 {file.name}")
        return file.read_bytes()
    except OSError:
        raise ResearchError(f"The key file {file.name} cannot be read. {MAKE}") from None


def _decoded(held: bytes) -> bytes:
    if not _HEX.fullmatch(held) or len(held) % 2 or len(held) < 2 * BYTES:
        raise ResearchError(f"A key is {2 * BYTES} hexadecimal digits or more, and nothing else. {MAKE}")
    key = bytes.fromhex(held.decode())
    if len(set(key)) < FEWEST_DIFFERENT:
        raise ResearchError(f"The key is not random. {MAKE}")
    return key
