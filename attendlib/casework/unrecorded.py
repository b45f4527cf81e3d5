"""Which entries of the registers changed from one reading to the next without an amendment on record?"""

from collections.abc import Iterator, Sequence
from datetime import date

from attendlib.checks.finding import Finding
from attendlib.checks.of_tables.amendments import NOT_RECORDED, Laid
from attendlib.city import Amendment
from attendlib.store import Changed, Store


def unrecorded(laid: Laid, store: Store, on: date) -> Iterator[tuple[Amendment, Finding]]:
    """Each entry of a day up to ``on`` as an amendment of which nothing is on record but the two codes, and the
    finding, by school and reading.

    The store remembers what it has seen since it was made; a store that was deleted begins anew."""
    for school in laid.city.schools:
        for one in store.changed(school.urn):
            chain = laid.chains.get((school.urn, one.upn, one.date, one.session), ())
            if one.date <= on and not _on_record(one, chain):
                lacking = ("", None, "", "", 0)
                yield (
                    Amendment(school.urn, one.upn, one.date, one.session, one.before, one.after, *lacking),
                    _told(school.urn, one),
                )


def _on_record(one: Changed, chain: Sequence[Amendment]) -> bool:
    """Some amendment begins with the code before, and it or a later one ends with the code after."""
    begins = next((place for place, amendment in enumerate(chain) if amendment.original == one.before), None)
    return begins is not None and any(amendment.amended == one.after for amendment in chain[begins:])


def _told(urn: str, one: Changed) -> Finding:
    since = f": it was read as of {one.read_as_of}" if one.read_as_of else ""
    rule = NOT_RECORDED
    return Finding(urn, "register", 0, "", rule.name, rule.severity, f"{rule.says}{since}", rule.mend)
