"""How do Wonde session attendance records look? A JSON object with a record per mark under ``data``."""

import json
from pathlib import Path

from attendlib.synth.layouts.stitch import lookup, mark_texts, stitched, stretches
from attendlib.synth.made import RECORDS, MadeRegister

NAME, ENDING, HOLDS = "wonde_json", "wonde.json", RECORDS


def write(register: MadeRegister, path: Path) -> None:
    """Write the register's rows."""
    sessions = [
        f'", "session": "{half}", "date": {{"date": "{day} 00:00:00.000000", "timezone_type": 3, '
        '"timezone": "Europe/London"}, "attendance_code": '
        for day in register.isodays()
        for half in ("AM", "PM")
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('{"data": [')
        for before, rows in stretches(register.rows):
            heads = [f', {{"id": "A{n:09d}", "student": "' for n in range(before + 1, before + len(rows) + 1)]
            heads[0] = heads[0] if before else heads[0].removeprefix(", ")
            tails = mark_texts(rows, _tail)
            file.write(stitched(heads, lookup(register.upns, rows.pupil), lookup(sessions, rows.session), tails))
        file.write('], "meta": {"pagination": {"more": false}}}')


def _tail(code: str, late: int) -> str:
    return f'{json.dumps(code)}, "comment": null, "minutes_late": {late or "null"}, "employee": "E1"}}'
