"""Which rows of the amendments table are not complete, not possible, or not what the register holds now?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from attendlib.checks.finding import ERROR, WARNING, Finding, Rule
from attendlib.city import Amendment, City
from attendlib.codes import code_book
from attendlib.policy import Held, rule
from attendlib.register import SESSIONS

TABLE = "amendments table"
"""What the amendments table is called in findings."""

NO_ENTRY = "-"
"""What stands for an entry where none was made."""

Entry = tuple[str, str, date, str]
"""URN, UPN, day and session of an entry of a register."""

UNREADABLE = Rule("amendment-unreadable", ERROR, "the row cannot be read", "until then it is no record of an amendment")
NO_PUPIL = Rule(
    "amendment-unknown-pupil",
    ERROR,
    "the pupils table has no such pupil at this school",
    "correct the urn or upn; until then it is no record of an amendment",
)
NO_SESSION = Rule(
    "amendment-no-session",
    ERROR,
    "the school held no such session, or the pupil was not on roll",
    "correct the date or the session (AM or PM)",
)
NO_CODE = Rule(
    "amendment-unknown-code",
    ERROR,
    "a code that was not in force on that day",
    f"write the code as it stood in the register, or {NO_ENTRY} where no entry had been made",
)
INCOMPLETE = Rule(
    "amendment-incomplete",
    ERROR,
    "what the law asks to be kept of an amendment is lacking",
    "fill in what is lacking",
)
TOO_EARLY = Rule("amendment-before-session", ERROR, "amended before the session was held", "correct date or amended_on")
IN_FUTURE = Rule("amendment-in-future", ERROR, "amended after the city's as_of", "correct amended_on")
NO_CHANGE = Rule("amendment-without-change", WARNING, "the entry was amended to what it was", "correct one of the two")
BROKEN = Rule(
    "amendment-chain-broken",
    WARNING,
    "the original entry is not what the amendment before it left",
    "add the amendment in between, or correct the entries",
)
NOT_HELD = Rule(
    "amendment-not-in-register",
    WARNING,
    "the register holds another entry than the amended one",
    "amend the register, send it again, or correct this row",
)
NOT_RECORDED = Rule(
    "amendment-not-recorded",
    ERROR,
    "the entry changed since the register was read before, and no amendment of it is recorded",
    "add a row to the amendments table, with the reason and who made the amendment when",
)
"""Of the store's own memory and not of the table, so it stands in no report that is to come out the same anywhere."""

RULES = (
    UNREADABLE,
    NO_PUPIL,
    NO_SESSION,
    NO_CODE,
    INCOMPLETE,
    TOO_EARLY,
    IN_FUTURE,
    NO_CHANGE,
    BROKEN,
    NOT_HELD,
)
"""Every rule of the amendments table, in the order in which it is applied."""

Fault = tuple[Rule, str, str]
"""A rule that is broken, the column, and what there is to say beside what the rule says."""


def find(city: City, held: Mapping[Entry, str]) -> Iterator[Finding]:
    """Every finding of the table: first the rows that cannot be read, then entry by entry. ``held``: the code that the
    register holds now for each entry that was amended and has an accepted mark."""
    for aside in city.amendments_aside:
        mend = f"{aside.mend}; {UNREADABLE.mend}"
        yield Finding(aside.urn, TABLE, aside.line, aside.column, *_named(UNREADABLE), aside.told, mend)
    laid = Laid(city, held)
    for one in city.amendments:
        yield from laid.findings(one)


def entry(city: City, one: Amendment) -> Entry:
    """The entry that was amended, by the pupil's UPN whatever the row calls the pupil."""
    spells = city.roll.by_identifier.get((one.urn, one.upn), ())
    return one.urn, spells[0].upn if spells else one.upn, one.date, one.session


@dataclass(frozen=True, eq=False)
class Laid:
    """The amendments table laid against a city's roll and calendar and what its registers hold now."""

    city: City
    held: Mapping[Entry, str]

    def findings(self, one: Amendment) -> Iterator[Finding]:
        """What is wrong with one amendment."""
        for broken, column, words in self._faults(one):
            message = f"{broken.says}: {words}" if words else broken.says
            yield Finding(one.urn, TABLE, one.row, column, *_named(broken), message, broken.mend)

    @cached_property
    def chains(self) -> dict[Entry, list[Amendment]]:
        """The amendments of each entry in order of the day on which they were made."""
        found: dict[Entry, list[Amendment]] = {}
        for one in self.city.amendments:
            found.setdefault(entry(self.city, one), []).append(one)
        return {
            entry: sorted(same, key=lambda one: (one.amended_on or date.min, one.row)) for entry, same in found.items()
        }

    def _faults(self, one: Amendment) -> Iterator[Fault]:
        if (one.urn, one.upn) not in self.city.roll.by_identifier:
            yield NO_PUPIL, "upn", ""
            return
        yield from self._of_session(one)
        yield from _of_codes(one)
        yield from _of_record(one, self.city.as_of)
        chain = self.chains[entry(self.city, one)]
        place = chain.index(one)
        if one.original and one.original == one.amended:
            yield NO_CHANGE, "amended", ""
        if place and one.original and chain[place - 1].amended not in ("", one.original):
            yield BROKEN, "original", f"see row {chain[place - 1].row}"
        holds = self.held.get(entry(self.city, one), NO_ENTRY)
        if one is chain[-1] and one.amended not in ("", holds):
            yield NOT_HELD, "amended", "no accepted mark" if holds == NO_ENTRY else ""

    def _of_session(self, one: Amendment) -> Iterator[Fault]:
        spells = self.city.roll.by_identifier[one.urn, one.upn]
        if one.session not in SESSIONS:
            yield NO_SESSION, "session", "neither AM nor PM"
        elif one.date not in self._days[one.urn]:
            yield NO_SESSION, "date", "no school day"
        elif not any(spell.holds_on(one.date) for spell in spells):
            yield NO_SESSION, "date", "not on roll that day"

    @cached_property
    def _days(self) -> dict[str, frozenset[date]]:
        """The school days of each school with an amendment."""
        schools = {one.urn for one in self.city.amendments}
        return {urn: frozenset(self.city.calendar.of(urn).days.tolist()) for urn in schools}


def _of_codes(one: Amendment) -> Iterator[Fault]:
    for column in ("original", "amended"):
        code = getattr(one, column)
        if code not in ("", NO_ENTRY) and code_book().status(code, one.date) != "in force":
            yield NO_CODE, column, ""


def _of_record(one: Amendment, as_of: date) -> Iterator[Fault]:
    missing = lacking(one)
    if missing:
        yield INCOMPLETE, missing[0], ", ".join(missing)
    if one.amended_on and one.amended_on < one.date:
        yield TOO_EARLY, "amended_on", ""
    if one.amended_on and one.amended_on > as_of:
        yield IN_FUTURE, "amended_on", ""


def lacking(one: Amendment) -> list[str]:
    """The columns that the law asks for and the row leaves empty."""
    return [column for column in law_on(one.amended_on or one.date)["kept"] if not getattr(one, column)]


def law_on(day: date) -> Held:
    """What the rule ``register_amendments`` said on the day of an amendment (or, where that is lacking, of the entry);
    the oldest value there is where the day is before it."""
    asked = rule("register_amendments")
    return asked.on(max(day, asked.values[0].start))


def _named(broken: Rule) -> tuple[str, str]:
    return broken.name, broken.severity
