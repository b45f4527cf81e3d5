"""What does a person need to know to approve a letter, and where do they write that it was sent?"""

from collections.abc import Iterator, Sequence

from attendlib.casework.letters import LettersDue
from attendlib.casework.stage import Stage
from attendlib.city.roll import Spell
from attendlib.documents.letters.draft import Draft
from attendlib.names import RESTRICTED

APPROVAL = "approval.csv"

UNSHOWN = "the PDF has a sign in place of some letters: print the Word file"

FILLED = ("approved_by", "sent_on", "outcome")
"""The columns that are left empty for a person."""

COLUMNS = (
    *("number", "urn", "upn", "name", "year_group", "tutor_group", "step", "letter", "due_since"),
    *("percent", "days_missed", "sessions_missed", "sessions_possible", "authorised", "unauthorised"),
    *("blanks", "warnings", "files", "marking", *FILLED),
)


def approval_rows(
    drafts: Sequence[Draft], due: LettersDue, urn: str, spells: dict[str, Spell]
) -> Iterator[list[object]]:
    """A row for each letter of a school, then one without a letter for each pupil on hold. ``spells``: by UPN."""
    ends = [RESTRICTED, *("" for _ in FILLED)]
    for one in drafts:
        stage, step = one.letter.stage, one.letter.step
        warned = (*one.letter.warnings, *([UNSHOWN] if one.unshown else []))
        told = ("; ".join(one.blanks), "; ".join(warned), " ".join(f"{step.step}/{name}" for name in one.files))
        number, who = f"{one.letter.number:04}", _who(stage, one.letter.spell)
        yield [number, *who, step.step, step.letter, stage.since, *_figures(stage), *told, *ends]
    for stage in due.held.get(urn, ()):
        why = f"on hold ({stage.hold}): no letter was drafted, a person decides"
        yield ["", *_who(stage, spells[stage.upn]), stage.would_be, "", None, *_figures(stage), "", why, "", *ends]


def _who(stage: Stage, spell: Spell) -> tuple[str, ...]:
    name = ", ".join(part for part in (spell.surname, spell.forename) if part)
    return stage.urn, stage.upn, name, spell.group("year_group"), spell.group("tutor_group")


def _figures(stage: Stage) -> tuple[object, ...]:
    counts = stage.counts
    sums = (counts.absent, counts.possible, counts.authorised, counts.unauthorised)
    return stage.percent, stage.days_missed, *sums
