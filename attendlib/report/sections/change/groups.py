"""Which year groups and groups of pupils moved the number since last half term?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from attendlib.measures.change import NOTHING, effects
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.change.told import ADD_UP, PLACES, points, rate_columns, rates, untold
from attendlib.report.sections.groups import GROUPS, group_label, year_label, year_order
from attendlib.report.since import JOINT, Since
from attendlib.report.words import listed

NOTE = (
    "A group moves the school's number by missing more or less itself, and by being a larger or smaller part of the "
    f"school than before. {ADD_UP}"
)


def change_by_year(since: Since) -> Table | Callout:
    """How far each year group moved the school's absence."""
    told = untold(since)
    if told:
        return told
    rows = by_year(since)
    columns = _columns(since, "Year group")
    rows.append(_sum(since, rows))
    return Table("The change by year group", columns, rows, "the pupils table gives no year groups.", NOTE, total=True)


def by_year(since: Since) -> list[dict[str, Any]]:
    """The rows of the year groups, without their sum."""
    rows = sorted(_rows(since, "year_group"), key=lambda row: year_order(row["values"][0]))
    return [{**row, "label": listed([year_label(value) for value in row["values"]])} for row in rows]


def change_by_group(since: Since) -> Table | Callout:
    """The same for each kind of group: within one kind the parts add up to the whole change."""
    told = untold(since)
    if told:
        return told
    rows: list[dict[str, Any]] = []
    for name, values in GROUPS.items():
        found, order = _rows(since, name), list(values)
        if len(found) < 2:
            continue  # everybody is alike, or the pupils table does not tell this kind of group
        found.sort(key=lambda row: [order.index(v) if v in order else len(order) for v in row["values"]])
        rows += [{**row, "label": listed([group_label(name, v) for v in row["values"]])} for row in found]
    note = f"{NOTE} They add up within each kind of group, such as girls and boys."
    columns = _columns(since, "Group")
    return Table("The change by group of pupils", columns, rows, "the pupils table tells no groups apart.", note)


def _rows(since: Since, by: str) -> list[dict[str, Any]]:
    """A row per group with its rates and effects; the parts of all rows add up to the shown change."""
    before, now = since.counts(by)
    found = effects(before, now)
    shown = points([part for effect in found.values() for part in (effect.own, effect.size)])
    return [
        {
            "values": name.split(JOINT),
            **rates(before.get(name, NOTHING), now.get(name, NOTHING)),
            "own": shown[2 * at],
            "size": shown[2 * at + 1],
            "both": shown[2 * at] + shown[2 * at + 1],
        }
        for at, name in enumerate(found)
    ]


def _sum(since: Since, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    added = {name: sum((row[name] for row in rows), Decimal(0)) for name in ("own", "size", "both")}
    return {"label": "The school", **rates(*since.whole), **added}


def _columns(since: Since, kind: str) -> list[Column]:
    return [
        Column("label", kind),
        *rate_columns(since),
        Column("own", "Points by its own absence", "points", PLACES),
        Column("size", "Points by its size", "points", PLACES),
        Column("both", "Points by both", "points", PLACES),
    ]
