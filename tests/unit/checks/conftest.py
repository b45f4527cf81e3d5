"""What does every check's test ask?"""

from collections.abc import Iterator

import pytest
from tiny import Found, TinyCity

from attendlib.checks import Finding

SURNAME = "Zebedee-Canary"
"""A name that no finding may repeat."""
TOLD = ("urn", "file", "column", "message", "mend")


@pytest.fixture
def found(tiny_city: TinyCity) -> Iterator[Found]:
    """The findings of one rule. Afterwards no finding at all has held a name, a UPN or a long mark."""
    held: list[Finding] = []

    def ask(rule: str) -> list[Finding]:
        for pupil in tiny_city.pupils:
            pupil |= {"surname": SURNAME, "forename": SURNAME}
        findings = list(tiny_city.open().findings())
        held.extend(findings)
        return [finding for finding in findings if finding.rule == rule]

    yield ask
    private = {SURNAME, *(pupil["upn"] for pupil in tiny_city.pupils)}
    private |= {row[0] for rows in tiny_city.records.values() for row in rows}
    private |= {row[3] for rows in tiny_city.records.values() for row in rows if len(row[3]) > 3}
    for finding in held:
        text = " ".join(str(getattr(finding, name)) for name in TOLD)
        assert not [word for word in private if word and word in text], finding.rule
        assert finding.mend
        assert finding.message
