"""Where are we: how high is attendance, and is it more than chance that it differs from other schools'?"""

from collections.abc import Iterator

from attendlib.report.blocks import Sentence
from attendlib.report.sections.beyond import Apart, set_apart
from attendlib.report.sections.chance import ending
from attendlib.report.sections.lastyear import last_year
from attendlib.report.sections.measured import difference, one
from attendlib.report.sections.thresholds import thresholds
from attendlib.report.sections.withheld import is_hidden
from attendlib.report.view import View
from attendlib.report.words import day, points, schools, share

COMPARED = "How this compares"


def standing(view: View) -> Iterator[Sentence]:
    """Attendance, the classes, and how both stand beside other schools and last year."""
    now, apart = one(view.own("city")), set_apart(view)
    yield Sentence(
        f"Attendance is {now.attendance_percent:.1f}% up to {day(view.span.end)}: pupils missed {now.absent:,} of "
        f"{now.possible:,} possible sessions.",
        COMPARED,
    )
    if apart:
        yield Sentence(_beside(view, "Absence", apart["absence_percent"]), COMPARED)
    for line in thresholds(view):
        if is_hidden(view, now, line.name):
            continue
        count, verb = share(now[line.name], now.enrolments), "is" if now[line.name] == 1 else "are"
        yield Sentence(f"{count} {verb} {line.words} ({line.missed}).", COMPARED)
    if "persistently_absent_percent" in apart:
        yield Sentence(_beside(view, "Persistent absence", apart["persistently_absent_percent"]), COMPARED)
    before = last_year(view)
    if before and before.alike("absence_percent"):
        change = difference(now.absence_percent, before.figures.absence_percent)
        yield Sentence(f"Absence is {points(change, 'last year')} ({before.figures.absence_percent:.1f}%).", COMPARED)


def _beside(view: View, what: str, found: Apart) -> str:
    apart = points(found.points, f"the city's other {schools(view.phase, len(view.others))}")
    return f"{what} ({found.own}%) is {apart} ({found.others}%){ending(found.interval)}."
