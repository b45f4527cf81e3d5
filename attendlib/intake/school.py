"""How do one school's files become stored marks, an account and findings?"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from attendlib.checks import Account, Finding, accounts, examine
from attendlib.checks.evidence import Evidence
from attendlib.checks.finding import ERROR
from attendlib.city import RegisterEntry
from attendlib.errors import LayoutError, UnreadableFile
from attendlib.intake.exchanged import refuse_exchanged
from attendlib.intake.files import UNREADABLE, SchoolFiles
from attendlib.intake.kept import Chosen, marks, parts_by_year
from attendlib.intake.noticed import changed, held_before
from attendlib.intake.returned import totals_of
from attendlib.readers import CensusReturn, ReadOptions, read, read_census
from attendlib.store import Store

UNREAD = (LayoutError, UnreadableFile, OSError)
"""What a file raises of which nothing can be read."""


def take_in(files: SchoolFiles, store: Store, fingerprint: dict[str, Any]) -> dict[str, Any]:
    """Read, check and store one school; returns what the store keeps of it. A file that cannot be read makes a finding
    and leaves the school's other files as they are."""
    # Arrow's usual pool hands memory back after each stretch, and much of a long file's time goes to fetching it anew.
    pa.set_memory_pool(pa.system_memory_pool())
    urn = files.context.school.urn
    before = held_before(store, urn, fingerprint)
    store.drop(urn)
    registers, told = _registers(files)
    account: list[Account] = []
    findings: list[Finding] = list(told)
    marked = np.empty(0, dtype="datetime64[D]")
    if registers:
        examined = examine(registers, files.context)
        # Writing is most of the time that is left, and needs nothing of what is found meanwhile.
        with ThreadPoolExecutor(1) as beside:
            stored = beside.submit(_store_marks, examined.evidence, store)
            account.extend(accounts(examined))
            findings.extend(examined.findings)
            if before and (seen := changed(before, examined.evidence)):
                store.add_changed(urn, seen)
            stored.result()
        marked = examined.evidence.marked_days
    if files.census:
        totals, of_returns, found = totals_of(_returns(files, findings), files.context, marked)
        account.extend(of_returns)
        findings.extend(found)
        if len(totals):
            store.put(urn, "totals", totals)
    account.extend(_nothing_read(finding) for finding in findings if finding.rule == UNREADABLE)
    store.put_findings(urn, findings)
    as_of = files.context.as_of.isoformat()
    entry = {"fingerprint": fingerprint, "accounts": [asdict(one) for one in account], "as_of": as_of}
    store.put_entry(urn, entry)
    return entry


def _store_marks(evidence: Evidence, store: Store) -> None:
    """Large registers go in parts, as many at once as there are cores."""

    def put(one: tuple[str, int, Chosen]) -> None:
        year, part, where = one
        store.put(evidence.school.urn, f"marks/{year.replace('/', '-')}", marks(evidence, where), part)

    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        list(side_by_side.map(put, parts_by_year(evidence)))


def _registers(files: SchoolFiles) -> tuple[list[Any], list[Finding]]:
    registers, unreadable = [], []
    for entry in files.registers:
        try:
            register = read(files.folder / entry.path, entry.urn, entry.called, options_of(entry))
            if entry.date_format is None:  # a person who states the form has looked at the dates
                refuse_exchanged(register, files.context.calendar)
            registers.append(register)
        except UNREAD as error:
            unreadable.append(_unreadable(entry, error))
    return registers, unreadable


def _returns(files: SchoolFiles, findings: list[Finding]) -> list[CensusReturn]:
    """The school's census returns that can be read; a finding is added for each that cannot."""
    returns = []
    for entry in files.census:
        try:
            returns.append(read_census(files.folder / entry.path, entry.urn, entry.called, options_of(entry)))
        except UNREAD as error:
            findings.append(_unreadable(entry, error))
    return returns


def options_of(entry: RegisterEntry) -> ReadOptions:
    """What the city file says of how to read this register."""
    return ReadOptions(
        layout=entry.layout,
        date_format=entry.date_format,
        encoding=entry.encoding,
        marks=entry.marks,
        sheet=entry.sheet,
    )


def _unreadable(entry: RegisterEntry, error: Exception) -> Finding:
    return Finding(
        entry.urn,
        entry.called,
        0,
        "",
        UNREADABLE,
        ERROR,
        f"{Path(entry.path).name}: the file cannot be opened" if isinstance(error, OSError) else str(error),
        "do as the message says, for nothing of the file is in any figure",
    )


def _nothing_read(finding: Finding) -> Account:
    return Account(finding.urn, finding.file, "", "", 0, 0, 0, 0, 0, 0, 0, {UNREADABLE: 1})
