"""Is a present mark found that leans the wrong way?"""

from tiny import Found, TinyCity

from attendlib.checks.remarking.wrong_session_slash import RULE


def test_found_and_counted_all_the_same(tiny_city: TinyCity, found: Found) -> None:
    r"""A \ in a morning and a / in an afternoon are present, with a warning each."""
    upn = tiny_city.pupil()
    tiny_city.record(upn, "2025-09-01", "AM", "\\")
    tiny_city.record(upn, "2025-09-01", "PM", "/")
    assert [(f.row, f.severity) for f in found(RULE.name)] == [(2, "warning"), (3, "warning")]
    assert tiny_city.of(upn)["attended"] == 2


def test_not_found(tiny_city: TinyCity, found: Found) -> None:
    """The right strokes, other codes in either session, and a wrong stroke that was set aside."""
    upn = tiny_city.pupil("/*2 L*2")
    tiny_city.record(upn, "2025-09-06", "AM", "\\")
    assert not found(RULE.name)
