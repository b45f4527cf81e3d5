"""How does the plain long table look? A row per mark: pupil, ISO date, session, code, minutes late."""

from pathlib import Path

from attendlib.synth.layouts.stitch import lookup, mark_texts, stitched, stretches
from attendlib.synth.made import RECORDS, MadeRegister

NAME, ENDING, HOLDS = "long_csv", "long.csv", RECORDS
HEADER = "upn,date,session,code,minutes_late"


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's rows."""
    sessions = [f",{day},{half}," for day in register.isodays() for half in ("AM", "PM")]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        for _, rows in stretches(register.rows):
            tails = mark_texts(rows, lambda code, late: f"{code},{late or ''}\n")
            file.write(stitched(lookup(register.upns, rows.pupil), lookup(sessions, rows.session), tails))
