"""What may a policy ask to be done by count of sessions, apart from its steps?"""

from typing import Any

from pydantic import Field, model_validator

from attendlib.casework.written import Name, Strict, Words
from attendlib.policy import plain

IN_A_ROW, IN_THE_YEAR = "in_a_row", "in_the_year"
"""How a prompt counts sessions: over holidays and up to any other mark, or all of the academic year so far."""


class Prompt(Strict):
    """Something to be done by count, apart from the steps: so many sessions of these codes, either one after the other
    or in all in the academic year so far."""

    prompt: Name
    name: Words
    codes: list[Words] = Field(min_length=1)
    in_a_row: int | None = None
    in_the_year: int | None = None
    who: Words
    source: Words
    unconfirmed: str = ""

    @model_validator(mode="before")
    @classmethod
    def _counted_somehow(cls, said: Any) -> Any:
        ways = [way for way in (IN_A_ROW, IN_THE_YEAR) if isinstance(said, dict) and said.get(way) is not None]
        if isinstance(said, dict) and "sessions" in said:
            raise ValueError(f'"sessions" does not say which: write {IN_A_ROW} or {IN_THE_YEAR} in its place')
        if isinstance(said, dict) and len(ways) != 1:
            raise ValueError(f"say how sessions are counted, with one of {IN_A_ROW} and {IN_THE_YEAR}: 10")
        return said

    @property
    def way(self) -> str:
        """How sessions are counted: IN_A_ROW or IN_THE_YEAR."""
        return IN_THE_YEAR if self.in_a_row is None else IN_A_ROW

    @property
    def sessions(self) -> int:
        """How many sessions it takes."""
        return int(getattr(self, self.way))

    def of(self, sessions: int) -> str:
        """So many of the sessions that it counts, in words: ``6 sessions of U in the year``."""
        return f"{sessions} session{'' if sessions == 1 else 's'} of {' or '.join(self.codes)} {plain(self.way)}"
