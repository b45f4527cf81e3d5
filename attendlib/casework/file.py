"""Which policy is asked, by its name or its file, and what is wrong with it?"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from attendlib.casework.reading import read_policy
from attendlib.casework.standing import Policy
from attendlib.city import City
from attendlib.errors import RuleError, UnknownRule
from attendlib.measures.asked import year_to_date
from attendlib.policy import rule_names
from attendlib.policy.files import POLICIES, USUAL_POLICY, file_of, names_a_file, policy_names
from attendlib.yamlfile import did_you_mean


def policies_with(step: str) -> list[str]:
    """The policies that come with attendlib and know a step or record of that name, in any of their words."""
    return [name for name in policy_names() if any(step in one.known for one in _values(_place(name)))]


@cache
def notes_alone() -> frozenset[str]:
    """The records by which nothing was done with a pupil, in any words of any policy that comes with attendlib: a hold,
    and that a review was held."""
    every = [one.says for name in policy_names() for one in _values(_place(name))]
    closing = {record.record for says in every for record in says.records if record.closes_review}
    return frozenset({says.hold.record for says in every} | closing)


def policy(name: str | Path, on: date, settings: Mapping[str, str] | None = None, city: City | None = None) -> Policy:
    """The policy of that name, or in that file, as it stands on a day; the nearest of its words where it had none then
    (``Policy.remark`` says so). ``name``: empty for the one that the city's file names, or else the usual one ·
    ``settings``: numbers to use instead of the policy's own · ``city``: whose figures it is asked of, so that a rule
    that it names is that of the city's academic year.

    Raises UnknownRule with the nearest name; RuleError with every mistake in the file, or for a setting it has not."""
    place = _place(whose_steps(str(name), city))
    values = _values(place)
    begun = [value for value in values if value.start <= on]
    found = begun[-1] if begun else values[0]
    asked = found.chosen(settings or {})
    return asked.over(year_to_date(city, on), city.calendar) if city else asked.of_day(on)


def whose_steps(name: str, city: City | None) -> str:
    """The policy that is asked: as named, else as the city's file says, else the usual one."""
    return name or (city.policy if city else "") or USUAL_POLICY


def check_policy(path: Path) -> list[str]:
    """What is wrong with a policy file, each with its line and how to mend it; empty when nothing is."""
    try:
        read_policy(path)
    except RuleError as error:
        return str(error).split("\n")
    return []


def _place(name: str) -> Path:
    known = policy_names()
    if name in known:
        return file_of(POLICIES + name, rule_names(), "policy", ".yaml")
    if names_a_file(name):
        return Path(name)
    raise UnknownRule(f'There is no policy "{name}": {did_you_mean(name, known)}; a policy of your own: give its file')


def _values(place: Path) -> tuple[Policy, ...]:
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        raise RuleError(f"There is no policy file {place}: check the path.") from None
    return _kept(place, changed)


@cache
def _kept(place: Path, changed: int) -> tuple[Policy, ...]:
    return read_policy(place)
