"""How much attendance has each child, whose enrolments count as one?

Official statistics count enrolments, so that a child who moved between schools stands in them twice. Here the sessions
of all schools of the city are pooled, and the classes are told from the pooled sessions.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from attendlib.measures.decided import CLASSES, PERSISTENT, SEVERE
from attendlib.policy import rule


def by_child(enrolments: pd.DataFrame, on: date) -> pd.DataFrame:
    """By UPN: urns (the schools in order), possible, attended and absent sessions, and 1 or 0 for each class by the
    rules of a day. ``enrolments``: a row each with urn, upn and the counts; those without a possible session are passed
    over."""
    # Loaded when it is asked for: a report whose answers the store keeps loads no engine.
    from attendlib.measures.classes import share_missed

    held = enrolments[enrolments.possible > 0].sort_values(["upn", "urn"])
    grouped = held.groupby("upn")
    table = grouped[["possible", "attended", "absent"]].sum()
    table["urns"] = grouped["urn"].agg(tuple)
    for name, named in CLASSES.items():
        table[name] = share_missed(rule(named).on(on))(table).astype("int64")
    return table


def together(children: pd.DataFrame, groups: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """A row for each of ``groups`` (its name, the UPNs in it), in order: group, enrolments (that is, children), their
    pooled sessions, and how many are in each class."""
    rows: list[dict[str, Any]] = []
    for name, upns in groups.items():
        of_group = children.loc[children.index.isin(set(upns))]
        sums = of_group[["possible", "attended", "absent", PERSISTENT, SEVERE]].sum()
        rows.append({"group": name, "enrolments": len(of_group), **{key: int(value) for key, value in sums.items()}})
    return pd.DataFrame(rows)
