"""Did a whole class go without marks while the rest of the school had them?"""

from attendlib.checks.classes import class_shown, silent
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import WARNING, Place, Rule
from attendlib.register import SESSIONS

RULE = Rule(
    "class-without-marks",
    WARNING,
    "a class on roll without a single mark in a session the school recorded",
    "find that class's register for the session and enter it",
)


def find(evidence: Evidence) -> list[Place]:
    """Tutor groups (year groups where there are none) of two pupils or more, none of whom has an accepted mark in a
    session for which other classes have."""
    on_roll = evidence.on_roll.repeat(len(SESSIONS), axis=1)
    recorded = evidence.recorded.reshape(on_roll.shape)
    return [
        Place(f"a class of {pupils} pupils has no mark on {_session(evidence, s)}", column=class_shown(name))
        for name, s, pupils in silent(evidence.roll.class_names, recorded, on_roll)
    ]


def _session(evidence: Evidence, position: int) -> str:
    day, session = divmod(position, len(SESSIONS))
    return f"{evidence.day_values[day]} {SESSIONS[session]}"
