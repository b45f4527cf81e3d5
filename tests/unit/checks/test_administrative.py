"""Are # and Z told apart without a finding?"""

from tiny import Found, TinyCity

from attendlib.checks.deciding.administrative import RULE


def test_counted_but_not_told(tiny_city: TinyCity, found: Found) -> None:
    """They are an outcome of their own in the account, and nothing odd."""
    tiny_city.pupil("# Z /")
    (account,) = tiny_city.open().accounts
    assert (account.administrative, account.accepted) == (2, 1)
    assert not found(RULE.name)
