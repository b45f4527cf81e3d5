"""What is a well-formed URN or UPN, and how is one kept out of sight?

Unique Reference Number: six digits, one per school. Unique Pupil Number: check letter, three digits of the local
authority, four of the establishment, two of the year of allocation, three of a serial whose last may be a letter in a
temporary UPN. Both are always text. Source: DfE, Unique pupil numbers (UPNs) specification; data rules 1510 to 1540.
"""

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 check letters in order of value 0 to 22: the alphabet without I, O and S, which look like digits."""

_URN = re.compile(r"[0-9]{6}")
_UPN = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")
_UPN_ANYWHERE = re.compile(rf"(?<![A-Za-z0-9])[{LETTERS}][0-9]{{11}}[0-9{LETTERS}](?![A-Za-z0-9])", re.IGNORECASE)


def is_urn(text: str) -> bool:
    """Six digits."""
    return _URN.fullmatch(text) is not None


def is_upn(text: str) -> bool:
    """The shape of a UPN, permanent or temporary. Says nothing of the check letter."""
    return _UPN.fullmatch(text) is not None


def check_letter(upn: str) -> str:
    """The check letter that the last twelve characters of ``upn`` call for: weights 2 to 13, sum modulo 23.

    Holds for every local authority, so a new one needs no change here. Raises ValueError unless ``is_upn(upn)``."""
    if not is_upn(upn):
        raise ValueError("not of the shape of a UPN: a letter, eleven digits, then a digit or letter")
    values = (int(c) if c.isdigit() else LETTERS.index(c) for c in upn[1:])
    return LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23]


def has_right_check_letter(upn: str) -> bool:
    """True when ``upn`` has the shape of a UPN and its first letter is the one its digits call for."""
    return is_upn(upn) and upn[0] == check_letter(upn)


def redacted(text: str) -> str:
    """``text`` with everything of the shape of a UPN replaced by ``[UPN]``. For anything that may reach a log."""
    return _UPN_ANYWHERE.sub("[UPN]", text)
