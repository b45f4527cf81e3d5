"""Why does a school's own figure differ from the one in this report, and this one from the official one?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.measures import Asked, Window
from attendlib.measures.steps import (
    BOARDS,
    BOUNDARY,
    CUT,
    LATE,
    LEAVERS,
    NOT_BORN,
    OLD,
    SMALL,
    START,
    UNKNOWN,
    YOUNG,
    Step,
    steps_of,
)
from attendlib.names import DFE
from attendlib.policy import official_terms
from attendlib.report.blocks import Callout, Column, Explorable, Table
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.schools import of_schools
from attendlib.report.sections.together import Way, way_to
from attendlib.report.view import PLACES, View
from attendlib.report.words import day, listed, phase_name
from attendlib.report.written import HIDDEN, NOT_APPLICABLE
from attendlib.rounding import percent

SAID = {
    START: "A school's own system: pupils on roll on the last day, code N left out",
    BOUNDARY: "exactly at the line of persistent absence",
    LEAVERS: "pupils who have left, for their time on roll",
    UNKNOWN: "sessions without a reason yet (code N)",
    NOT_BORN: "no date of birth",
    YOUNG: "below the age range",
    OLD: "above the age range",
    BOARDS: "boarders",
    LATE: "first seen in the last half term",
    CUT: "the last half term of pupils aged 15",
    SMALL: "schools with too few enrolments left",
}
"""Each step in words."""

SHORT = {
    **SAID,
    BOUNDARY: "exactly at the line",
    LEAVERS: "leavers",
    UNKNOWN: "code N",
    CUT: "last half term at 15",
    SMALL: "too few enrolments",
}
"""The same in a narrow column."""

HERE, THERE = "This report: everyone on the register", "Official statistics: whom they count"
ABSENCE, PERSISTENT = "absence", "persistent"
FIGURES = (
    Column("step", "Step"),
    Column("enrolments", "Enrolments", "count"),
    Column("possible", "Possible sessions", "sessions"),
    Column("absent", "Sessions missed", "sessions"),
    Column(ABSENCE, "Overall absence", "percent", PLACES),
    Column(f"{ABSENCE}_moved", "Moved by", "points", PLACES),
    Column(PERSISTENT, "Persistently absent, share", "percent", PLACES),
    Column(f"{PERSISTENT}_moved", "Share moved by", "points", PLACES),
)
NOTE = (
    "Each line is what stands after it, from all its sessions. The changes add up to the whole difference; in another "
    "order a reason's part may be another."
)


def reconciliation(view: View) -> Table | Callout:
    """From the figure that a school's own system may show to this report's and on to the official one, reason by
    reason."""
    told = without_figures(view)
    if told:
        return told
    way = _way(view, view.urns)
    rows = [_row(view, SAID[START], way.start, None), *_rows(view, "plus", way.start, way.to_here)]
    rows += [_row(view, HERE, way.here, None), *_rows(view, "less", way.here, way.to_there)]
    rows.append(_row(view, THERE, way.there, None))
    note = " ".join(filter(None, [NOTE, _nobody(way), _whole_terms(view)]))
    return Table("From a school's own figure to the official one", FIGURES, rows, "there is no figure.", note=note)


def reconciled_by_school(view: View) -> Explorable | Callout:
    """The three figures of every school beside each other, and what is between them."""
    told = without_figures(view)
    if told:
        return told
    rows, shown = [], of_schools(view).set_index("school")
    for school in sorted(view.open.city.schools, key=lambda school: school.name):
        if school.urn in shown.index:
            known = {"name": school.name, "urn": school.urn, "phase": phase_name(school.phase)}
            rows.append(known | _three(view, _way(view, (school.urn,)), shown.loc[school.urn]))
    columns = [Column("name", "School"), Column("phase", "Phase")]
    for key, label in ((ABSENCE, "Absence"), (PERSISTENT, "Persistent absence")):
        columns += [
            Column(f"{key} {place}", f"{label}, {words}", "percent", PLACES)
            for place, words in (("start", "own system"), ("here", "here"), ("there", "official"))
        ]
    columns.append(Column("why", "What is between"))
    title, empty = "A school's own figure, this report's and the official one", "no school has figures."
    note = (
        "Own system: pupils on roll on the last day, without code N, persistently absent only above the line. Here: "
        "everyone on the register. Official: whom official statistics count."
    )
    return Explorable(title, columns, rows, empty, note=note, filters="phase", urns="urn")


def _way(view: View, urns: Sequence[str]) -> Way:
    """The steps of some schools of the view, for all of which the question is put once."""
    frame = view.own("school", split="steps")
    return way_to(
        steps_of(frame[frame.urn.isin(urns)].to_dict("records")),
        small_numbers(view.window.end) if view.public else None,
    )


def _rows(view: View, sign: str, start: Step | None, parts: Sequence[Step]) -> list[dict[str, Any]]:
    """A line for each step from ``start`` on."""
    before = [start, *parts]
    return [
        _row(view, f"{sign} {listed([SAID[reason] for reason in now.reasons])}", now, earlier)
        for earlier, now in zip(before, parts, strict=False)
    ]


def _row(view: View, words: str, now: Step | None, before: Step | None) -> dict[str, Any]:
    """What stands after a step, and by how much it moved what stood before; a line of its own where it is no step."""
    if now is None:
        return {column.key: HIDDEN for column in FIGURES} | {"step": words}
    rates, earlier = _rates(view, now), _rates(view, before) if before else {}
    moved = {f"{key}_moved": _moved(rates[key], earlier.get(key)) for key in rates}
    counts = {name: getattr(now, name) for name in ("enrolments", "possible", "absent")}
    return {"step": words, **counts, **rates, **moved}


def _rates(view: View, step: Step) -> dict[str, Any]:
    """Overall absence, and the share of persistently absent enrolments, as shown."""
    small = view.public and small_numbers(view.window.end).is_small_count(step.persistently_absent, step.enrolments)
    share = percent(step.persistently_absent, step.enrolments, PLACES)
    persistent = NOT_APPLICABLE if not view.told_by_share else HIDDEN if small else share
    return {ABSENCE: percent(step.absent, step.possible, PLACES), PERSISTENT: persistent}


def _moved(now: object, before: object) -> object:
    """The difference of two figures as they are shown, so that the differences add up as the figures do."""
    if isinstance(now, Decimal) and isinstance(before, Decimal):
        return now - before
    return HIDDEN if HIDDEN in (now, before) else NOT_APPLICABLE


def _three(view: View, way: Way, shown: pd.Series) -> dict[str, Any]:
    """The figures of a school at the start, here and at the end, and the reasons between them. What the table of
    schools withholds (``shown``) is withheld here."""
    own = {ABSENCE: shown.absence_percent, PERSISTENT: shown.persistently_absent_percent}
    rates = {name: _rates(view, step) if step else {} for name, step in _ends(way)}
    figures = {
        f"{key} {name}": HIDDEN if own[key] == HIDDEN else told.get(key, HIDDEN)
        for name, told in rates.items()
        for key in (ABSENCE, PERSISTENT)
    }
    why = "; ".join(SHORT[reason] for step in way.parts for reason in step.reasons)
    few = "" if way.start and way.there else "too few pupils to tell"
    return {**figures, "why": "; ".join(filter(None, [why, few])) or "nothing"}


def _ends(way: Way) -> list[tuple[str, Step | None]]:
    return [("start", way.start), ("here", way.here), ("there", way.there)]


def _nobody(way: Way) -> str:
    """The reasons that hold for nobody."""
    if way.start is None or way.there is None:
        return ""
    held = {reason for step in way.parts for reason in step.reasons}
    none = [words for reason, words in SAID.items() if reason not in held and reason != START]
    return f"Nothing to count for: {'; '.join(none)}." if none else ""


def _whole_terms(view: View) -> str:
    """What official statistics would give over whole terms only, where these days end within one."""
    end = view.window.end
    over = [term.last for term in official_terms(view.academic_year) if not _has_days(view, end, term.last)]
    if not over:
        return "Official statistics come out for whole terms; none is over yet."
    if not _has_days(view, over[-1], end):
        return "Official statistics come out for whole terms, with one of which these days end."
    asked = Asked(("city",), Window(view.window.start, over[-1]), DFE)
    rows = view.open.answer(asked, None, view.urns).to_pylist()
    rate = percent(sum(row["absent"] for row in rows), sum(row["possible"] for row in rows), PLACES)
    return f"Over whole terms alone, up to {day(over[-1])}, official statistics would give {rate}% overall absence."


def _has_days(view: View, after: date, last: date) -> bool:
    """A school of the report has school days after one day and up to another."""
    days = (view.open.city.calendar.of(urn).days for urn in view.urns)
    return any(((held > np.datetime64(after)) & (held <= np.datetime64(last))).any() for held in days)
