"""How many sessions are lost for one kind of reason, beside the other schools of the phase?"""

from collections.abc import Collection
from typing import Any

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.intake.returned import NOT_GIVEN
from attendlib.measures import lost_to as measures
from attendlib.measures.lost_to import LostTo
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.public import told_alone
from attendlib.report.view import PLACES, View
from attendlib.report.words import day, phase_name, plural, schools
from attendlib.report.written import HIDDEN, NOT_AVAILABLE
from attendlib.rounding import percent


def lost_to(view: View, name: str) -> Table | Callout:
    """Sessions of the measure of that name in ``attendlib.measures.lost_to``, for every 100 pupils: of the view's
    school and of the other schools of its phase together, in the same days. In a report for everybody not those of so
    few pupils that one could be told. Raises MeasureError for an unknown name."""
    measure, told = measures.lost_to(name), without_figures(view)
    if told:
        return told
    vague = _vague(view)
    others = [urn for urn in view.peers if urn not in view.urns and urn not in vague]
    rows = [{"who": view.name, **_cells(view, measure, view.urns)}]
    if view.has_peers:
        whom = schools(view.phase, int(view.others.school.isin(others).sum()))
        rows.append({"who": f"The other {whom}", **_cells(view, measure, others)})
    lost = f"Sessions lost to {measure.words}"
    columns = [
        Column("who", "Who"),
        Column("sessions", lost, "sessions"),
        Column("rate", "For every 100 pupils", "number", PLACES),
    ]
    return Table(lost, columns, rows, "there is nothing to show.", note=_note(view, measure))


def _cells(view: View, measure: LostTo, urns: Collection[str]) -> dict[str, Any]:
    """The figures of some schools together: not available where termly totals do not give every reason, hidden where
    they are of few pupils."""
    if not _vague(view).isdisjoint(urns):
        return {"sessions": NOT_AVAILABLE, "rate": NOT_AVAILABLE}
    if view.public and _tells_of_few(view, measure, urns):
        return {"sessions": HIDDEN, "rate": HIDDEN}
    by_reason, counts = (_of(view.of_peers("school", split=split), urns) for split in ("reason", None))
    sessions = int(by_reason[by_reason.reason.isin(measure.reasons)].sessions.sum())
    rate = percent(sessions, int(counts.enrolments.sum()), PLACES)
    return {"sessions": sessions, "rate": None if rate is None else low([float(rate)], [sessions])[0]}


def _of(frame: pd.DataFrame, urns: Collection[str]) -> pd.DataFrame:
    return frame[frame.school.isin(urns)]


def _vague(view: View) -> set[str]:
    """The schools of the phase whose termly totals do not give every reason."""
    frame = view.of_peers("school", split="reason")
    return set(frame[frame.reason == NOT_GIVEN].school)


def _tells_of_few(view: View, measure: LostTo, urns: Collection[str]) -> bool:
    """Fewer pupils missed these sessions than may be told of, or a reason that the report puts together with others
    could be worked out from them."""
    frame = view.of_peers("enrolment", split="reason")
    frame = frame[frame.urn.isin(urns) & frame.reason.isin(measure.reasons) & (frame.sessions > 0)]
    pupils = len(frame[["urn", "upn"]].drop_duplicates())
    if small_numbers(view.window.end).is_small_group(pupils):
        return True
    return set(urns) == set(view.urns) and not told_alone(view, measure.reasons)


def _note(view: View, measure: LostTo) -> str:
    said = [
        measure.note,
        f"From {day(max(view.span.start, view.first_day))} to {day(view.span.end)}; the longer the time, the higher the"
        " figure. A pupil counts at every school at which a session was possible.",
    ]
    vague = _vague(view) - set(view.urns)
    if vague:
        said.append(f"Without {plural(len(vague), 'school')} whose termly totals do not give every reason.")
    if view.school and not view.has_peers:
        said.append(f"No other {phase_name(view.phase)} school has figures to compare with.")
    return " ".join(said)
