"""How is a list asked for at the keyboard, and how do its rows begin and end?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from attendlib.casework import policy as policy_on
from attendlib.casework.done import Done
from attendlib.casework.figures import Counts
from attendlib.casework.lists import Desk, week_before
from attendlib.casework.why import told
from attendlib.cli.opening import CITY, ON, OUTPUT, POLICY, opened
from attendlib.cli.output import say, write_csv
from attendlib.names import RESTRICTED
from attendlib.rounding import percent

City = Annotated[Path, CITY]
On = Annotated[datetime | None, ON]
Output = Annotated[Path | None, OUTPUT]
Policy = Annotated[str, POLICY]
School = Annotated[
    str | None, typer.Option("--school", help="One school, by its URN. Default: every school.", show_default=False)
]
Names = Annotated[
    bool, typer.Option("--names/--no-names", help="With the pupils' names where the pupils table has them, or without.")
]
Since = Annotated[
    datetime | None,
    typer.Option(
        "--since", formats=["%Y-%m-%d"], help="The day compared with. Default: seven days earlier.", show_default=False
    ),
]

Cells = Sequence[Any]

WHO = ("urn", "upn", "surname", "forename", "year_group", "tutor_group", "house")
COUNTED = ("percent", "possible", "absent", "authorised", "unauthorised")


@dataclass(frozen=True)
class Asked:
    """A list that was asked for. names: with names · output: the file, None for the screen."""

    desk: Desk
    names: bool
    output: Path | None

    def write(self, own: Sequence[str], rows: Iterable[tuple[str, str, Cells]]) -> None:
        """The list: who each row is about (school, pupil), its own cells, and last that it is restricted."""
        write_csv(
            (*WHO, *own, "marking"), ((*self._who(*who), *cells, RESTRICTED) for *who, cells in rows), self.output
        )

    def shows(self, urn: str) -> bool:
        """Whether pupils of a school may be told by name and UPN: a school's list tells only its own."""
        return self.desk.urns is None or urn in self.desk.urns

    def _who(self, urn: str, upn: str) -> Cells:
        roll = self.desk.city.roll.of(urn)
        spell, shown = roll.latest[roll.number[upn]], self.shows(urn)
        names = (spell.surname, spell.forename) if self.names and shown else ("", "")
        groups = (spell.group(name) for name in ("year_group", "tutor_group", "house"))
        return (urn, upn if shown else "", *names, *groups)

    def say(self, words: str) -> None:
        """The last line beside a list: of which day and policy it is, and what it holds."""
        if self.desk.policy.remark(self.desk.on):
            say(self.desk.policy.remark(self.desk.on))
        say(f"{self.desk.on}, {self.desk.policy.name}: {words}")


def asked(
    city: Path,
    policy: str,
    on: datetime | None,
    school: str | None,
    output: Path | None,
    *,
    names: bool,
    since: datetime | None = None,
) -> Asked:
    """What the options say. Raises CityError for an unknown school and for a day outside the city's academic year."""
    city_ = opened(city)
    day: date = city_.to_date(on.date() if on else None).end
    urns = None if school is None else (city_.city.school(school).urn,)
    then = since.date() if since else week_before(day)
    held = policy_on(policy, day, city=city_.city)
    return Asked(Desk(city_.city, city_.store, held, day, then, urns), names, output)


def counted(counts: Counts) -> Cells:
    """The cells of COUNTED."""
    rate = percent(counts.attended, counts.possible, 2)
    return (rate, counts.possible, counts.absent, counts.authorised, counts.unauthorised)


def last(done: Sequence[Done]) -> str:
    """The latest thing on record, empty for none."""
    return told(done[-1:])
