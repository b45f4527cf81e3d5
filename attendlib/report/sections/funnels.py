"""Which schools differ from others of their phase by more than their size explains, and how far apart are they all?"""

from collections import Counter

import pandas as pd

from attendlib.city.tables import PHASES
from attendlib.measures.funnel import FEW, FEWEST, limits, outside
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Several
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.schools import of_schools
from attendlib.report.view import PLACES, View
from attendlib.report.words import listed, plural, schools
from attendlib.report.written import HIDDEN
from attendlib.rounding import percent

NOTE = (
    "Schools between the curves differ by no more than schools of their size usually do. The limits (95% and 99.8%) "
    "are widened by how much these schools vary in general, because sessions of one pupil go together."
)


def funnel(view: View, phase: str) -> Chart | None:
    """Absence of each school of a phase against its size, with the limits that chance alone would seldom pass; None for
    a phase with too few schools, which ``funnels`` names."""
    frame = _of_schools(view)
    frame = frame[frame.phase == phase]
    if len(frame) < FEWEST:
        return None
    total = percent(int(frame.absent.sum()), int(frame.possible.sum()), PLACES)
    few = f" With {len(frame)} schools only one that is very unlike the others can lie beyond them."
    return charts.funnel(
        frame.assign(outside=outside(frame.absent, frame.possible)),
        name="name",
        size="possible",
        rate="absence_percent",
        outside="outside",
        limits=limits(frame.absent, frame.possible),
        target=(f"All {schools(phase)}", float(total or 0)),
        title=f"Absence of {schools(phase)}, by size",
        rate_name="Absence",
        note=NOTE + (few if len(frame) <= FEW else ""),
    )


def funnels(view: View) -> Several:
    """The funnel of each phase that has enough schools, then the phases that have too few."""
    found = (*(funnel(view, phase) for phase in PHASES), _without_funnel(view))
    return Several([block for block in found if block is not None])


def _without_funnel(view: View) -> Callout | None:
    """The phases that have too few schools for a funnel, and why; None where every phase of the city has one."""
    counted = Counter(_of_schools(view).phase)
    few = [f"{plural(counted[phase], schools(phase, 1))}" for phase in PHASES if 0 < counted[phase] < FEWEST]
    if not few:
        return None
    return Callout(
        "note",
        "Phases without a comparison by size",
        f"With figures there {'is' if few[0].startswith('1 ') else 'are'} {listed(few)}. A comparison with limits "
        f"needs at least {FEWEST}: among fewer, a school's own figure widens the limits so far that it cannot lie "
        "beyond them.",
    )


def strip(view: View) -> Chart | Callout:
    """Every school's absence as a dot in a row for its phase, beside the phase as a whole."""
    told = without_figures(view)
    if told:
        return told
    frame, of_phase = _of_schools(view), view.own("phase").set_index("phase").absence_percent
    present = [phase for phase in PHASES if phase in of_phase.index]
    return charts.strip(
        frame.assign(group=[schools(phase).capitalize() for phase in frame.phase]),
        name="name",
        value="absence_percent",
        group="group",
        whole={schools(phase).capitalize(): float(of_phase[phase]) for phase in present},
        title="Absence of every school, by phase",
        value_name="Absence",
        whole_name="together",
        note="A small school's figure moves more by chance: the comparison by size allows for that, this one does not.",
    )


def _of_schools(view: View) -> pd.DataFrame:
    """The schools with figures, in order of their names; without those of so few pupils that somebody could be told."""
    held = {school.urn: school for school in view.open.city.schools}
    told = of_schools(view)
    frame = view.own("school")
    frame = frame[frame.school.isin(told[told.attendance_percent != HIDDEN].school)]
    frame = frame.assign(name=[held[urn].name for urn in frame.school], phase=[held[urn].phase for urn in frame.school])
    return frame.sort_values("name")
