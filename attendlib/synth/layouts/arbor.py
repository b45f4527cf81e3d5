"""How does an Arbor roll-call export look? A row per mark, UTF-8 with a byte order mark, dates as 01/09/2025."""

from pathlib import Path

from attendlib.synth.layouts.stitch import lookup, mark_texts, stitched, stretches
from attendlib.synth.made import RECORDS, MadeRegister

NAME, ENDING, HOLDS = "arbor_csv", "arbor.csv", RECORDS
HEADER = (
    "ATTENDANCE_ROLL_CALL_RECORD_ID,STUDENT_UNIQUE_ID,DATE,PERIOD,RAW_MARK,MARK_CODE,MINUTES_LATE,ACADEMIC_YEAR_NAME"
)


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's rows."""
    year = f"{register.first_year}/{register.first_year + 1}"
    sessions = [f",{day},{half}," for day in register.britishdays() for half in ("AM", "PM")]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(HEADER + "\r\n")
        for before, rows in stretches(register.rows):
            numbers = [f"{n}," for n in range(before + 1, before + len(rows) + 1)]
            tails = mark_texts(rows, lambda code, late: f"{code},{code},{late or ''},{year}\r\n")
            file.write(stitched(numbers, lookup(register.upns, rows.pupil), lookup(sessions, rows.session), tails))
