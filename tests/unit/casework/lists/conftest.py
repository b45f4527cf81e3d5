"""How does a test lay a tiny city on somebody's desk?"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from tiny import URN, TinyCity

from attendlib.casework import policy
from attendlib.casework.lists import Desk
from attendlib.intake import open_city

Laid = Callable[..., Desk]


@pytest.fixture
def laid(tiny_city: TinyCity) -> Laid:
    """``laid("2025-10-03", (upn, "2025-09-22", "letter-a", "sent"))``: the desk on a day, with these rows in the
    interventions table; the school comes fifth where it is another."""

    def lay(
        on: str,
        *rows: tuple[str, ...],
        since: str = "",
        by: str = "blue-coat-2025",
        urns: Sequence[str] | None = None,
    ) -> Desk:
        place = tiny_city.write()
        lines = ["urn,upn,date,step,outcome", *(",".join(((*row, URN)[4], *row[:4])) for row in rows)]
        (tiny_city.folder / "interventions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        place.write_text(place.read_text(encoding="utf-8") + "interventions: interventions.csv\n", encoding="utf-8")
        city, day = open_city(place), date.fromisoformat(on)
        then = date.fromisoformat(since) if since else day - timedelta(days=7)
        return Desk(city.city, city.store, policy(by, day), day, then, urns)

    return lay
