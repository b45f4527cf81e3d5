"""Where does the school or city stand, and against whom?"""

from datetime import date
from decimal import Decimal

import pandas as pd

from attendlib.benchmarks import DAILY, Published, beside
from attendlib.report.blocks import Figure, Headline
from attendlib.report.sections.compared import OWN
from attendlib.report.sections.lastyear import LastYear, last_year
from attendlib.report.sections.measured import difference, heading, one, shown
from attendlib.report.sections.others import phase_withheld
from attendlib.report.sections.thresholds import thresholds
from attendlib.report.sections.withheld import withheld_alone
from attendlib.report.view import PLACES, View
from attendlib.report.words import day, points, schools, sentence, share
from attendlib.report.written import HIDDEN
from attendlib.rounding import half_up

CLASSES = ("persistently_absent_percent", "severely_absent_percent")
"""The measures that are higher over a part of a year than over the whole of it."""

WHOLE = Decimal(100)


def headline(view: View) -> Headline:
    """Attendance, persistent and severe absence and unauthorised absence, each beside the city's schools of the phase
    in the same days, England's year to date, and last year as far as the two can be compared."""
    frame = view.own("city")
    now, values = one(frame), one(withheld_alone(view, shown(frame)))
    notes = {
        f"{line.name}_percent": f"{share(now[line.name], now.enrolments)} {line.they_missed}"
        for line in thresholds(view)
    }
    before, peers = last_year(view), one(view.of_peers("city")) if view.has_peers else None
    figures = []
    for measure in ("attendance_percent", *notes, "unauthorised_percent"):
        told = bool(now.possible) and values[measure] != HIDDEN
        lines = _against(view, measure, now[measure], peers) if told else []
        comparison, direction = _since(before, measure, now[measure]) if told else ("", "")
        note = notes.get(measure, "") if told else ""
        figures.append(Figure(heading(measure), values[measure], "%", comparison, direction, note, beside=lines))
    return Headline(figures)


def _against(view: View, measure: str, now: float, peers: pd.Series | None) -> list[str]:
    beside = peers is not None and not phase_withheld(view, measure.removesuffix("_percent"))
    lines = [] if peers is None or not beside else [_apart(now, peers[measure], f"the city's {schools(view.phase)}")]
    england = _england(view, measure)
    return [*lines, _beside_england(view, measure, now, england)] if england else lines


def _beside_england(view: View, measure: str, now: float, england: Published) -> str:
    """Over the same days how far apart the two are. Over others they can stand beside each other, but their difference
    would say nothing."""
    percent = WHOLE - england.percent if measure == "attendance_percent" else england.percent
    rate, whom, end = float(half_up(percent, PLACES)), f"England's {schools(view.phase)}", view.span.end.isoformat()
    if england.up_to == end:
        return _apart(now, rate, whom)
    if not england.up_to:
        return f"{sentence(whom)}: {rate:.1f}% (year to date, to a day that the source does not give)"
    other = f", over a {'longer' if england.up_to > end else 'shorter'} time" if measure in CLASSES else ""
    return f"{sentence(whom)}: {rate:.1f}% (to {day(date.fromisoformat(england.up_to))}{other})"


def _england(view: View, measure: str) -> Published | None:
    """England's figure for the same academic year to date and phase, where one is published."""
    found = beside(view.open.published(), "England", view.phase, DAILY, view.academic_year)
    own = "absence_percent" if measure == "attendance_percent" else measure
    figure = {OWN[name]: held for name, held in found.items()}.get(own)
    return figure if figure and figure.academic_year == view.academic_year else None


def _since(before: LastYear | None, measure: str, now: float) -> tuple[str, str]:
    """How the figure compares with last year, and an arrow where the two are alike. Nothing for the classes of a part
    of a year: their difference from a whole one comes from its length."""
    if before is None or pd.isna(before.figures[measure]) or (measure in CLASSES and not before.alike(measure)):
        return "", ""
    change = difference(now, before.figures[measure])
    direction = "level" if change == 0 else "up" if change > 0 else "down"
    return _apart(now, before.figures[measure], "the whole of last year"), direction if before.alike(measure) else ""


def _apart(now: float, other: float, whom: str) -> str:
    """``0.4 percentage points below the city's secondary schools (92.8%)``."""
    return f"{points(difference(now, other), whom)} ({other:.1f}%)"
