"""How are the drafts of a city's letters made, school by school?"""

import io
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context

from attendlib.casework.letters import Letter, LettersDue, letters_of
from attendlib.city import City
from attendlib.city.contacts import Contacts
from attendlib.documents.letters.approval import APPROVAL, COLUMNS, approval_rows
from attendlib.documents.letters.draft import PDF, Draft, draft, together
from attendlib.documents.letters.folder import Drafts
from attendlib.documents.letters.templates import Templates
from attendlib.report.words import plural
from attendlib.spreadsheet import write_rows
from attendlib.store import Store

WORTH_SHARING = 60
"""Letters above which several processes are worth their start."""

Progress = Callable[[str, int, int], None]
"""Told the school's name, how many letters are done and how many there are."""


@dataclass
class Made:
    """What was made. steps: letters by step · to_fill: letters with a blank · lost: what is not in the PDFs of a
    template, by its name."""

    steps: Counter[str] = field(default_factory=Counter)
    to_fill: int = 0
    lost: dict[str, dict[str, None]] = field(default_factory=dict)

    def note(self, one: Draft) -> None:
        """One more letter."""
        self.steps[one.letter.stage.due] += 1
        self.to_fill += bool(one.blanks)
        if one.lost:
            self.lost.setdefault(one.template, {}).update(dict.fromkeys(one.lost))


@dataclass(frozen=True)
class Making:
    """Everything that drafts are made with. folders: where each school's go, by URN, within ``drafts``."""

    city: City
    store: Store
    due: LettersDue
    contacts: Contacts
    templates: Templates
    drafts: Drafts
    folders: Mapping[str, str]
    formats: Collection[str]

    def run(self, workers: int = 1, progress: Progress | None = None) -> Made:
        """Make them all. Nothing is written before every template was looked at and every folder is free for them.
        Raises TemplateError, OutputError."""
        due, made, done = self.due, Made(), 0
        for urn, letters in due.of_school.items():
            for name in sorted({due.policy.step(letter.stage.due).letter or "" for letter in letters}):
                self.templates.of(name, urn)
        self.drafts.check(self.folders.values())
        total = sum(map(len, due.of_school.values()))
        with _pool(workers, total) as pool:
            for urn, folder in self.folders.items():
                drafts = []
                for one in self._of_school(urn, pool):
                    drafts.append(one)
                    made.note(one)
                    done += 1
                    if progress:
                        progress(self.city.school(urn).name, done, total)
                self._put(urn, folder, drafts)
        return made

    def _of_school(self, urn: str, pool: Executor | None) -> Iterator[Draft]:
        letters = letters_of(self.city, self.store, self.due, urn, contacts=self.contacts, dated=self.drafts.dated)
        make = partial(_draft, self.templates, tuple(self.formats))
        return pool.map(make, letters, chunksize=4) if pool else map(make, letters)

    def _put(self, urn: str, folder: str, drafts: list[Draft]) -> None:
        held = self.due.held.get(urn, ())
        if not drafts and not held:
            self.drafts.drop(folder)
            return
        files = {f"{one.letter.stage.due}/{name}": data for one in drafts for name, data in one.files.items()}
        steps: dict[str, list[Draft]] = {}
        for one in drafts:
            steps.setdefault(one.letter.stage.due, []).append(one)
        for step, of_step in steps.items() if PDF in self.formats else ():
            title = f"{self.city.school(urn).name}: {plural(len(of_step), 'letter')} about attendance ({step})"
            files |= together(of_step, step, title)
        table, spells = io.StringIO(newline=""), {s.upn: s for s in self.city.roll.of(urn).latest}
        write_rows(COLUMNS, approval_rows(drafts, self.due, urn, spells), table)
        # With a byte order mark: whoever opens it in a spreadsheet is to see every name right.
        self.drafts.put(folder, files | {APPROVAL: table.getvalue().encode("utf-8-sig")})


def _draft(templates: Templates, formats: tuple[str, ...], letter: Letter) -> Draft:
    return draft(letter, templates.of(letter.step.letter or "", letter.school.urn), formats)


@contextmanager
def _pool(workers: int, letters: int) -> Iterator[Executor | None]:
    if workers < 2 or letters < WORTH_SHARING:
        yield None
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield pool
