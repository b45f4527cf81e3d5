"""Are reasons said in the same words and marks in the chart, the table and the peers' column?"""

import pytest
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report

OTHER = "999002"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """A school with 1 interview in 4,000 sessions, and another with 1 religious observance in as many."""
    tiny_city.as_of = "2025-09-12"
    for urn, code in ((URN, "J1"), (OTHER, "R")):
        tiny_city.pupil(f"{code} I*2 /*17", urn=urn)
        for _ in range(199):
            tiny_city.pupil("/*20", urn=urn)
    return tiny_city


def test_a_share_that_rounds_to_nothing_is_low_everywhere(city: TinyCity) -> None:
    """Own figures, peers' figures and the chart: low where there are sessions, 0.0% where there are none."""
    view = report.school_view(city.write(), URN)
    rows = {row["reason"]: row for row in cells(report.reasons_compared(view))}
    assert (rows["Interview"]["share"], rows["Interview"]["share_peers"]) == ("low", "low")
    assert (rows["Religious observance"]["share"], rows["Religious observance"]["share_peers"]) == ("0.0%", "low")
    assert rows["Illness"]["share"] == "0.1%"
    chart = report.reasons(view)
    assert "Interview low" in chart.alt  # type: ignore[union-attr]
    assert "low means: not zero, but rounds to zero" in chart.note  # type: ignore[union-attr]
    assert ">0.0%<" not in chart.svg  # type: ignore[union-attr]


def test_peers_have_a_column_only_where_there_are_any(city: TinyCity) -> None:
    """A school alone in its phase is not its own peer."""
    city.phases[OTHER] = "special"
    table = report.reasons_compared(report.school_view(city.write(), URN))
    assert heads(table) == ["Reason", "Kind", "Sessions", "Share of possible sessions"]
    assert "No other primary school has figures." in said(table)


def test_a_city_has_no_peers(city: TinyCity) -> None:
    """Nor does it lack any."""
    table = report.reasons_compared(report.city_view(city.write()))
    assert len(heads(table)) == 4
    assert "No other" not in said(table)


def test_sessions_that_are_not_counted_stand_apart(tiny_city: TinyCity) -> None:
    """They are in no share."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("Y1*4 I*4 /*12")
    view = report.school_view(tiny_city.write(), URN)
    assert [row["sessions"] for row in cells(report.not_counted(view))] == ["4"]
    assert [row["share"] for row in cells(report.reasons_compared(view))] == ["25.0%"]
