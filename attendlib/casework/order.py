"""Do the steps of a policy wait for each other in an order in which they can come?"""

from collections.abc import Iterator
from typing import Any

from attendlib.casework.shape import PolicyValue

Place = tuple[Any, ...]
Fault = tuple[Place, str]
"""Where something stands in a policy, and what is wrong with it and how to mend it."""


def out_of_order(says: PolicyValue) -> Iterator[Fault]:
    """Circles, and requirements that escalate the wrong way."""
    order = {step.step: position for position, step in enumerate(says.steps)}
    needs = {s.step: [n.step for n in s.requires if n.step in order and n.step != s.step] for s in says.steps}
    for position, step in enumerate(says.steps):
        if circle := _circle(step.step, needs):
            if order[step.step] == min(order[name] for name in circle):
                shown = " → ".join([*circle, circle[0]])
                yield ("steps", position, "requires"), f"these steps wait for each other in a circle: {shown}"
            continue
        for i, need in enumerate(step.requires):
            if order.get(need.step, -1) > position:
                what = f'"{step.step}" requires "{need.step}", which comes after it: steps stand in order of escalation'
                yield ("steps", position, "requires", i), what
            elif need.step in order and need.outcome != "missed" and _is_level(says, need.step):
                yield ("steps", position, "requires", i), f'"{need.step}" is a level, so it is never sent or met'


def _is_level(says: PolicyValue, name: str) -> bool:
    return any(step.step == name and step.kind == "level" for step in says.steps)


def _circle(start: str, needs: dict[str, list[str]]) -> list[str]:
    """A way from a step back to itself, empty where there is none."""
    ways = [[start]]
    while ways:
        way = ways.pop()
        for name in needs[way[-1]]:
            if name == start:
                return way
            if name not in way:
                ways.append([*way, name])
    return []
