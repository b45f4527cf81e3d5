"""Do the totals in a Common Transfer File agree with its own marks?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from attendlib.codes import code_book
from attendlib.errors import NotInForce, UnknownRule
from attendlib.readers.mark_string import MarkString
from attendlib.register import Note

TOTALS = {
    "SessionsPossible": "possible",
    "SessionsAttended": "attended",
    "SessionsAuthorised": "authorised",
    "SessionsUnauthorised": "unauthorised",
}
"""The file's totals, and what each counts."""


def compare(
    strings: Sequence[MarkString], totals: Mapping[str, str | None], own_marks: Mapping[str, str]
) -> Iterator[Note]:
    """A note for each total of one pupil's year that differs from the count of the marks in ``strings``, which are all
    of that year. ``totals``: as written, None where absent. Strings that are not sound are compared with nothing."""
    if not strings or not all(one.sound and one.start == one.start for one in strings):
        return
    counted: Counter[str] = Counter()
    for one in strings:
        for mark, day in zip(one.marks, one.dates.tolist(), strict=True):
            counted.update(_counts_as(own_marks.get(mark, mark), day))
    for total, what in TOTALS.items():
        written = (totals.get(total) or "").strip()
        if written and written != str(counted[what]):
            stated = written if written.isdecimal() and len(written) < 5 else "not a number"
            yield Note(
                "ctf-totals-differ",
                "warning",
                strings[0].number,
                total,
                f"the file's total is {stated}; its own marks come to {counted[what]}. The marks are used",
                "ask the school which is right; a start date that is a day out shows itself in this way",
            )


@cache
def _counts_as(mark: str, day: date) -> tuple[str, ...]:
    """Which of the totals a mark adds to. One that is no code on that day adds to none."""
    try:
        entry = code_book().entry(mark, day)
    except (UnknownRule, NotInForce):
        return ()
    return tuple(what for what in TOTALS.values() if getattr(entry, what))
