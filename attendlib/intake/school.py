"""How do one school's files become stored marks, an account and findings?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from attendlib.checks import Account, Finding, RegisterContext, accounts, examine
from attendlib.checks.finding import ERROR
from attendlib.city import RegisterEntry
from attendlib.errors import LayoutError, UnreadableFile
from attendlib.intake.kept import marks_by_year
from attendlib.intake.returned import totals_of
from attendlib.readers import ReadOptions, read, read_census
from attendlib.store import Store

UNREADABLE = "unreadable-register"
"""The rule of a finding that stands for a whole file: no record of it could be read."""


@dataclass(frozen=True)
class SchoolFiles:
    """One school's register and census files and what they are laid against."""

    folder: Path
    registers: tuple[RegisterEntry, ...]
    census: tuple[RegisterEntry, ...]
    context: RegisterContext


def take_in(files: SchoolFiles, store: Store, fingerprint: dict[str, Any]) -> dict[str, Any]:
    """Read, check and store one school; returns what the store keeps of it. A file that cannot be read makes a finding
    and leaves the school's other files as they are."""
    urn = files.context.school.urn
    store.drop(urn)
    registers, told = _registers(files)
    account: list[Account] = []
    findings: list[Finding] = list(told)
    if registers:
        examined = examine(registers, files.context)
        account.extend(accounts(examined))
        findings.extend(examined.findings)
        for year, table in marks_by_year(examined.evidence).items():
            store.put(urn, f"marks/{year.replace('/', '-')}", table)
    _take_census(files, store, account, findings)
    account.extend(_nothing_read(finding) for finding in findings if finding.rule == UNREADABLE)
    columns = zip(*findings, strict=True) if findings else ([] for _ in Finding._fields)
    store.put(urn, "findings", pa.table(dict(zip(Finding._fields, map(list, columns), strict=True))))
    entry = {"fingerprint": fingerprint, "accounts": [asdict(one) for one in account]}
    store.put_entry(urn, entry)
    return entry


def _registers(files: SchoolFiles) -> tuple[list[Any], list[Finding]]:
    registers, unreadable = [], []
    for entry in files.registers:
        try:
            registers.append(read(files.folder / entry.path, entry.urn, entry.path, options_of(entry)))
        except (LayoutError, UnreadableFile) as error:
            unreadable.append(_unreadable(entry, error))
    return registers, unreadable


def _take_census(files: SchoolFiles, store: Store, account: list[Account], findings: list[Finding]) -> None:
    urn, tables = files.context.school.urn, []
    for entry in files.census:
        try:
            returned = read_census(files.folder / entry.path, entry.urn, entry.path)
        except (LayoutError, UnreadableFile) as error:
            findings.append(_unreadable(entry, error))
            continue
        table, told, found = totals_of(returned, files.context)
        tables.append(table)
        account.append(told)
        findings.extend(found)
    if tables:
        store.put(urn, "totals", pa.concat_tables(tables))


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
        entry.path,
        0,
        "",
        UNREADABLE,
        ERROR,
        str(error),
        "mend or replace the file, or name its layout in the city file; nothing of it is in any figure",
    )


def _nothing_read(finding: Finding) -> Account:
    return Account(finding.urn, finding.file, "", "", 0, 0, 0, 0, 0, 0, 0, {UNREADABLE: 1})


def school_files(
    folder: Path, registers: Sequence[RegisterEntry], census: Sequence[RegisterEntry], context: RegisterContext
) -> SchoolFiles:
    """The files of one school among a city's."""
    urn = context.school.urn
    return SchoolFiles(
        folder, tuple(e for e in registers if e.urn == urn), tuple(e for e in census if e.urn == urn), context
    )
