"""Is a pupil's age unknown?"""

from collections.abc import Iterator

from attendlib.checks.finding import WARNING, Finding, Rule
from attendlib.city import City

RULE = Rule(
    "no-date-of-birth",
    WARNING,
    "no date of birth, so in no figure of official statistics, which go by age",
    "give date_of_birth in the pupils table, as YYYY-MM-DD",
)
NOBODY = "nobody has a date of birth, so no figure of official statistics, which go by age, can be made"


def find(city: City, pupils_file: str) -> Iterator[Finding]:
    """One finding per row of the pupils table without a date of birth; one for the table where no row has any."""
    without = [spell for spell in city.roll.spells if spell.born is None]
    if without and len(without) == len(city.roll.spells):
        yield _finding("", pupils_file, 0, NOBODY)
        return
    for spell in without:
        yield _finding(spell.urn, pupils_file, spell.row, RULE.says)


def _finding(urn: str, file: str, row: int, words: str) -> Finding:
    return Finding(urn, file, row, "date_of_birth", RULE.name, RULE.severity, words, RULE.mend)
