"""How much do pupils of each attainment miss, and what do pupils of each level of absence attain?

The two tables of the official study, from a row per pupil or from counts that are already added up. Bands are told on
integers; sessions and pupils are pooled and each figure is rounded once.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from attendlib.errors import ResearchError
from attendlib.rounding import percents

ALL, NONE = "All pupils", "no absence"
TWENTIETHS = 20
PLACES = 1


def absence_by_attainment(frame: pd.DataFrame, group: str, order: Sequence[str] = ()) -> pd.DataFrame:
    """A row per attainment group, then all pupils: pupils, possible and absent sessions, absence in percent.

    frame: ``possible`` and ``absent`` by pupil, or by any part of the pupils with its ``pupils`` · group: the column of
    the groups; a row without one is in none, and not among all pupils · order: the groups as they are to stand, else
    by name. Raises ResearchError for a group that is not in ``order``."""
    told = _counted(frame, ["possible", "absent"])[lambda f: f[group].notna() & (f[group] != "")]
    strange = set(told[group]) - set(order) if order else set()
    if strange:
        raise ResearchError(f"The order of the groups lacks {', '.join(sorted(map(str, strange)))}.")
    sums = told.groupby(group)[["pupils", "possible", "absent"]].sum()
    sums = sums.reindex([name for name in order if name in sums.index] if order else sorted(sums.index))
    table = sums.reset_index().rename(columns={group: "group"})
    total = pd.DataFrame({"group": [ALL], **{name: [sums[name].sum()] for name in sums.columns}})
    table = pd.concat([table, total], ignore_index=True).astype(dict.fromkeys(sums.columns, int))
    return table.assign(absence_percent=percents(table.absent, table.possible, PLACES))


def attainment_by_band(frame: pd.DataFrame, edges: Sequence[int], attained: str = "passed") -> pd.DataFrame:
    """A row per band of absence: pupils, how many of them attained, in percent.

    edges: the lower edges of the bands in percent, 0 first; each band goes up to but not including the next. Pupils
    without any absence stand apart. ``attained``: 1 or 0; a pupil without it is in no row. Raises ResearchError for
    edges that do not rise from 0."""
    if not edges or edges[0] != 0 or list(edges) != sorted(set(edges)):
        raise ResearchError("The lower edges of the bands start at 0 and rise.")
    told = _attained(frame, attained)
    over = 100 * told.absent.to_numpy()[:, None] >= np.array(edges) * told.possible.to_numpy()[:, None]
    place = np.where(told.absent == 0, -1, over.sum(axis=1) - 1)
    names = {-1: NONE, **{at: band_name(edges, at) for at in range(len(edges))}}
    return _shares(told, pd.Series(place, index=told.index), names)


def band_name(edges: Sequence[int], at: int) -> str:
    """``more than 0 and under 5%``, ``5% and under 10%``, ``50% or more``."""
    low = "more than 0" if edges[at] == 0 else f"{edges[at]}%"
    return f"{edges[at]}% or more" if at == len(edges) - 1 else f"{low} and under {edges[at + 1]}%"


def attainment_by_class(frame: pd.DataFrame, attained: str = "passed") -> pd.DataFrame:
    """Three rows: pupils who are not persistently absent, who are, and the severely absent among them."""
    told = _attained(frame, attained)
    rows = {
        "not persistently absent": told.persistently_absent == 0,
        "persistently absent": told.persistently_absent == 1,
        "severely absent": told.severely_absent == 1,
    }
    parts = [_shares(told[kept], pd.Series(0, index=told.index[kept]), {0: name}) for name, kept in rows.items()]
    return pd.concat(parts, ignore_index=True)


def attainment_by_twentieth(frame: pd.DataFrame, attained: str = "passed") -> pd.DataFrame:
    """Twenty rows or fewer: pupils in order of their absence, cut into twentieths; ``low`` and ``high`` are the least
    and most absence in a row, in percent. Pupils with the same absence stand in the same row."""
    told = _attained(frame, attained)
    rate = told.absent / told.possible
    place = np.ceil(rate.rank(method="average") * TWENTIETHS / max(len(told), 1)).astype(int)
    table = _shares(told, place, {at: str(at) for at in sorted(place.unique())})
    ends = pd.DataFrame({"place": place, "absent": told.absent, "possible": told.possible, "rate": rate})
    ends = ends.sort_values(["place", "rate"]).groupby("place")
    low, high = ends.first(), ends.last()
    return table.assign(
        low=percents(low.absent, low.possible, PLACES), high=percents(high.absent, high.possible, PLACES)
    )


def _attained(frame: pd.DataFrame, attained: str) -> pd.DataFrame:
    told = _counted(frame, ["possible", "absent", attained])
    return told.assign(attained=told[attained].astype(int) * told.pupils)


def _counted(frame: pd.DataFrame, needed: list[str]) -> pd.DataFrame:
    """The rows that have what is needed, each with how many pupils it stands for."""
    told = frame.dropna(subset=needed)
    told = told[told.possible > 0]
    return told if "pupils" in told else told.assign(pupils=1)


def _shares(told: pd.DataFrame, place: "pd.Series[int]", names: dict[int, str]) -> pd.DataFrame:
    sums = told.groupby(place)[["pupils", "attained"]].sum().reindex(list(names), fill_value=0)
    table = sums.assign(group=list(names.values())).reset_index(drop=True)[["group", "pupils", "attained"]]
    return table.assign(percent=percents(table.attained, table.pupils, PLACES))
