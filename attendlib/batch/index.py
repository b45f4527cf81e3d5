"""What does the page say that leads to all documents of a run's folder?

It is made from the ledger: schools that a run left alone stay on it, with the documents they have.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attendlib.batch.bench import Bench
from attendlib.batch.decide import intact
from attendlib.batch.disk import put
from attendlib.batch.ledger import Entry
from attendlib.batch.origin import program_digest
from attendlib.batch.plan import EDITIONS, Plan, folder_of
from attendlib.documents import NAMES
from attendlib.intake import OpenCity
from attendlib.intake.changed import digest, identity
from attendlib.names import CITY_FOLDER, INDEX, anchor

if TYPE_CHECKING:
    from attendlib.documents import index as page


def put_index(bench: Bench) -> None:
    """Write the index page, unless it is there and would say the same."""
    plan, city, ledger = bench.plan, bench.city, bench.ledger
    entries = {key: entry for key, entry in ledger.entries().items() if key in plan.known}
    failed = [key for key in ledger.failures() if key in plan.known]
    registers = [part for entry in city.entries.values() for part in identity(entry["fingerprint"])]
    told = (plan.settings.as_of, plan.settings.notebooks, city.city.name, city.city.schools, entries, failed)
    origin = {"all": digest(repr(told), program_digest(), *registers)}
    known = ledger.entries().get(INDEX)
    if known is not None and known.origin == origin and intact(known, bench.desk.out):
        return
    data = _Page(plan, city, entries, failed).html().encode()
    put(bench.desk.out / INDEX, data, bench.desk.hidden)
    ledger.settle("", [Entry(INDEX, "", "", "index", origin, {INDEX: hashlib.sha256(data).hexdigest()})])


class _Page:
    """The page, from what the ledger holds: the documents in place, and the keys of what failed."""

    def __init__(self, plan: Plan, city: OpenCity, entries: dict[str, Entry], failed: Sequence[str]) -> None:
        self.plan, self.city, self.entries, self.failed = plan, city, entries, failed

    def html(self) -> str:
        from attendlib.documents.index import Group, index_page
        from attendlib.report.sections.measured import shown
        from attendlib.report.sections.schools import of_schools
        from attendlib.report.sections.withheld import withheld_alone
        from attendlib.report.view import View
        from attendlib.report.words import phase_name

        of_city, settings = self.city.city, self.plan.settings
        window = self.city.window(end=settings.as_of)
        view = View(self.city, window)
        schools_told, city_told = of_schools(view), withheld_alone(view, shown(view.own("city")))
        rates = {row["school"]: row for row in schools_told.to_dict("records")}
        whole: dict[str, Any] = next(iter(city_told.to_dict("records")), {})
        groups = []
        if settings.notebooks.city:
            city_keys = [f"{CITY_FOLDER}/{notebook}" for notebook in settings.notebooks.city]
            groups.append(Group("City", self._rows(of_city.name, "all", city_keys, whole)))
        schools = []
        for school in of_city.schools:
            folder = folder_of(school.urn, school.name)
            keys = [f"{folder}/{notebook}" for notebook in settings.notebooks.school]
            aside = sum(account.rejected for account in self.city.accounts if account.urn == school.urn)
            own = self._rows(school.name, phase_name(school.phase), keys, rates.get(school.urn, {}), aside)
            schools += [replace(row, anchor=anchor(school.urn)) for row in own]
        groups.append(Group("Schools", schools))
        return index_page(f"Attendance reports: {of_city.name}", groups, self._notes(window, len(schools)))

    def _rows(
        self, name: str, phase: str, keys: Sequence[str], rates: dict[str, Any], aside: int = 0
    ) -> "list[page.Entry]":
        """The row of a school or the city; none where nothing was ever due of it."""
        from attendlib.documents.index import Document
        from attendlib.documents.index import Entry as Row
        from attendlib.report.written import NOT_APPLICABLE

        if not any(key in self.entries or key in self.failed for key in keys):
            return []
        held = [self.entries[key] for key in keys if key in self.entries]
        documents = [
            Document(_label(one.notebook), NAMES[Path(file).suffix], f"{one.folder}/{file}")
            for one in held
            for file in one.files
        ]
        state = self._state(keys)
        if rates.get("attendance_percent") is None:
            state = f"no figures; {state}"
        if aside:
            state += f"; {aside:,} records set aside"
        persistent = rates.get("persistently_absent_percent", NOT_APPLICABLE if rates else None)
        figures = rates.get("attendance_percent"), persistent
        return [Row(name, phase, documents, *figures, state)]

    def _state(self, keys: Sequence[str]) -> str:
        failed = [_label(key.rpartition("/")[2]) for key in keys if key in self.failed]
        if not failed:
            return "made"
        before = any(key in self.entries for key in keys)
        return f"not made: {', '.join(failed)}{'; the documents here are of an earlier run' if before else ''}"

    def _notes(self, window: Any, shown: int) -> list[str]:
        from attendlib.report.words import day

        schools = len(self.city.city.schools)
        notes = [
            f"From {day(window.start)} to {day(window.end)}. {len(self.city.covered(window))} of {schools} schools are "
            "in the city's figures."
        ]
        if shown < schools and self.plan.settings.notebooks.school:
            notes.append(f"{schools - shown} of {schools} schools have no documents here yet.")
        if any(entry.notebook in EDITIONS for entry in self.entries.values()):
            notes.append("What is called “without names” is for everybody. What names pupils says so on every page.")
        if self.failed:
            notes.append(f"{len(self.failed)} of {len(self.plan.known)} documents were not made; the table says which.")
        unread = self.city.unreadable
        return notes + [f"Nothing could be read of {account.file}; its school's figures lack it." for account in unread]


def _label(notebook: str) -> str:
    return notebook.replace("_", " ").capitalize()
