"""What does the page say that leads to all documents of a run?"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attendlib.batch.execute import Made
from attendlib.batch.plan import Plan
from attendlib.batch.run import RunResult
from attendlib.documents import NAMES
from attendlib.documents.index import Document, Entry, Group, index_page
from attendlib.intake import OpenCity
from attendlib.measures import Asked, rated

LABELS = {"school_report": "School report", "register_check": "Register check", "city_report": "City report"}
INDEX = "index.html"


def write_index(plan: Plan, result: RunResult, city: OpenCity) -> Path:
    """Write the index page of a run; returns where it is. It tells what was made, what was not, what was set aside."""
    due = {one.due.urn: [m for m in result.made if m.due.urn == one.due.urn] for one in result.made}
    window = city.window(end=plan.settings.as_of)
    rates = {row["school"]: row for row in rated(city.answer(Asked(("school",), window)), places=1).to_pylist()}
    whole = rated(city.answer(Asked(("city",), window)), places=1).to_pylist()
    schools = [
        _entry(s.name, s.phase, due[s.urn], rates.get(s.urn, {}), _aside(city, s.urn))
        for s in city.city.schools
        if s.urn in due
    ]
    groups = [Group("Schools", schools)]
    if "" in due:
        groups.insert(0, Group("City", [_entry(city.city.name, "all", due[""], whole[0] if whole else {}, 0)]))
    place = plan.settings.out / INDEX
    part = place.with_suffix(".part")
    part.write_text(index_page(f"Attendance reports: {city.city.name}", groups, _notes(plan, result, city)), "utf-8")
    part.replace(place)
    return place


def _entry(name: str, phase: str, made: Sequence[Made], rates: dict[str, Any], aside: int) -> Entry:
    documents = [Document(_label(m, file), file) for m in made for file in m.files]
    failed = [m.due.notebook for m in made if m.problem]
    state = f"not made: {', '.join(LABELS.get(f, f) for f in failed)}" if failed else "made"
    if rates.get("attendance_percent") is None:
        state = f"no figures; {state}"
    if aside:
        state += f"; {aside:,} records set aside"
    return Entry(
        name, phase, documents, rates.get("attendance_percent"), rates.get("persistently_absent_percent"), state
    )


def _label(made: Made, file: str) -> str:
    name = LABELS.get(made.due.notebook, made.due.notebook.replace("_", " "))
    kind = NAMES[Path(file).suffix]
    return f"{name} ({kind})" if kind else name


def _aside(city: OpenCity, urn: str) -> int:
    return sum(account.rejected for account in city.accounts if account.urn == urn)


def _notes(plan: Plan, result: RunResult, city: OpenCity) -> list[str]:
    window = city.window(end=plan.settings.as_of)
    notes = [
        f"From {window.start} to {window.end}. {len(city.covered)} of {len(city.city.schools)} schools are in the "
        "city's figures."
    ]
    if result.failed:
        notes.append(f"{len(result.failed)} of {len(result.made)} documents due were not made; the table says which.")
    notes += [f"Nothing could be read of {account.file}; its school's figures lack it." for account in city.unreadable]
    return notes
