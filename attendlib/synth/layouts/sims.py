"""How does a SIMS report of marks look? XML with a ``Record`` per mark; where there is no mark, there is no element."""

from pathlib import Path
from xml.sax.saxutils import escape

from attendlib.synth.layouts.stitch import lookup, mark_texts, stitched, stretches
from attendlib.synth.made import RECORDS, MadeRegister

NAME, ENDING, HOLDS = "sims_xml", "sims.xml", RECORDS


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's rows."""
    pupils = [f"<Record><UPN>{upn}</UPN>" for upn in register.upns]
    sessions = [
        f"<Mark_x0020_Date>{day}</Mark_x0020_Date><Session_x0020_Name>{half}</Session_x0020_Name>"
        for day in register.britishdays()
        for half in ("AM", "PM")
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<SuperStarReport>\n')
        for _, rows in stretches(register.rows):
            file.write(stitched(lookup(pupils, rows.pupil), lookup(sessions, rows.session), mark_texts(rows, _tail)))
        file.write("</SuperStarReport>\n")


def _tail(code: str, late: int) -> str:
    mark = f"<Mark>{escape(code)}</Mark>" if code else ""
    minutes = f"<Minutes_x0020_Late>{late}</Minutes_x0020_Late>" if late else ""
    return f"{mark}{minutes}</Record>\n"
