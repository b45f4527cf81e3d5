"""On which evidence is a letter written?

Everything that a letter can say, as it stands in the registers and tables: no words yet, and nothing that is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from attendlib.ages import compulsory_school_age
from attendlib.casework.done import Done
from attendlib.casework.due import Improvement
from attendlib.casework.figures import Figures, figures
from attendlib.casework.letters.attendance import AttendanceRecord, attendance_record
from attendlib.casework.letters.due import LettersDue
from attendlib.casework.letters.warned import warnings
from attendlib.casework.marks import marks_of
from attendlib.casework.shape import Step
from attendlib.casework.stage import Stage
from attendlib.casework.standing import Policy, own_numbers
from attendlib.city import City, School
from attendlib.city.contacts import Addressee, Contacts, Office
from attendlib.city.roll import Spell
from attendlib.measures.asked import year_to_date
from attendlib.measures.learning_lost import of_attendance
from attendlib.store import Store

SECONDARY, WITHOUT_SECONDARY = "secondary", ("primary", "nursery")
FIRST_SECONDARY_YEAR = 7


@dataclass(frozen=True)
class Letter:
    """One letter: from whom, to whom, about whom, for which step, on which figures.

    record: of the academic year up to ``on`` · since: attendance up to what the step last required and after it, None
    where it required nothing · dated: the date on the letter · warnings: what a person should look at first."""

    number: int
    school: School
    office: Office
    addressees: tuple[Addressee, ...]
    spell: Spell
    stage: Stage
    policy: Policy
    on: date
    dated: date
    record: AttendanceRecord
    since: Improvement | None
    warnings: tuple[str, ...]

    @property
    def step(self) -> Step:
        """The step that is due."""
        return self.policy.step(self.stage.due)

    @property
    def limit(self) -> Fraction | None:
        """The attendance in percent below which the step is due at this school; None where it asks for none."""
        when = self.step.when
        limits = [limit for limit in (when.attendance_below, when.attendance_at_most) if limit is not None]
        return min((self.policy.limit(limit, own_numbers(self.school)) for limit in limits), default=None)

    @property
    def review_weeks(self) -> int | None:
        """Weeks from the step to its review; None where it has none."""
        weeks = self.step.review_weeks
        return None if weeks is None else int(self.policy.limit(weeks, own_numbers(self.school)))

    @property
    def days_in_a_year(self) -> Fraction | None:
        """School days missed if it went on like this for a whole year; None without a possible session."""
        counts = self.stage.counts
        if not counts.possible:
            return None
        return of_attendance(Fraction(100 * counts.attended, counts.possible), self.on).days

    @property
    def improved(self) -> bool | None:
        """Attendance since then is higher than before; None where one of the two has no possible session."""
        if not self.since or not self.since.before.possible or not self.since.after.possible:
            return None
        return not self.since.none

    @property
    def of_age(self) -> bool | None:
        """Of compulsory school age on the day; None where the date of birth is not known."""
        return of_age(self.spell, self.on)

    @property
    def of_secondary_age(self) -> bool:
        """At a secondary school, or in Year 7 or above of a school that has both."""
        year = self.spell.group("year_group")
        older = year.isascii() and year.isdigit() and int(year) >= FIRST_SECONDARY_YEAR
        return self.school.phase == SECONDARY or (self.school.phase not in WITHOUT_SECONDARY and older)

    def latest(self, name: str) -> Done | None:
        """The latest record of a step or meeting, done or missed."""
        return next((done for done in reversed(self.stage.done) if done.step == name), None)


def letters_of(
    city: City, store: Store, due: LettersDue, urn: str, *, contacts: Contacts, dated: date
) -> Iterator[Letter]:
    """The letters of one school, in order of number. ``dated``: the date on them."""
    school, window, numbered = city.school(urn), year_to_date(city, due.on), due.of_school.get(urn, ())
    for marks in marks_of(city, store, window.end, [urn] if numbered else [], minutes=True):
        running = figures(marks, window.start)
        for one in numbered:
            pupil = marks.roll.number[one.spell.upn]
            record = attendance_record(marks, pupil, window.start)
            addressees = contacts.addressees(one.spell)
            yield Letter(
                one.number,
                school,
                contacts.office(urn),
                addressees,
                one.spell,
                one.stage,
                due.policy,
                due.on,
                dated,
                record,
                _since(one.stage, running, pupil),
                tuple(warnings(one, due, record, addressees, of_age(one.spell, due.on))),
            )


def of_age(spell: Spell, day: date) -> bool | None:
    """Whether a pupil is of compulsory school age on a day; None where the date of birth is not known."""
    if spell.born is None:
        return None
    first, last = compulsory_school_age(spell.born)
    return first <= day <= last


def _since(stage: Stage, running: Figures, pupil: int) -> Improvement | None:
    """The improvement that the step measured, else the same since the latest thing it required."""
    if stage.improvement or not stage.needed:
        return stage.improvement
    last = max(stage.needed, key=lambda done: done.date)
    return Improvement(last, running.upto(pupil, last.date), running.after(pupil, last.date), last.date)
