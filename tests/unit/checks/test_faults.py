"""Is a record that cannot be a mark set aside under the fault that its reader named?"""

import pytest
from tiny import URN, Found, TinyCity

from attendlib.checks.faults import FAULTS
from attendlib.checks.listed import ALL_RULES, REJECTING
from attendlib.intake import open_city


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


@pytest.mark.parametrize(
    ("record", "rule", "column"),
    [
        (("{upn}", "2025-09-31", "AM", "/"), "bad-date", "date"),
        (("{upn}", "2025-09-01", "noon", "/"), "bad-session", "session"),
        (("", "2025-09-01", "AM", "/"), "no-pupil", "upn"),
        (("NOBODY", "2025-09-01", "AM", "/"), "unknown-pupil", "upn"),
        (("{upn}", "2025-09-01", "AM", "Q9"), "unknown-code", "code"),
        (("{upn}", "2025-09-01", "AM", ""), "missing-mark", "code"),
        (("{upn}", "2025-09-06", "AM", "/"), "closed-session", "date"),
        (("{upn}", "2025-09-08", "AM", "I"), "conflicting-marks", "code"),
        (("{upn}", "2025-09-08", "AM", "/"), "duplicate-row", ""),
    ],
)
def test_a_finding_names_the_column_by_its_heading(
    tiny_city: TinyCity, found: Found, record: tuple[str, ...], rule: str, column: str
) -> None:
    """The one that is wrong; a row that is wrong as a whole names none."""
    upn = tiny_city.pupil("/*2", start="2025-09-08")
    who, day, session, mark = record
    tiny_city.record(who.format(upn=upn), day, session, mark)
    assert {finding.column for finding in found(rule)} == {column}


def test_a_bad_date_names_the_form_of_its_own_file(tiny_city: TinyCity, found: Found) -> None:
    """Of two files of one school, one in the layout's form and one in the form that the city file states."""
    upn = tiny_city.pupil("/*2", start="2025-09-08")
    tiny_city.record(upn, "08.09.2025", "AM", "/")
    place = tiny_city.write()
    rows = f"upn,date,session,code\n{upn},09.09.2025,AM,/\n{upn},2025/09/10,AM,/\n"
    (place.parent / "registers" / "second.csv").write_text(rows, encoding="utf-8")
    text = place.read_text(encoding="utf-8")
    second = f"  - {{urn: '{URN}', path: registers/second.csv, date_format: '%d.%m.%Y'}}\n"
    place.write_text(text + second, encoding="utf-8")
    told = [(f.row, f.message) for f in open_city(place).findings() if f.rule == "bad-date"]
    assert told == [(4, "not a date of the form YYYY-MM-DD"), (3, "not a date of the form DD.MM.YYYY")]


def test_every_rule_says_what_and_how_to_mend_it() -> None:
    """Names are unique where they mean one thing, and every rule has its words."""
    names = [rule.name for rule in ALL_RULES]
    assert len(set(names)) == len(names)
    assert set(FAULTS) <= set(REJECTING) <= set(names)
    assert all(rule.says and rule.mend and rule.severity in {"error", "warning", "note"} for rule in ALL_RULES)
