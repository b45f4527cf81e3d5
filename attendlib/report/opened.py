"""Which cities has this process opened, and are their files still as they were?

In a notebook somebody mends a register and runs the cells again: the figures have to be the new ones.
"""

from dataclasses import dataclass
from pathlib import Path

from attendlib.city.said import files_of, read_city_file
from attendlib.intake import OpenCity, open_city
from attendlib.places import State, state_of

MOST = 4
"""Cities kept open."""


@dataclass(frozen=True)
class _Held:
    city: OpenCity
    states: dict[Path, State]

    @property
    def changed(self) -> bool:
        return any(state_of(place) != state for place, state in self.states.items())


_HELD: dict[str, _Held] = {}


def opened(city_file: str) -> OpenCity:
    """The city of that file: as it was opened before, or anew where one of its files has changed since. Raises as
    ``open_city`` does."""
    held = _HELD.pop(city_file, None)
    if held is None or held.changed:
        held = _open(Path(city_file))
    _HELD[city_file] = held
    for oldest in list(_HELD)[:-MOST]:
        del _HELD[oldest]
    return held.city


def _open(path: Path) -> _Held:
    said, _ = read_city_file(path)
    # Taken first: what changes while the city is being read is seen the next time.
    states = {place: state_of(place) for place in files_of(path, said)}
    return _Held(open_city(path), states)
