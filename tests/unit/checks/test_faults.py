"""Is a record that cannot be a mark set aside under the fault that its reader named?"""

import pytest
from tiny import Found, TinyCity

from attendlib.checks.faults import FAULTS
from attendlib.checks.listed import ALL_RULES, REJECTING


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (("{upn}", "01/09/2025", "AM", "/"), "bad-date"),
        (("{upn}", "2025-09-31", "AM", "/"), "bad-date"),
        (("{upn}", "2025-09-01", "noon", "/"), "bad-session"),
        (("", "2025-09-01", "AM", "/"), "no-pupil"),
        (("", "", "", ""), "no-pupil"),
    ],
)
def test_set_aside_for_one_fault(tiny_city: TinyCity, found: Found, record: tuple[str, ...], rule: str) -> None:
    """Rejected once, by the first fault, whatever else is wrong with it; even where the mark is blank."""
    upn = tiny_city.pupil("/*2", start="2025-09-08")
    who, day, session, mark = record
    tiny_city.record(who.format(upn=upn), day, session, mark, minutes="0")
    assert len(found(rule)) == 1
    (account,) = tiny_city.open().accounts
    assert (account.accepted, account.rejected) == (2, 1)


def test_every_rule_says_what_and_how_to_mend_it() -> None:
    """Names are unique where they mean one thing, and every rule has its words."""
    names = [rule.name for rule in ALL_RULES]
    assert len(set(names)) == len(names)
    assert set(FAULTS) <= set(REJECTING) <= set(names)
    assert all(rule.says and rule.mend and rule.severity in {"error", "warning", "note"} for rule in ALL_RULES)
