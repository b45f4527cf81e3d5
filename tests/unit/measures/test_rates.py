"""Are rates made from the counts that a table has?"""

import pyarrow as pa

from attendlib.measures import rated, shared


def test_each_rate_from_its_counts() -> None:
    """Half up to two places by default; null where there is nothing to divide by; absent columns make no rate."""
    table = pa.table({"possible": [800, 0], "absent": [51, 0], "enrolments": [80, 0], "persistently_absent": [51, 0]})
    assert rated(table).to_pylist() == [
        {
            "possible": 800,
            "absent": 51,
            "enrolments": 80,
            "persistently_absent": 51,
            "absence_percent": 6.38,
            "persistently_absent_percent": 63.75,
        },
        {
            "possible": 0,
            "absent": 0,
            "enrolments": 0,
            "persistently_absent": 0,
            "absence_percent": None,
            "persistently_absent_percent": None,
        },
    ]


def test_a_share_of_the_possible_sessions_is_of_those_alone() -> None:
    """Dual registration is no part of the possible sessions, so its sessions are no share of them."""
    kinds = ["present", "unauthorised absence", "not counted", "administrative", "authorised absence"]
    table = pa.table({"category": kinds, "sessions": [30, 10, 5, 2, 0], "possible": [40, 40, 40, 40, 0]})
    assert shared(table).column("percent_of_possible").to_pylist() == [75.0, 25.0, None, None, None]


def test_rates_of_ones_own() -> None:
    """Any two counts, to any number of places; a missing count is none."""
    table = pa.table({"sessions": [1, None], "possible": [3, 4]})
    found = rated(table, {"share": ("sessions", "possible")}, places=4)
    assert found.column("share").to_pylist() == [33.3333, 0.0]
