"""What else is on record in the invented city, beside letters and meetings: reviews, holds and amendments?

Drawn apart from the marks, which they change in nothing: somebody looks at most pupils about four weeks after a letter
or a meeting, a few pupils are on hold, and reasons that came late were put into the register with a record of it.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from attendlib.register import SESSIONS
from attendlib.synth.facts import having, mark, marks
from attendlib.synth.fill import Filled
from attendlib.synth.letters import Step
from attendlib.synth.made import MadeRegister

_REVIEW, _LATE, _FORGOTTEN = np.timedelta64(28, "D"), 5, 0.06
"""Time from a step to its review, days by which that is late at most, and the share that nobody holds."""

_REASONS = ("bereavement", "medical", "safeguarding")
_PUPILS_A_HOLD, _LATELY, _ENDS_AFTER = 40, 40, 8
"""Pupils with a letter for each hold, school days before the last in which it is placed, and those after which every
second one ends."""

_CAUSES = {
    "illness": "parent rang: unwell",
    "medical": "appointment card seen",
    "holiday": "parent confirmed: holiday",
    "other": "no reason given by the parent",
}
_ENTRIES_AN_AMENDMENT = 3000
"""Entries of a register for each amendment."""


def reviews(filled: Filled, steps: Sequence[Step], rng: np.random.Generator) -> Iterator[Step]:
    """Reviews of steps after which nothing else came before its review was due."""
    days = filled.sheet.days
    own: dict[int, list[Step]] = {}
    for step in steps:
        own.setdefault(step.row, []).append(step)
    for row, done in own.items():
        for step, then in zip(done, [*done[1:], None], strict=True):
            late, held = np.timedelta64(int(rng.integers(0, _LATE + 1)), "D"), rng.random() >= _FORGOTTEN
            later = days.positions[days.days[days.positions] >= step.day + _REVIEW + late]
            if held and len(later) and filled.here[row, 2 * int(later[0])]:
                day = days.days[int(later[0])]
                if then is None or day < then.day:
                    yield Step(row, day, "review", "held")


def holds(filled: Filled, steps: Sequence[Step], rng: np.random.Generator) -> Iterator[Step]:
    """A few of the pupils with a letter, put on hold after the latest thing that was done for them."""
    days = filled.sheet.days
    latest = {step.row: step.day for step in steps}
    lately = days.positions[-_LATELY:]
    count = -(-len(latest) // _PUPILS_A_HOLD)
    for number, row in enumerate(rng.choice(sorted(latest), count, replace=False).tolist() if latest else []):
        free = [at for at in lately.tolist() if days.days[at] > latest[row] and filled.here[row, 2 * at]]
        if free:
            place = int(rng.choice(free))
            yield Step(row, days.days[place], "hold", _REASONS[int(rng.integers(0, len(_REASONS)))])
            after = [at for at in free if at > place][_ENDS_AFTER:]
            if after and number % 2:
                yield Step(row, days.days[after[0]], "hold", "ended")


def amendments(register: MadeRegister, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """Rows of the amendments table up to when it was amended: absences without a reason until one was found."""
    sheet, days = register.sheet, register.sheet.days
    absent: NDArray[np.bool_] = register.marked & having(*_CAUSES)[sheet.cells]
    held = days.positions
    known = np.argwhere(absent[:, : 2 * int(held[-_LATE - 1])]) if len(held) > _LATE else np.zeros((0, 2), int)
    count = min(len(known), -(-int(register.marked.sum()) // _ENTRIES_AN_AMENDMENT))
    why = {mark(role): words for role, words in _CAUSES.items()}
    for row, column in known[np.sort(rng.choice(len(known), count, replace=False))].tolist():
        cell = int(sheet.cells[row, column])
        later = held[held > column // 2]
        on = days.days[int(later[int(rng.integers(0, _LATE))])]
        entry = (register.upns[row], days.days[column // 2], SESSIONS[column % 2])
        codes = marks()[mark("unresolved")], marks()[cell]
        yield (register.school.urn, *entry, *codes, why[cell], on)
