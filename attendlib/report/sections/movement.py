"""Who became persistently or severely absent this half term, and who ceased to be?"""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.measures import Window
from attendlib.measures.decided import CLASSES
from attendlib.report.blocks import Callout, Column, PupilList, Words
from attendlib.report.sections.measured import columns
from attendlib.report.sections.named import NAMED, named
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.thresholds import thresholds
from attendlib.report.sections.withheld import told
from attendlib.report.view import View
from attendlib.report.words import day, days, listed
from attendlib.report.written import HIDDEN

JOINED, LEFT, STAYED = "joined", "left", "stayed"


def movement(view: View) -> Words | Callout | None:
    """How many joined, left and stayed in each class since the half term began. None in a report without names."""
    if view.without_names:
        return None
    missing = without_figures(view) or _untold(view)
    if missing:
        return missing
    lines, counted = crossing_lines(view), told_of(view)
    out = [view.open.city.school(urn).name for urn in view.urns if view.reach[urn].last and urn not in counted]
    if out:
        lines.append(f"Not told of {listed(out)}: their figures do not cover this half term and the days before it.")
    return Words(bullets=lines)


def crossing_lines(view: View, unmoved: bool = True) -> list[str]:
    """A sentence for each class that says how many joined, left and stayed; nothing where it cannot be told. unmoved:
    also of a class that nobody joined or left."""
    if not told_of(view):
        return []
    crossed, noun, since, said = crossings(view), "pupil" if view.school else "enrolment", _since(view), []
    for line in thresholds(view):
        moved = crossed[f"{line.name}_moved"]
        joined, left, stayed = (int((moved == how).sum()) for how in (JOINED, LEFT, STAYED))
        if not (joined or left or unmoved):
            continue
        counts = dict(zip((JOINED, STAYED, LEFT), _shown(view, joined, stayed, left, len(crossed)), strict=True))
        said.append(
            f"{line.words.capitalize()}: {told(counts[JOINED], noun)} became so {since}, "
            f"{told(counts[LEFT])} ceased to be, {told(counts[STAYED])} remained so."
        )
    return said


def _shown(view: View, joined: int, stayed: int, left: int, whole: int) -> list[int | str]:
    """The counts, those withheld that could tell of somebody: the first two make up those who are in the class now."""
    if not view.public:
        return [joined, stayed, left]
    rule = small_numbers(view.window.end)
    gone = [*rule.counts([joined, stayed], [whole, whole]), rule.is_small_count(left, whole)]
    return [HIDDEN if one else count for count, one in zip((joined, stayed, left), gone, strict=True)]


def told_of(view: View) -> dict[str, date]:
    """The schools of which it can be told who crossed a line, with the day on which their half term began: those with
    single marks in it, and figures before it."""
    found = {}
    for urn in view.urns:
        reach, terms = view.reach[urn], view.half_terms_of(urn)
        began = terms[-1][1].start if len(terms) > 1 else None
        if began and reach.first and reach.last_mark and reach.first < began <= reach.last_mark:
            found[urn] = began
    return found if view.told_by_share else {}


def crossings(view: View) -> pd.DataFrame:
    """A row per enrolment of ``told_of`` with ``..._moved`` for each class: joined, left, stayed or empty, comparing
    the year to the day before its school's half term with the year to date."""
    parts, began = [], told_of(view)
    for start in sorted(set(began.values())):
        urns = tuple(urn for urn in began if began[urn] == start)
        before = Window(view.window.start, start - timedelta(days=1))
        parts.append(_moved_between(view.of(urns, "enrolment", window=before), view.of(urns, "enrolment")))
    return pd.concat(parts, ignore_index=True)


def _moved_between(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in CLASSES if name in now]
    both = now.merge(then[["urn", "upn", *names]], on=["urn", "upn"], how="left", suffixes=("", "_then"))
    for name in names:
        both[f"{name}_moved"] = _moved(both[name] == 1, both[f"{name}_then"].fillna(0) == 1)
    return both


def _moved(is_now: Iterable[bool], was: Iterable[bool]) -> list[str]:
    words = {(True, False): JOINED, (False, True): LEFT, (True, True): STAYED, (False, False): ""}
    return [words[bool(a), bool(b)] for a, b in zip(is_now, was, strict=True)]


def crossed(view: View) -> PupilList | Callout | None:
    """The pupils who became persistently or severely absent since the half term began. None in a report for
    everybody."""
    if view.public:
        return None
    told = without_figures(view) or _untold(view)
    if told:
        return told
    frame = crossings(view)
    frame["line"] = ""
    for line in thresholds(view):  # the later, severe absence, is the one to name where both were crossed
        frame.loc[frame[f"{line.name}_moved"] == JOINED, "line"] = line.missed
    frame = named(view, frame[frame.line != ""]).sort_values(["attendance_percent", "pupil"])
    return PupilList.from_frame(
        frame,
        "Pupils who crossed a line this half term",
        [*NAMED, Column("line", "Crossed"), *columns("attendance_percent", "absent")],
        "nobody became persistently or severely absent since the half term began.",
    )


def _since(view: View) -> str:
    """``since 23 February 2026``; where the schools of a city began on different days, between which."""
    began = sorted(set(told_of(view).values()))
    if len(began) == 1:
        return f"since {day(began[0])}"
    return f"since their school's half term began ({days(began[0], began[-1])})"


def _untold(view: View) -> Callout | None:
    """Why it cannot be told who crossed a line; None where it can, for one school at least."""
    if told_of(view):
        return None
    reach = view.reach[view.urns[0]]
    began = view.half_terms[-1][1].start if view.half_terms else None
    if len(view.half_terms) < 2 or began is None:
        why = "This is the first half term of the year, so nobody can have crossed a line since the one before."
    elif not view.told_by_share:
        why = "Persistent absence was a count for whole terms that year, so there is no line to cross in a half term."
    elif view.school is None:
        why = f"No school has both marks in the half term that began on {day(began)} and figures before it."
    elif not reach.last_mark:
        why = "The figures are termly totals, and a total does not say when in the term the sessions were missed."
    elif reach.last_mark < began:
        why = f"Single marks go up to {day(reach.last_mark)}, before the half term that began on {day(began)}."
    else:
        why = f"The figures begin in the half term that began on {day(began)}, so there is nothing before it."
    return Callout("note", "Who crossed a line cannot be told", why)
