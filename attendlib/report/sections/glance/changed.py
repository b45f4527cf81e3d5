"""What changed since last half term?"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attendlib.report.blocks import Sentence
from attendlib.report.sections.chance import ending
from attendlib.report.sections.change.groups import by_year
from attendlib.report.sections.change.pupils import MORE, half_of_the_rise, moved
from attendlib.report.sections.change.reasons import by_reason
from attendlib.report.sections.change.told import PLACES, exact_points, rates
from attendlib.report.sections.change.whole import interval, peers_in
from attendlib.report.sections.movement import crossing_lines
from attendlib.report.since import Since
from attendlib.report.words import plural, schools
from attendlib.report.written import write

MOVED, CROSSED = "What moved since last half term", "Spread of absence"


def changed(since: Since) -> Iterator[Sentence]:
    """How far absence moved, beside other schools, what moved it most, and who crossed a line."""
    if since.halves:
        yield Sentence(_whole(since), MOVED)
        yield from (Sentence(words, MOVED) for words in (*_beside(since), *_most(since)))
    if since.view.public:
        return  # what follows counts pupils, of whom there are few in half a term
    if since.halves:
        yield from (Sentence(words, MOVED) for words in _concentrated(since))
    for words in crossing_lines(since.view, unmoved=False):
        yield Sentence(words, CROSSED)


def _whole(since: Since) -> str:
    shown = rates(*since.whole)
    first, last = (half.label.lower() for half in since.halves)
    if since.whole[0].rate == since.whole[1].rate:
        return f"Absence was {_rate(shown['now'])} in {last}, as in {first}."
    before, now = _rate(shown["before"]), _rate(shown["now"])
    return f"Absence was {now} in {last} after {before} in {first}{ending(interval(since))}."


def _rate(shown: float | str | None) -> str:
    return f"{shown:.1f}%" if isinstance(shown, float) else "nearly nought"


def _beside(since: Since) -> Iterator[str]:
    peers = peers_in(since) if since.view.has_peers else None
    if peers:
        change = exact_points(peers[1].rate - peers[0].rate)
        size = f"{'rose' if change > 0 else 'fell'} by {abs(change)} points" if change else "stayed the same"
        yield f"That of all the city's {schools(since.view.phase)} together {size} in the same days."


def _most(since: Since) -> Iterator[str]:
    """The year group and the reason that moved absence most in the direction in which it went."""
    change = since.whole[1].rate - since.whole[0].rate
    years, reasons = by_year(since), by_reason(since)
    first = _furthest([(row["label"], row["both"]) for row in years], change) if len(years) > 1 else ""
    parts = [first, _furthest([(row["reason"], row["points"]) for row in reasons], change)]
    if any(parts):
        yield f"What {'raised' if change > 0 else 'lowered'} it most: {'; by reason, '.join(filter(None, parts))}."


def _furthest(found: list[tuple[str, Decimal]], change: Fraction) -> str:
    """The name that moved furthest the way the whole went, with its points; empty where none moved that way."""
    sign = 1 if change > 0 else -1 if change < 0 else 0
    name, by = max(found, key=lambda pair: sign * pair[1], default=("", Decimal(0)))
    return f"{name} ({write(by, 'points', PLACES).shown} points)" if sign * by > 0 else ""


def _concentrated(since: Since) -> Iterator[str]:
    frame = moved(since)
    few, more = len(half_of_the_rise(frame)), int((frame.kind == MORE).sum())
    if more:
        verb = "makes" if few == 1 else "make"
        half = f"; {few} of them {verb} up half of what they added" if 0 < few < more else ""
        yield f"{plural(more, 'pupil')} missed a larger share than before{half}."
