"""Which schools improve, and which need support, by more than chance would give?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from attendlib.city import School
from attendlib.measures.changed import changes
from attendlib.measures.funnel import FEWEST, beyond
from attendlib.report.blocks import Callout, Column, Explorable, Words
from attendlib.report.sections.lastyear import rows_of_last_year
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.schools import of_schools
from attendlib.report.view import PLACES, View
from attendlib.report.words import listed, phase_name, plural
from attendlib.report.written import HIDDEN, NOT_AVAILABLE
from attendlib.rounding import half_up

BESIDE = {1: "higher than chance would give", -1: "lower than chance would give", 0: "as chance would give"}
FEW = "too few schools to tell"
HIGH = {
    "absence": "absence is higher than its size explains",
    "persistent": "persistent absence is higher than its size explains",
    "change": "absence rose by more than chance would give",
}
"""What asks for support."""

INTERVAL = ("change", "low", "high")
COLUMNS = (
    Column("name", "School"),
    Column("phase", "Phase"),
    Column("absence", "Overall absence", "percent", PLACES),
    Column("beside", "Absence beside its phase"),
    Column("persistent", "Persistent absence beside its phase"),
    Column("change", "Change beyond its phase's", "points", PLACES),
    Column("low", "Interval from", "points", PLACES),
    Column("high", "Interval to", "points", PLACES),
)
NOTE = (
    "Beside schools of the phase, by size: higher or lower means beyond the limits of 99.8%. The change is a school's "
    "since the whole of last year, less that of all schools of its phase together, which takes out what they have in "
    f"common; its interval of 95% is widened by how much schools change in general. A phase needs {FEWEST} schools. "
    "Among many schools one may stand out by chance."
)


@dataclass(frozen=True)
class Standing:
    """One school with figures. absence: as shown, or withheld · signs: by the keys of HIGH, 1 above what chance would
    give, -1 below, 0 neither; without those that cannot be told · interval: the change beyond its phase's, and from
    where to where it may be, in points."""

    school: School
    absence: object
    signs: dict[str, int]
    interval: Mapping[str, object]

    @property
    def needs(self) -> list[str]:
        """What asks for support, in words."""
        return [words for key, words in HIGH.items() if self.signs.get(key) == 1]

    @property
    def improves(self) -> bool:
        """Its absence fell by more than chance would give."""
        return self.signs.get("change") == -1


def schools_standing(view: View) -> Explorable | Callout:
    """Every school with its level and its change beside others of its phase, and what chance would give."""
    told = without_figures(view)
    if told:
        return told
    rows = [
        {
            "urn": one.school.urn,
            "name": one.school.name,
            "phase": phase_name(one.school.phase),
            "absence": one.absence,
            "beside": BESIDE[one.signs["absence"]] if "absence" in one.signs else FEW,
            "persistent": BESIDE[one.signs["persistent"]] if "persistent" in one.signs else FEW,
            **one.interval,
        }
        for one in _standings(view)
    ]
    title = "Schools beside others of their phase"
    return Explorable(title, COLUMNS, rows, "no school has figures.", note=NOTE, filters="phase", urns="urn")


def schools_to_support(view: View) -> Words | Callout:
    """The schools that need support by what stands out, those with most of it first, and those that improve."""
    told = without_figures(view)
    if told:
        return told
    found = _standings(view)
    worst = sorted((one for one in found if one.needs), key=lambda one: -len(one.needs))
    better = [one.school.name for one in found if one.improves]
    stand = "none stands" if not worst else "1 stands" if len(worst) == 1 else f"{len(worst):,} stand"
    lines = [f"Of {plural(len(found), 'school')} with figures {stand} out as in need of support."]
    lines += [f"{one.school.name}: {listed(one.needs)}." for one in worst]
    names = listed(better) or "none"
    return Words(bullets=[*lines, f"Absence fell by more than chance would give: {names}."])


def _standings(view: View) -> list[Standing]:
    """The schools with figures, in order of name."""
    shown, frame = of_schools(view).set_index("school").absence_percent, view.own("school").set_index("school")
    schools = sorted((s for s in view.open.city.schools if s.urn in frame.index), key=lambda s: s.name)
    frame = frame.loc[[s.urn for s in schools if shown[s.urn] != HIDDEN]]
    told: dict[str, dict[str, Any]] = {school.urn: {} for school in schools}
    for phase in dict.fromkeys(school.phase for school in schools):
        urns = [school.urn for school in schools if school.phase == phase and school.urn in frame.index]
        for name, own in (("signs", _levels(frame.loc[urns])), ("changes", _changes(view, frame.loc[urns]))):
            for urn, row in own.items():
                told[urn][name] = row
    return [_standing(school, shown[school.urn], told[school.urn]) for school in schools]


def _standing(school: School, absence: object, told: dict[str, Any]) -> Standing:
    moved = told.get("changes")
    signs = {**told.get("signs", {}), **({"change": int(moved["beyond"])} if moved else {})}
    interval = {key: half_up(float(moved[key]), PLACES) if moved else NOT_AVAILABLE for key in INTERVAL}
    return Standing(school, absence, signs, interval)


def _levels(frame: pd.DataFrame) -> dict[str, dict[str, int]]:
    """By URN, where the schools of a phase stand; nothing among too few."""
    if len(frame) < FEWEST:
        return {}
    found = pd.DataFrame({"absence": beyond(frame.absent, frame.possible)}, index=frame.index)
    if "persistently_absent" in frame:
        found["persistent"] = beyond(frame.persistently_absent, frame.enrolments)
    return found.to_dict("index")


def _changes(view: View, frame: pd.DataFrame) -> dict[str, dict[str, float]]:
    """By URN, how the schools of a phase changed since last year; nothing among too few that have both years."""
    then = {row.urn: row for row in rows_of_last_year(view) if row.possible}
    both = [urn for urn in frame.index if urn in then]
    if len(both) < FEWEST:
        return {}
    before = [then[urn].authorised + then[urn].unauthorised for urn in both], [then[urn].possible for urn in both]
    found = changes((frame.loc[both].absent, frame.loc[both].possible), before)
    return found.set_index(pd.Index(both)).to_dict("index")
