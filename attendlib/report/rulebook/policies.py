"""What does each policy say: its steps, its settings and the rest?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attendlib.casework import Policy, policy
from attendlib.casework.inwords import conditions
from attendlib.policy import Held, Rule, plain, rule, rule_names
from attendlib.policy.files import POLICIES
from attendlib.report.blocks import Block, Section, Table, Words
from attendlib.report.rulebook.tables import UNSAID, dates, ended, figures, listed, values, who
from attendlib.report.words import sentence

STEPS = {
    "name": "Step",
    "when": "When it is due",
    "review_weeks": "Weeks to its review",
    "who": "Who acts",
    "does": "What is done",
}
SETTINGS = {"name": "Setting", "value": "Value", "unit": "Unit", "explanation": "Why"}
PROMPTS = {
    "name": "Prompt",
    "codes": "Codes",
    "in_a_row": "Sessions in a row",
    "in_the_year": "Sessions in the year",
    "who": "Who acts",
}
RECORDS = {"record": "On record as", "name": "What it is", "review_weeks": "Weeks to its review"}
CONTRADICTIONS = {"what": "What the sources say against each other", "resolved": "How it is read here"}
"""The columns of a table: a key of its rows, and its heading."""

IN_POLICIES = {
    "steps": STEPS,
    "settings": SETTINGS,
    "prompts": PROMPTS,
    "records": RECORDS,
    "contradictions": CONTRADICTIONS,
}
"""The parts of a policy that are tables of their own."""


def policies(on: date | None) -> Iterator[Block]:
    """A part for each policy, with tables of its steps, its settings and the rest."""
    for known in (rule(name) for name in rule_names() if name.startswith(POLICIES)):
        yield Section(known.name.removeprefix(POLICIES), known.description, level=3)
        for held in values(known, on):
            if held.ended:
                yield ended(held)
                continue
            yield Words([f"{held['title']}: {dates(held)}. Who says so: {who(held)}"])
            yield from _parts(known, held, policy(known.name.removeprefix(POLICIES), held.start))
        if not values(known, on):
            yield Words([UNSAID])


def _parts(known: Rule, held: Held, asked: Policy) -> Iterator[Table]:
    for key, columns in IN_POLICIES.items():
        if rows := held.get(key):
            shown = _steps(rows, asked) if key == "steps" else _rows(rows)
            yield listed(f"{held['title']}: {plain(key)}", shown, columns)
    rest = {key: value for key, value in held.items() if key not in ("title", *IN_POLICIES)}
    yield figures(f"{held['title']}: what else it says", known, rest)


def _steps(held: Any, asked: Policy) -> list[Mapping[str, Any]]:
    """The steps, each with when it is due by the policy's own settings, in the words of ``attendlib policy check``."""
    due = {step.step: conditions(step, asked) for step in asked.written.steps}
    return [{**row, "when": due[row["step"]]} for row in held]


def _rows(held: Any) -> list[Mapping[str, Any]]:
    """The entries of a part of a policy; where each goes by a name, with that."""
    named = isinstance(held, Mapping)
    return [{"name": sentence(plain(name)), **entry} for name, entry in held.items()] if named else list(held)
