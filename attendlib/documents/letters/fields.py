"""Which fields may a letter have, and what does each say?

The one list of them: ``attendlib letters --fields`` prints it, templates are checked against it, and every letter is
filled from it. A text that is not known is empty and becomes a marked blank; nothing is invented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from attendlib.casework.done import MISSED
from attendlib.casework.due import Improvement
from attendlib.casework.letters import Letter
from attendlib.casework.standing import Policy
from attendlib.city.contacts import Addressee
from attendlib.documents.letters.said import days, limit, share, whole_days
from attendlib.report.escape import plain
from attendlib.report.sections.groups import year_label
from attendlib.report.words import day

LINE = "\n"
"""Parts the lines of an address."""


@dataclass(frozen=True)
class Field:
    """A text in a letter. blank: what stands in brackets where nothing is known · lines: it may have several."""

    name: str
    blank: str
    meaning: str
    say: Callable[[Letter, Addressee], str]
    lines: bool = False


@dataclass(frozen=True)
class Flag:
    """A yes or no, for ``{% if … %}``."""

    name: str
    meaning: str
    holds: Callable[[Letter], bool]


def fields(policy: Policy) -> tuple[Field, ...]:
    """Every text that a letter of the policy may have: what stands on record has its date."""
    return (*OF_THE_LETTER, *OF_THE_PUPIL, *OF_THE_FIGURES, *map(_date_of, _on_record(policy)), *FOR_A_PERSON)


def flags(policy: Policy) -> tuple[Flag, ...]:
    """Every yes or no that a letter of the policy may ask."""
    return (*ASKED, *map(_missed, _on_record(policy)))


def texts(letter: Letter, to: Addressee) -> dict[str, str]:
    """What each field says in a letter to one household, fit for any document; empty where nothing is known."""
    return {field.name: _fit(field.say(letter, to), field.lines) for field in fields(letter.policy)}


def _fit(text: str, lines: bool) -> str:
    return LINE.join(plain(line).strip() for line in (text.split(LINE) if lines else [text]))


def held(letter: Letter) -> dict[str, bool]:
    """The answer to each yes or no."""
    return {flag.name: flag.holds(letter) for flag in flags(letter.policy)}


def _on_record(policy: Policy) -> list[str]:
    return [name for name in policy.known if name != policy.says.hold.record]


def _date_of(name: str) -> Field:
    def say(letter: Letter, to: Addressee) -> str:
        done = letter.latest(name)
        return day(done.date) if done else ""

    return Field(f"date_of_{name.replace('-', '_')}", f"date of {name}", f"the day on which {name} is on record", say)


def _missed(name: str) -> Flag:
    def holds(letter: Letter) -> bool:
        done = letter.latest(name)
        return done is not None and done.how == MISSED

    return Flag(f"missed_{name.replace('-', '_')}", f"{name} is on record as missed", holds)


def _of(name: str, blank: str, meaning: str, say: Callable[[Letter], object], lines: bool = False) -> Field:
    """A field that says the same to every household; None is not known."""

    def text(letter: Letter, to: Addressee) -> str:
        found = say(letter)
        return "" if found is None else str(found)

    return Field(name, blank, meaning, text, lines)


def _since(name: str, blank: str, meaning: str, say: Callable[[Improvement], object]) -> Field:
    """A field about attendance since the last step or meeting."""
    return _of(name, blank, meaning, lambda one: say(one.since) if one.since else None)


def _to_fill(name: str, blank: str) -> Field:
    return _of(name, blank, "always a blank, for a person to fill", lambda one: None)


def _year(letter: Letter) -> str:
    group = letter.spell.group("year_group")
    return year_label(group) if group else ""


def _attended(letter: Letter) -> str:
    counts = letter.stage.counts
    return share(counts.attended, counts.possible, letter.limit)


def _in_a_year(letter: Letter) -> str | None:
    return None if letter.days_in_a_year is None else whole_days(letter.days_in_a_year)


OF_THE_LETTER = (
    _of("school_name", "school's name", "name of the schools table", lambda one: one.school.name),
    _of("school_address", "school's address", "its address, on lines", lambda one: LINE.join(one.office.address), True),
    _of("school_telephone", "school's telephone", "its telephone", lambda one: one.office.telephone),
    _of("school_email", "school's e-mail", "its email", lambda one: one.office.email),
    _of("head_teacher", "head teacher's name", "its head_teacher", lambda one: one.office.head_teacher),
    _of("attendance_lead", "whom to ask for", "its attendance_lead", lambda one: one.office.attendance_lead),
    _of("letter_date", "date", "the date on the letter", lambda one: day(one.dated)),
    Field("parents", "parents' names", "parents (or other_parents) of the pupils table", lambda one, to: to.parents),
    Field(
        "parents_address", "parents' address", "their address, on lines", lambda one, to: LINE.join(to.address), True
    ),
)

OF_THE_PUPIL = (
    _of("pupil_name", "pupil's name", "forename, surname", lambda one: f"{one.spell.forename} {one.spell.surname}"),
    _of("pupil_first_name", "pupil's first name", "forename", lambda one: one.spell.forename),
    _of("date_of_birth", "date of birth", "3 September 2014", lambda one: one.spell.born and day(one.spell.born)),
    _of("year_group", "year group", "Year 7, Reception", _year),
    _of("tutor_group", "tutor group", "tutor group", lambda one: one.spell.group("tutor_group")),
)

OF_THE_FIGURES = (
    _of("attendance_percent", "attendance", "attendance this academic year so far: 91.4%", _attended),
    _of("expected_percent", "attendance expected", "the limit of the step: 95%", lambda one: limit(one.limit)),
    _of("days_missed", "days missed", "8½ days", lambda one: days(Fraction(one.stage.days_missed))),
    _of("days_in_a_year", "days in a year", "days missed in a year like this: 17 days", _in_a_year),
    _of("sessions_missed", "sessions missed", "a number", lambda one: one.stage.counts.absent),
    _of("sessions_attended", "sessions attended", "a number", lambda one: one.stage.counts.attended),
    _of("sessions_possible", "possible sessions", "a number", lambda one: one.stage.counts.possible),
    _of("authorised_sessions", "authorised sessions", "missed, a number", lambda one: one.stage.counts.authorised),
    _of("unauthorised_sessions", "unauthorised sessions", "a number", lambda one: one.stage.counts.unauthorised),
    _of("late_sessions", "times late", "before the register closed", lambda one: one.record.late_before.times),
    _of("late_after_sessions", "times very late", "after it closed", lambda one: one.record.late_after.times),
    _of(
        "figures_to",
        "last day of the figures",
        "the latest mark",
        lambda one: one.record.marked_to and day(one.record.marked_to),
    ),
    _of("due_since", "due since", "since when the letter is due", lambda one: one.stage.since and day(one.stage.since)),
    _of(
        "review_weeks", "weeks to the review", "weeks until attendance is looked at again", lambda one: one.review_weeks
    ),
    _since(
        "measured_since", "since when", "the day of the last step or meeting required", lambda one: day(one.since.date)
    ),
    _since(
        "percent_before",
        "before",
        "attendance up to measured_since",
        lambda one: share(one.before.attended, one.before.possible),
    ),
    _since(
        "percent_since",
        "since then",
        "attendance after measured_since",
        lambda one: share(one.after.attended, one.after.possible),
    ),
    _since("sessions_missed_since", "missed since then", "after measured_since", lambda one: one.after.absent),
    _since("sessions_possible_since", "possible since then", "after measured_since", lambda one: one.after.possible),
)

FOR_A_PERSON = (
    _to_fill("appointment_date", "date of the meeting"),
    _to_fill("appointment_time", "time of the meeting"),
    _to_fill("appointment_place", "place of the meeting"),
    _to_fill("earlier_meeting_place", "place of the earlier meeting"),
)

ASKED = (
    Flag("has_unauthorised", "some sessions were not authorised", lambda one: one.stage.counts.unauthorised > 0),
    Flag("is_measured", "there are sessions before and after measured_since", lambda one: one.improved is not None),
    Flag("is_improved", "attendance is higher after it than before", lambda one: bool(one.improved)),
    Flag("of_secondary_age", "at a secondary school, or in Year 7 or above", lambda one: one.of_secondary_age),
    Flag("of_compulsory_age", "of compulsory school age, as far as is known", lambda one: one.of_age is not False),
)
