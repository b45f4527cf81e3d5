"""How is absence spread over the pupils?"""

from collections.abc import Sequence

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.measures.band_edges import label
from attendlib.measures.decided import CLASSES
from attendlib.measures.thresholds import Threshold
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.thresholds import in_force, thresholds
from attendlib.report.sections.withheld import withheld_alone
from attendlib.report.view import View
from attendlib.report.words import sentence
from attendlib.report.written import HIDDEN

TITLE = "Enrolments by share of sessions missed"


def bands(view: View) -> Chart | Callout:
    """Enrolments in each band of absence, under the class that a band belongs to."""
    told = without_figures(view)
    if told:
        return told
    held, lines = in_force("absence_bands", view.window.end), thresholds(view)
    if held is None:
        return Callout("note", "No bands of absence", f"No bands were published for {view.academic_year}.")
    edges = tuple(held["lower_edges"])
    frame = view.own(split="band").set_index("band").reindex(edges, fill_value=0).reset_index()
    frame["label"] = [label(edge, edges) for edge in frame.band]
    if view.without_names:
        return _joined(view, frame, edges)
    grouped = all(line.edge in edges for line in lines)
    if grouped:
        frame["group"] = [_class_of(edge, lines) for edge in frame.band]
    frame["enrolments"] = _told(view, frame)
    return charts.bands(
        frame,
        band="label",
        pupils="enrolments",
        group="group" if grouped else "",
        title=TITLE,
        note="" if grouped else " ".join(f"{sentence(line.words)}: {line.missed}." for line in lines),
    )


def _joined(view: View, frame: pd.DataFrame, edges: Sequence[int]) -> Chart | Callout:
    """The bands without names: from the highest on, as many together as hold enough pupils."""
    rule, starts, held = small_numbers(view.window.end), list[int](), 0
    for edge, pupils in zip(reversed(edges), reversed(frame.enrolments.tolist()), strict=True):
        held += int(pupils)
        if held >= rule.fewest:
            starts.insert(0, edge)
            held = 0
    starts = [edges[0], *starts[1:]]
    if len(starts) < 2:
        return Callout("note", "No bands of absence", "There are too few pupils to show how absence is spread.")
    place = [max(start for start in starts if start <= edge) for edge in frame.band]
    joined = frame.assign(label=[label(start, tuple(starts)) for start in place])
    joined = joined.groupby("label", sort=False, as_index=False).enrolments.sum()
    return charts.bands(joined, band="label", pupils="enrolments", title=TITLE)


def _told(view: View, frame: pd.DataFrame) -> list[object]:
    """The counts of the bands, those withheld that could tell of somebody. The bands of a class add up to it; where a
    class is withheld in the headline, those of all classes are taken together."""
    counts = frame.enrolments.tolist()
    if not view.public:
        return counts
    whole = withheld_alone(view, view.own("city"))
    together = "group" not in frame or any((whole[name] == HIDDEN).any() for name in CLASSES if name in whole)
    rule, found = small_numbers(view.window.end), pd.Series(False, index=frame.index)
    for _, part in frame.groupby((lambda _: "") if together else "group", sort=False):
        found[part.index] = rule.counts(part.enrolments.tolist(), [sum(counts)] * len(part))
    return [HIDDEN if gone else count for count, gone in zip(counts, found, strict=True)]


def _class_of(edge: int, lines: Sequence[Threshold]) -> str:
    """The last class, of those in order of their edges, in which a whole band from ``edge`` on is."""
    inside = [line.words for line in lines if line.edge is not None and edge >= line.edge]
    return sentence(inside[-1]) if inside else "Neither"
