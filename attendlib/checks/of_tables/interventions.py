"""Which rows of the interventions table cannot be right, whatever the policy?

Whether a policy knows the step and the outcome is for ``casework`` to say, which asks here for the rest.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from attendlib.checks.finding import ERROR, WARNING, Finding, Rule
from attendlib.city import City, Intervention
from attendlib.city.roll import Spell

TABLE = "interventions table"
"""What the interventions table is called in findings."""

UNREADABLE = Rule(
    "intervention-unreadable",
    ERROR,
    "the row cannot be read",
    "the row counts for nothing until then",
)
NO_PUPIL = Rule(
    "intervention-unknown-pupil",
    ERROR,
    "the pupils table has no such pupil at this school",
    "correct the urn or upn; the row counts for nothing until then",
)
IN_FUTURE = Rule(
    "intervention-in-future",
    ERROR,
    "the date is after the day asked about and the city's as_of",
    "correct the date; the row counts for nothing until that day",
)
BEFORE_ENTRY = Rule(
    "intervention-before-entry",
    WARNING,
    "the date is before the pupil's entry to this school",
    "correct the date or the school; until then it is taken as right",
)
AFTER_LEAVING = Rule(
    "intervention-after-leaving",
    WARNING,
    "the date is after the pupil left this school",
    "correct the date or the school; until then it is taken as right",
)
RULES = (UNREADABLE, NO_PUPIL, IN_FUTURE, BEFORE_ENTRY, AFTER_LEAVING)
"""Every rule that needs no policy."""


def find(city: City) -> Iterator[Finding]:
    """Every finding that needs no policy, as of the city's day: first the rows that cannot be read."""
    yield from unreadable(city)
    spells = city.roll.by_identifier
    for one in city.interventions:
        for rule in faults(one, spells.get((one.urn, one.upn), ()), city.as_of):
            yield told(one, rule)


def unreadable(city: City) -> Iterator[Finding]:
    """A finding for each row that is no intervention at all: a date that is none, too few cells."""
    for one in city.interventions_aside:
        mend = f"{one.mend}; {UNREADABLE.mend}"
        yield Finding(one.urn, TABLE, one.line, one.column, UNREADABLE.name, UNREADABLE.severity, one.told, mend)


def faults(one: Intervention, spells: Sequence[Spell], last: date) -> list[Rule]:
    """What is wrong with one row. ``spells``: those of its pupil at its school · ``last``: the last day on which
    anything can have been done."""
    if not spells:
        return [NO_PUPIL]
    found = [IN_FUTURE] if one.date > last else []
    if one.date < min(spell.entry for spell in spells):
        found.append(BEFORE_ENTRY)
    elif all(spell.leaving and spell.leaving < one.date for spell in spells):
        found.append(AFTER_LEAVING)
    return found


def told(one: Intervention, rule: Rule, column: str = "date", words: str = "") -> Finding:
    """The finding for a row that breaks a rule. ``words``: what there is to say beside what the rule says."""
    message = f"{rule.says}: {words}" if words else rule.says
    where = "upn" if rule is NO_PUPIL else column
    return Finding(one.urn, TABLE, one.row, where, rule.name, rule.severity, message, rule.mend)
