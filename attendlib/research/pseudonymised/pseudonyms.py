"""What stands for a pupil or a school in an extract?

Base 32 of the first hundred bits of a keyed digest. The same pupil has the same pseudonym at every school and in every
extract of one purpose, and another in every other.
"""

import base64
from collections.abc import Iterable

from attendlib.errors import ResearchError
from attendlib.identifiers import is_upn
from attendlib.research.pseudonymised.key import Key

LETTERS = 20
"""Letters of a pseudonym, of five bits each."""


def pupil(key: Key, urn: str, identifier: str) -> str:
    """A pupil's pseudonym. An identifier that is no UPN belongs to its school alone."""
    plain = "".join(identifier.split()).upper()
    return _letters(key, f"upn:v1:{plain}" if is_upn(plain) else f"pupil:v1:{urn}:{plain}")


def school(key: Key, urn: str) -> str:
    """A school's pseudonym."""
    return _letters(key, f"urn:v1:{urn}")


def pupils(key: Key, enrolments: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The pseudonym of every enrolment's pupil. Raises ResearchError if two pupils had the same, which a hundred bits
    rule out in practice."""
    found = {one: pupil(key, *one) for one in enrolments}
    owner: dict[str, str] = {}
    for (urn, identifier), pseudonym in found.items():
        plain = "".join(identifier.split()).upper()
        told = plain if is_upn(plain) else f"{urn}:{plain}"
        if owner.setdefault(pseudonym, told) != told:
            raise ResearchError("Two pupils came to the same pseudonym: take another key.")
    return found


def _letters(key: Key, text: str) -> str:
    return base64.b32encode(key.digest(text)).decode()[:LETTERS]
