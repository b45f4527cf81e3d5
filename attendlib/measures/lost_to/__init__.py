"""To which reasons are sessions lost that are told for every hundred pupils? Every module here is one such measure.

Sessions are pooled and set over the enrolments with a possible session in the same days, so that the figure grows with
the days that are counted, and may be over 100.
"""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from attendlib.errors import MeasureError
from attendlib.yamlfile import did_you_mean


@dataclass(frozen=True)
class LostTo:
    """What sessions are lost to. words: after "sessions lost to" · reasons: those of the code book that count, of every
    period · note: what a reader may take it for and what it is not · source: the document that names the reasons."""

    words: str
    reasons: frozenset[str]
    note: str
    source: str


def names() -> tuple[str, ...]:
    """Every such measure."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def lost_to(name: str) -> LostTo:
    """The measure of that name. Raises MeasureError with the nearest name."""
    if name not in names():
        raise MeasureError(f'There is no measure of sessions lost to "{name}": {did_you_mean(name, names())}')
    measure: LostTo = import_module(f"{__name__}.{name}").MEASURE
    return measure
