"""Does a UPN's check letter agree with its digits?"""

from collections.abc import Iterator

from attendlib.checks.finding import WARNING, Finding, Rule
from attendlib.city import City
from attendlib.identifiers import has_right_check_letter, is_upn

RULE = Rule(
    "upn-check-letter",
    WARNING,
    "the UPN's check letter does not agree with its digits",
    "correct the UPN in the school's system; the pupil is counted all the same",
)


def find(city: City, pupils_file: str) -> Iterator[Finding]:
    """One finding per row of the pupils table whose UPN is malformed or has the wrong check letter."""
    for spell in city.roll.spells:
        if not has_right_check_letter(spell.upn):
            words = RULE.says if is_upn(spell.upn) else "the identifier is not of the form of a UPN"
            yield Finding(spell.urn, pupils_file, spell.row, "upn", RULE.name, RULE.severity, words, RULE.mend)
