"""What may a policy say?

A policy is a rule whose value holds settings and steps, in the order in which they escalate. Everything in it has a
source; a number that nobody confirmed is a setting with its explanation.
"""

from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from attendlib.casework.prompt import Prompt
from attendlib.casework.written import Limit, Name, Outcome, Strict, Words


class Setting(Strict):
    """A number that a school may change. ``column``: the column of the schools table that overrides it."""

    value: int | float
    unit: Words
    explanation: Words
    reference: Words
    unconfirmed: str = ""
    column: str = ""


class NoImprovement(Strict):
    """Attendance from the day after ``since`` was last done is not higher than before it, once ``after_weeks`` have
    passed."""

    since: Name
    after_weeks: Limit


class When(Strict):
    """Conditions of which all must hold. Percentages are of possible sessions attended, year to date, on integers.

    misses: who is in the class of a rule, persistent_absence or severe_absence, in the academic year of the figures ·
    siblings: another pupil of the household is on roll in the city · phases: only schools of these phases."""

    misses: Words | None = None
    attendance_below: Limit | None = None
    attendance_at_most: Limit | None = None
    attendance_at_least: Limit | None = None
    siblings: bool = False
    phases: list[Words] = Field(default_factory=list)
    no_improvement: NoImprovement | None = None

    @property
    def limits(self) -> dict[str, Any]:
        """The limits of attendance there are, by key."""
        keys = ("attendance_below", "attendance_at_most", "attendance_at_least")
        return {key: limit for key in keys if (limit := getattr(self, key)) is not None}

    @property
    def of_attendance(self) -> bool:
        """Whether it asks how much was attended or missed."""
        return bool(self.limits or self.misses)


class Needs(Strict):
    """Something that must be on record first, and how it must have ended. In the file: a step's name, or both keys."""

    step: Name
    outcome: Literal["done", "missed", "either"] = "done"


class Step(Strict):
    """One step. name: where the condition names a rule, what the rule says is added · kind: an action falls due once; a
    level holds for as long as its condition does, whatever was done.

    review_weeks: calendar weeks from the day it was done to its review · letter: the name of the template of
    the letter that goes out with it; only an action has one · who: who acts · does: what they do."""

    step: Name
    name: Words
    when: When
    requires: list[Annotated[Needs, BeforeValidator(lambda n: {"step": n} if isinstance(n, str) else n)]] = Field(
        default_factory=list
    )
    unless_done: list[Name] = Field(default_factory=list)
    kind: Literal["action", "level"] = "action"
    review_weeks: Limit | None = None
    letter: Name | None = None
    who: Words
    does: Words
    source: Words
    unconfirmed: str = ""


class Record(Strict):
    """Something other than a step that the interventions table may hold: a meeting, a plan, a notice, a hold.

    review_weeks: calendar weeks from its day to its review · closes_review: it says that the review of what was done
    before has been held, whatever came of it."""

    record: Name
    name: Words
    review_weeks: Limit | None = None
    closes_review: bool = False
    source: Words


class Listed(Strict):
    """A list that pupils stand on beside the steps, such as a register of persistent absence."""

    list: Name
    name: Words
    when: When
    source: Words


class Focus(Strict):
    """Schools on which the authority concentrates. ``when`` is asked of all their sessions together."""

    focus: Name
    name: Words
    when: When
    source: Words


class Contradiction(Strict):
    """What the source says against itself or the law, and how the policy reads it."""

    what: Words
    resolved: Words


class Outcomes(Strict):
    """How outcomes in the interventions table are understood. Anything else leaves a finding and counts as done, so
    that nothing that may have gone out goes out again before a person has looked."""

    done: list[Outcome]
    missed: list[Outcome]
    void: list[Outcome]


class Hold(Strict):
    """Which record keeps a pupil out of every step, for which reasons, and which outcome ends it."""

    record: Name
    reasons: list[Outcome]
    ended: list[Outcome]
    source: Words


class PolicyValue(Strict):
    """What a policy says from one day on.

    remembered: whether steps of earlier academic years still count (a hold does, until it is ended) · duties: the
    national rules it rests on · trend_years: academic years over which a school's trend is looked at, 0 for none."""

    title: Words
    settings: dict[Name, Setting] = Field(default_factory=dict)
    steps: list[Step] = Field(min_length=1)
    records: list[Record] = Field(default_factory=list)
    lists: list[Listed] = Field(default_factory=list)
    prompts: list[Prompt] = Field(default_factory=list)
    schools: list[Focus] = Field(default_factory=list)
    trend_years: int = 0
    outcomes: Outcomes
    hold: Hold
    remembered: Literal["academic year", "always"] = "academic year"
    duties: list[Name] = Field(default_factory=list)
    contradictions: list[Contradiction] = Field(default_factory=list)

    @property
    def whens(self) -> list[tuple[tuple[str, int], str, When]]:
        """Every condition, with the place and the name of what it is of."""
        whens = [(("steps", i), step.step, step.when) for i, step in enumerate(self.steps)]
        whens += [(("lists", i), one.list, one.when) for i, one in enumerate(self.lists)]
        return whens + [(("schools", i), one.focus, one.when) for i, one in enumerate(self.schools)]


@cache
def exact(number: float | str) -> Fraction:
    """A number as it is written in the file: 92.5 is 185/2."""
    return Fraction(str(number))
