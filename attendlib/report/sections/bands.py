"""How is attendance spread over the pupils, and who crossed a line this half term?"""

from collections.abc import Iterable

import pandas as pd

from attendlib.measures.bands import label
from attendlib.policy import rule
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, PupilList, Words
from attendlib.report.sections.named import named
from attendlib.report.sections.nothing import without_figures
from attendlib.report.view import View
from attendlib.report.words import day, plural

CLASSES = {"persistently_absent": "persistently absent", "severely_absent": "severely absent"}


def bands(view: View) -> Chart | Callout:
    """Enrolments in each band of absence, five points wide."""
    told = without_figures(view)
    if told:
        return told
    edges = tuple(rule("absence_bands").on(view.window.end)["lower_edges"])
    frame = view.own(split="band").set_index("band").reindex(edges, fill_value=0).reset_index()
    persistent = rule("persistent_absence").on(view.window.end)["percent"]
    severe = rule("severe_absence").on(view.window.end)["percent"]
    frame["label"] = [label(edge, edges) for edge in frame.band]
    frame["group"] = [
        "Severely absent" if edge >= severe else "Persistently absent" if edge >= persistent else "Neither"
        for edge in frame.band
    ]
    return charts.bands(
        frame, band="label", pupils="enrolments", group="group", title="Enrolments by share of sessions missed"
    )


def movement(view: View) -> Words | Callout:
    """How many joined, left and stayed in each class since the half term began."""
    told = without_figures(view)
    if told:
        return told
    crossed = crossings(view)
    if crossed is None:
        return Callout(
            "note",
            "No earlier half term",
            "This is the first half term of the year, so nobody can have crossed a line since the one before.",
        )
    began = day(view.half_terms[-1][1].start)
    lines = []
    for name, words in CLASSES.items():
        joined, left, stayed = (int((crossed[f"{name}_moved"] == how).sum()) for how in ("joined", "left", "stayed"))
        lines.append(
            f"{words.capitalize()}: {plural(joined, 'pupil')} became so since {began}, {left:,} ceased to be, "
            f"{stayed:,} were and are."
        )
    return Words(bullets=lines)


def crossings(view: View) -> pd.DataFrame | None:
    """A row per enrolment with ``..._moved`` for each class: joined, left, stayed or empty, comparing the year to the
    day before this half term with the year to date. None in the first half term."""
    before = view.before_this_half_term
    if before is None:
        return None
    keys = ["urn", "upn"]
    now, then = view.own("enrolment"), view.own("enrolment", window=before)[[*keys, *CLASSES]]
    both = now.merge(then, on=keys, how="left", suffixes=("", "_then"))
    for name in CLASSES:
        is_now, was = both[name] == 1, both[f"{name}_then"].fillna(0) == 1
        both[f"{name}_moved"] = _moved(is_now, was)
    return both


def _moved(is_now: Iterable[bool], was: Iterable[bool]) -> list[str]:
    words = {(True, False): "joined", (False, True): "left", (True, True): "stayed", (False, False): ""}
    return [words[bool(a), bool(b)] for a, b in zip(is_now, was, strict=True)]


def crossed(view: View) -> PupilList | Callout:
    """The pupils who became persistently or severely absent since the half term began."""
    told = without_figures(view)
    if told:
        return told
    frame = crossings(view)
    if frame is None:
        return movement(view)  # type: ignore[return-value]
    frame = frame[(frame.persistently_absent_moved == "joined") | (frame.severely_absent_moved == "joined")]
    frame = named(view, frame).sort_values(["attendance_percent", "pupil"])
    frame["line"] = [
        "50% of sessions missed" if severe == "joined" else "10% of sessions missed"
        for severe in frame.severely_absent_moved
    ]
    columns = [
        Column("pupil", "Pupil"),
        Column("year", "Year"),
        Column("tutor", "Tutor group"),
        Column("line", "Crossed"),
        Column("attendance_percent", "Attendance", "percent"),
        Column("absent", "Sessions missed", "sessions"),
    ]
    return PupilList.from_frame(
        frame,
        "Pupils who crossed a line this half term",
        columns,
        "nobody became persistently or severely absent since the half term began.",
    )
