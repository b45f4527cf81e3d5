"""What should a person look at before a letter goes out?

Each warning says what it is about and never decides: the letter is drafted all the same.
"""

from collections.abc import Iterator, Sequence

from attendlib.casework.letters.attendance import CLOSED, UNMARKED, AttendanceRecord
from attendlib.casework.letters.due import LettersDue, Numbered
from attendlib.casework.why import told
from attendlib.city.contacts import Addressee
from attendlib.policy import rule

YES = ("1", "yes", "true", "y")
"""How the pupils table says that something is so."""


def warnings(
    one: Numbered, due: LettersDue, record: AttendanceRecord, addressees: Sequence[Addressee], of_age: bool | None
) -> Iterator[str]:
    """Everything about one letter that speaks against sending it unread, in words without a name."""
    stage, spell = one.stage, one.spell
    if stage.doubtful:
        yield f"corrected marks: by the marks as they are now there was no ground for {told(stage.doubtful)}"
    if stage.elsewhere:
        yield f"on record at another school: {told(stage.elsewhere)}"
    siblings = [_named(urn, number, stage.urn) for urn, number in due.households.get(spell.household, ())]
    if len(siblings) > 1:
        others = [named for named in siblings if named != _named(stage.urn, one.number, stage.urn)]
        yield f"{'a sibling has a letter' if len(others) == 1 else 'siblings have letters'} too: {', '.join(others)}"
    for group, words in (("looked_after", "looked after"), ("social_worker", "has a social worker")):
        if spell.group(group).lower() in YES:
            yield f"{words}: speak with those concerned before writing"
    if of_age is False:
        yield "not of compulsory school age"
    unresolved = _unresolved(record)
    if unresolved:
        yield f"{unresolved} missed sessions have no reason yet: the figures may still change"
    if _behind(record):
        yield f"the latest sessions have no mark: the record goes up to {record.marked_to}"
    if any(not addressee.address for addressee in addressees):
        yield "missing address"
    if len(addressees) > 1:
        yield f"goes to {len(addressees)} households: print each copy"


def _named(urn: str, number: int, own: str) -> str:
    """A letter by its number, with the school where it is another one."""
    return f"{number:04}" if urn == own else f"{number:04} of school {urn}"


def _unresolved(record: AttendanceRecord) -> int:
    """Missed sessions whose mark is provisional. Source: the rule ``code_n_resolution``."""
    provisional = {held["code"] for held in rule("code_n_resolution").values}
    return sum(times for entry, times in record.codes if entry.code in provisional)


def _behind(record: AttendanceRecord) -> bool:
    """Whether the last session that was held for the pupil has no mark."""
    cells = (cell for week in reversed(record.weeks) for cell in reversed(week.cells))
    return next((cell.mark for cell in cells if cell.mark != CLOSED), CLOSED) == UNMARKED
