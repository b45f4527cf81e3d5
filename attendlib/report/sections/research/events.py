"""On which days was absence different from that on like days?"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table, Words
from attendlib.report.sections.research.said import chance, reach, signed, standing_out, verdict
from attendlib.report.words import sentence
from attendlib.research import EventEffect, event_effect, school_days, several, with_series
from attendlib.research.events.days import SPECIAL

PLACES = 2


@dataclass(frozen=True, eq=False)
class Events:
    """What goes with each kind of special day, and why nothing is known of some."""

    found: Mapping[str, EventEffect]
    refused: Mapping[str, str]


def events(city: OpenCity) -> Events:
    """Every special day that the calendar knows, and every series that the city file names."""
    found: dict[str, EventEffect] = {}
    refused: dict[str, str] = {}
    days = school_days(city)
    for name, file in city.city.series.items():
        days = with_series(days, name, file, city.city)
    for name in (*SPECIAL, *city.city.series):
        try:
            found[name] = event_effect(days, name)
        except ResearchError as error:
            refused[name] = str(error)
    return Events(found, refused)


def brief(told: Events) -> Words | Callout:
    """Each kind of day in a sentence; which stand out together."""
    if not told.found:
        return Callout("note", "Nothing can be compared", " ".join(told.refused.values()))
    found = several({name: one.effect.p for name, one in told.found.items()})
    lines = [
        f"{_called(name)}: {signed(one.effect, PLACES)} percentage points of absence beside like days"
        f"{verdict(one.effect, name, found)}."
        for name, one in told.found.items()
    ]
    together = f"{len(told.found)} kinds of days were compared. After Holm's correction for as many: "
    return Words([together + standing_out(found)], lines)


def compared(told: Events) -> Chart:
    """Each kind of day beside like days."""
    return _chart(told, "effect", "Absence on special days less absence on like days", "")


def seemed(told: Events) -> Chart:
    """Each kind of day beside all other days, as such things are usually told."""
    return _chart(
        told,
        "naive",
        "Absence on special days less absence on all other days",
        "Season, weekday and school are in these figures too.",
    )


def week_before(told: Events) -> Chart:
    """The same days a week earlier, on which there should be nothing."""
    return _chart(
        told,
        "before",
        "The week before, on which nothing was special",
        "A figure clearly different from nothing would mean that the days are not like those they are set beside. "
        "There is none for days of the week, of which every week has one, nor where too few of the days have a school "
        "day a week earlier, as after a holiday.",
    )


def _chart(told: Events, which: str, title: str, note: str) -> Chart:
    found = {name: getattr(one, which) for name, one in told.found.items()}
    rows = [{"name": _called(name), **reach(one, PLACES)} for name, one in found.items() if one is not None]
    return charts.intervals(
        pd.DataFrame(rows, columns=["name", "value", "low", "high"]),
        "name",
        "value",
        title,
        label_name="Days",
        value_name="Percentage points of absence",
        reference=("No difference", 0),
        places=PLACES,
        note=note,
        empty="there are too few such days.",
    )


def account(told: Events) -> Table:
    """How many days each comparison rests on."""
    rows = [
        {
            "name": _called(name),
            "days": one.days,
            "alone": one.alone,
            "dates": one.dates,
            "weeks": one.weeks,
            "missing": one.missing,
            "p": chance(one.effect.p),
        }
        for name, one in told.found.items()
    ]
    note = "A school day is a day of one school. Chance is counted in weeks, across all schools together."
    columns = [
        Column("name", "Days"),
        Column("days", "School days", "count"),
        Column("alone", "Of these, without a like day", "count"),
        Column("dates", "Dates", "count"),
        Column("weeks", "Weeks", "count"),
        Column("missing", "School days without a value", "count"),
        Column("p", "p"),
    ]
    return Table(
        "What the comparisons rest on",
        columns,
        rows,
        "there are too few such days.",
        note=" ".join([note, *told.refused.values()]),
    )


def _called(name: str) -> str:
    """A special day, or one more of a series."""
    return sentence(name) if name in SPECIAL else f"{sentence(name)}, for one more"
