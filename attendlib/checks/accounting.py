"""Where did every record go?

Records read = accepted + rejected + duplicate + missing + administrative, for every file, verified each time.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from attendlib.checks.examine import Examined
from attendlib.checks.finding import OUTCOMES
from attendlib.errors import AccountingError


@dataclass(frozen=True)
class Account:
    """One register file's account. ``rows`` are physical rows, ``records`` mark positions; ``rules`` counts the
    findings of each rule."""

    urn: str
    file: str
    layout: str
    encoding: str
    rows: int
    records: int
    accepted: int
    rejected: int
    duplicate: int
    missing: int
    administrative: int
    rules: dict[str, int]


def accounts(examined: Examined) -> tuple[Account, ...]:
    """The account of each of a school's register files. Raises AccountingError unless, for every file, the reader's own
    count of records, the table built from them and the sum of all outcomes agree."""
    rules: dict[str, Counter[str]] = {}
    for finding in examined.findings:
        rules.setdefault(finding.file, Counter())[finding.rule] += 1
    told = []
    for part, start, end in zip(examined.parts, examined.starts, examined.starts[1:], strict=False):
        outcome = examined.evidence.outcome[start:end]
        outcomes = {name: int(np.count_nonzero(outcome == i)) for i, name in enumerate(OUTCOMES)}
        if not part.counted.records == len(part) == sum(outcomes.values()):
            raise AccountingError(
                f"{part.file}: {part.counted.records} records counted in the file, {len(part)} read, "
                f"{sum(outcomes.values())} accounted for. Nothing of it was used; please report this."
            )
        told.append(
            Account(
                part.urn,
                part.file,
                part.layout,
                part.encoding,
                part.counted.rows,
                len(part),
                **outcomes,
                rules=dict(rules.get(part.file, {})),
            )
        )
    return tuple(told)
