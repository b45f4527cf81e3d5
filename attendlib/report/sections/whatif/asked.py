"""What do the parameters of the page ask about?"""

from collections.abc import Sequence
from fractions import Fraction

from attendlib.casework.whatif import CutOff, cut_offs
from attendlib.report.cases import Cases
from attendlib.report.sections.groups import year_label
from attendlib.report.words import phase_name, sentence

NAMES = {"school": "School", "phase": "Phase", "city": "City", "year_group": "Year group", "tutor_group": "Tutor group"}
"""How a grouping heads its column."""


def measured(cases: Cases, cuts: Sequence[Fraction], by: Sequence[str]) -> tuple[CutOff, ...]:
    """What each cut-off would bring in, in the view's schools."""
    view = cases.view
    return cut_offs(view.open.city, view.open.store, cases.policy, cases.on, cuts=cuts, by=by, urns=view.urns)


def heading(by: Sequence[str]) -> str:
    """The heading of the column that names the groups."""
    return ", ".join(NAMES.get(name, name.replace("_", " ").capitalize()) for name in by)


def named(cases: Cases, by: Sequence[str], group: Sequence[str]) -> str:
    """A group in words: the school's name, Year 7, Primary."""
    return ", ".join(_named(cases, name, value) for name, value in zip(by, group, strict=True))


def _named(cases: Cases, name: str, value: str) -> str:
    if name == "school":
        return cases.view.open.city.school(value).name
    if name == "city":
        return cases.view.name
    if name == "year_group":
        return year_label(value) if value else "No year group given"
    return sentence(phase_name(value)) if name == "phase" else value or "not given"


def percent_of(cut: Fraction) -> str:
    """``92.5%``."""
    return f"{float(cut):g}%"
