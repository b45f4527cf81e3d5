"""Which codes does the school use more or less than other schools of its phase, by more than their size explains?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from attendlib.codes import Category, code_book
from attendlib.measures.funnel import FEWEST, outside
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import without_marks
from attendlib.report.view import PLACES, View
from attendlib.report.words import schools
from attendlib.rounding import percents

LEFT_OUT = (Category.PRESENT.value, Category.ADMINISTRATIVE.value)
"""Categories whose codes are not looked at, but for lateness: what is not absence or activity."""


@dataclass(frozen=True)
class Unlike:
    """A code of which the school's share of possible sessions lies beyond the limits of schools of its size."""

    code: str
    meaning: str
    sessions: int
    own: float | str
    others: float | str
    more: bool


def codes_unlike(view: View) -> Table | Callout | None:
    """The codes used unlike other schools, with both shares. None in a report for everybody, and where there are too
    few schools to tell."""
    told = without_marks(view)
    if told or view.public:
        return told
    frame = _by_school(view)
    if frame.school.nunique() < FEWEST:
        return None
    rows = [{**vars(one), "more": "more" if one.more else "less"} for one in unlike(view)]
    columns = [
        Column("code", "Code"),
        Column("meaning", "Meaning"),
        Column("sessions", "Sessions", "sessions"),
        Column("own", "Share of possible sessions", "percent"),
        Column("others", f"The other {schools(view.phase, len(view.others))}", "percent"),
        Column("more", "Used"),
    ]
    return Table(
        "Codes used unlike other schools",
        columns,
        rows,
        f"of {frame.code.nunique()} codes none is used unlike the {frame.school.nunique() - 1} other "
        f"{schools(view.phase)}.",
        note="Beyond the limits that 998 of 1,000 schools of this size would keep, were there only chance and the "
        "variation that schools show in general. Unlike others is not wrong: it is worth a look.",
    )


@lru_cache(maxsize=2)
def unlike(view: View) -> tuple[Unlike, ...]:
    """Those codes, the one with most sessions first. Kept for the next part of a report that asks."""
    return tuple(_unlike(view))


def _unlike(view: View) -> Iterator[Unlike]:
    frame = _by_school(view)
    if view.school is None or frame.school.nunique() < FEWEST:
        return
    meanings = {entry.code: entry.meaning for entry in code_book().in_force(view.window.end)}
    by_size = frame[frame.school == view.school.urn].sort_values(["sessions", "code"], ascending=[False, True])
    for code in by_size.code:
        held = frame[frame.code == code]
        own = held.school == view.school.urn
        if outside(held.sessions, held.possible)[own.to_numpy()][0]:
            parts = [held[own][["sessions", "possible"]].sum(), held[~own][["sessions", "possible"]].sum()]
            mine, theirs = (low(percents([p.sessions], [p.possible], PLACES), [p.sessions])[0] for p in parts)
            more = bool(parts[0].sessions * parts[1].possible > parts[1].sessions * parts[0].possible)
            yield Unlike(code, meanings.get(code, ""), int(parts[0].sessions), mine, theirs, more)


@lru_cache(maxsize=2)
def _by_school(view: View) -> pd.DataFrame:
    """A row per school of the phase and code that any of them used, with its sessions, nought where it used none, and
    possible sessions."""
    frame = view.of_peers("school", split="code")
    late = {code for codes in code_book().late_codes.values() for code in codes}
    # A census return that does not give every reason has the rest under no code.
    seen = frame[(frame.code != "") & (~frame.category.isin(LEFT_OUT) | frame.code.isin(late))]
    table = seen.pivot_table(index="school", columns="code", values="sessions", aggfunc="sum", fill_value=0)
    possible = frame.groupby("school").possible.max()
    table = table.reindex(possible[possible > 0].index, fill_value=0)
    long = table.stack().rename("sessions").reset_index()
    return long.assign(possible=possible.reindex(long.school).to_numpy())
