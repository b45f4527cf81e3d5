"""How do the lists name a pupil, a class, a step and a change?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from attendlib.casework.done import Done
from attendlib.casework.figures import Counts
from attendlib.city.roll import Spell
from attendlib.report.desk import Lists
from attendlib.report.sections.groups import year_label
from attendlib.report.sections.named import name_of
from attendlib.report.view import PLACES
from attendlib.report.written import write
from attendlib.rounding import percent

NBSP = "\N{NO-BREAK SPACE}"
SHORT = 10
"""Letters up to which a step's name stays on one line."""


def pupil(lists: Lists, urn: str, upn: str) -> str:
    """The pupil's name with the class, as far as the pupils table has them: ``Obi, Aisha (10A)``."""
    spell = lists.spell(urn, upn)
    group = class_of(spell)
    return f"{name_of(spell)} ({group})" if group else name_of(spell)


def class_of(spell: Spell) -> str:
    """The tutor group; the year where the table has none; empty where it has neither."""
    year = spell.group("year_group")
    return spell.group("tutor_group") or (year_label(year) if year else "")


def step(lists: Lists, name: str) -> str:
    """A step's short name, on one line where it is as short as ``Letter A``."""
    said = lists.label(name)
    return said.replace(" ", NBSP) if len(said) <= SHORT else said


def in_order(name: str) -> tuple[int, str]:
    """How the names of classes sort: by their number, then by letter."""
    digits = "".join(letter for letter in name if letter.isdigit())
    return (int(digits) if digits else 0, name)


def rate(counts: Counts) -> Decimal | None:
    """Attendance in percent, to the places of a report."""
    return percent(counts.attended, counts.possible, PLACES)


def short(when: date) -> str:
    """``20 Mar 2026``, as dates are written in tables, on one line."""
    return write(when, "date").shown.replace(" ", NBSP)


def on_record(lists: Lists, done: Sequence[Done]) -> str:
    """The latest thing on record with its day; ``nothing`` where there is none."""
    if not done:
        return "nothing"
    latest = done[-1]
    return f"{step(lists, latest.step)}{'' if latest.how == 'done' else f' ({latest.how})'}, {short(latest.date)}"
