"""Is an exact repeat found: Found, and the first of its kind kept?"""

from tiny import Found, TinyCity

from attendlib.checks.deciding.duplicate_row import RULE


def test_found(tiny_city: TinyCity, found: Found) -> None:
    """Of three alike the second and third are duplicates, and one session is counted."""
    upn = tiny_city.pupil()
    for _ in range(3):
        tiny_city.record(upn, "2025-09-01", "AM", "I")
    assert [(f.row, f.severity) for f in found(RULE.name)] == [(3, "note"), (4, "note")]
    (account,) = tiny_city.open().accounts
    assert (account.accepted, account.duplicate, account.rejected) == (1, 2, 0)
    assert tiny_city.of(upn)["absent"] == 1


def test_not_found(tiny_city: TinyCity, found: Found) -> None:
    """The same code in another session, or a repeat of a record that was set aside or blank."""
    upn = tiny_city.pupil("I*4")
    for code in ("Q9", "Q9", "-", "-", "#", "#"):
        tiny_city.record(upn, "2025-09-08", "AM", code)
    assert not found(RULE.name)
