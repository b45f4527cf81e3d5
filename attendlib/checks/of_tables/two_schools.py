"""Is a pupil on roll at two schools at once, with neither marking the sessions due at the other?"""

from collections.abc import Collection, Iterator

from attendlib.checks.finding import WARNING, Finding, Rule
from attendlib.city import City
from attendlib.city.roll import Spell

RULE = Rule(
    "two-schools-without-d",
    WARNING,
    "on roll at two schools on the same days, and neither uses code D",
    "if the pupil is dual registered, each school marks D for sessions due at the other; else correct a date",
)


def find(city: City, with_d: Collection[tuple[str, str]], pupils_file: str) -> Iterator[Finding]:
    """One finding for each of two overlapping spells of one UPN. ``with_d``: the (urn, upn) that have a D mark."""
    by_upn: dict[str, list[Spell]] = {}
    for spell in city.roll.spells:
        by_upn.setdefault(spell.upn, []).append(spell)
    for spells in by_upn.values():
        for spell in spells:
            others = [other for other in spells if other.urn != spell.urn and other.shares_a_day_with(spell)]
            if any((s.urn, s.upn) in with_d for s in (spell, *others)) or not others:
                continue
            yield Finding(
                spell.urn,
                pupils_file,
                spell.row,
                "upn",
                RULE.name,
                RULE.severity,
                f"also on roll at {', '.join(sorted({o.urn for o in others}))} on the same days, and neither "
                "school uses code D",
                RULE.mend,
            )
