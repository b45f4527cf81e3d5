"""What did each amendment of the registers change, and is it recorded as the law asks?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from attendlib.casework.effects import Against, effects, entered
from attendlib.casework.marks import SchoolMarks, marks_of
from attendlib.casework.standing import Policy, own_numbers
from attendlib.casework.unrecorded import unrecorded
from attendlib.checks.finding import Finding
from attendlib.checks.of_tables.amendments import Entry, Laid, entry, lacking, law_on
from attendlib.city import Amendment, City
from attendlib.codes import Category
from attendlib.measures.asked import year_to_date
from attendlib.policy import years_later
from attendlib.register import SESSIONS
from attendlib.store import Store


@dataclass(frozen=True)
class Amended:
    """One amendment.

    lacks: what the law asks for and the record does not have · before, after: what the two entries count as, None for
    an entry that was not made or a code of no code set · held: what the register holds now, empty for no accepted mark
    · effects: what it changed in casework, in words · keep_until: the day up to which the amended entry is kept at
    least · findings: what is wrong with the record."""

    amendment: Amendment
    lacks: tuple[str, ...]
    before: Category | None
    after: Category | None
    held: str
    effects: tuple[str, ...]
    keep_until: date
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Everything that the law asks for is there."""
        return not self.lacks

    @property
    def changes_category(self) -> bool:
        """The two entries count as different things."""
        return self.before != self.after


def amended(city: City, store: Store, policy: Policy, on: date, held: Mapping[Entry, str]) -> tuple[Amended, ...]:
    """Every amendment made up to ``on`` (or on a day that is not on record), with its effect on casework as of ``on``:
    those of the table in its order, then the entries that changed without one. ``held``: what the registers hold now
    for the entries that were amended."""
    laid = Laid(city, held)
    made = [one for one in city.amendments if one.amended_on is None or one.amended_on <= on]
    known = [(one, tuple(laid.findings(one)), held.get(entry(city, one), "")) for one in made]
    known += [(one, (finding,), one.amended) for one, finding in unrecorded(laid, store, on)]
    told = _effects(city, store, policy, on, [one for one, _, _ in known])
    return tuple(_amended(*one, told.get(place, [])) for place, one in enumerate(known))


def _amended(one: Amendment, findings: tuple[Finding, ...], held: str, told: Sequence[str]) -> Amended:
    before, after = entered(one.original, one.date), entered(one.amended, one.date)
    return Amended(
        one,
        tuple(lacking(one)),
        before[1] if before else None,
        after[1] if after else None,
        held,
        tuple(told),
        keep_until(one.amended_on or one.date),
        findings,
    )


def keep_until(day: date) -> date:
    """The day up to which an entry made on a day is kept at least. Source: the rule ``register_amendments``."""
    return years_later(day, law_on(day)["years"])


def _effects(
    city: City, store: Store, policy: Policy, on: date, amendments: Sequence[Amendment]
) -> dict[int, list[str]]:
    """The effects of each amendment that can have any, by its position."""
    of_school: dict[str, list[tuple[int, Amendment]]] = {}
    for place, one in enumerate(amendments):
        if (one.urn, one.upn) in city.roll.by_identifier and one.session in SESSIONS:
            of_school.setdefault(one.urn, []).append((place, one))
    window = year_to_date(city, on)
    asked = policy.over(window, city.calendar)
    told: dict[int, list[str]] = {}
    for marks in marks_of(city, store, on, list(of_school)):
        against = Against(asked, on, window.start, own_numbers(city.school(marks.urn)))
        days = set(marks.days.tolist())
        alone: dict[int, SchoolMarks] = {}
        for place, one in of_school[marks.urn]:
            original, now = entered(one.original, one.date), entered(one.amended, one.date)
            if original and now and one.date in days:
                pupil = marks.roll.number[one.upn]
                alone[pupil] = alone.get(pupil) or marks.only(pupil)
                told[place] = effects(alone[pupil], (one.date, one.session), original, now, against)
    return told
