"""How do children stand who move between schools, or have family at others, each child counted once?"""

from collections.abc import Iterable, Mapping
from itertools import combinations

import pandas as pd
import pyarrow as pa

from attendlib.casework.households import households
from attendlib.city.roll import Spell
from attendlib.disclosure import small_numbers
from attendlib.measures import rated
from attendlib.measures.children import by_child, together
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.sections.measured import columns, shown
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.withheld import hide, withheld, withheld_alone
from attendlib.report.view import PLACES, View, framed

ONE, MOVED, AT_ONCE = "At one school", "At several, one after the other", "On roll at several at once"
ALONE, SAME, ACROSS, PHASES = (
    "The only one of the household",
    "With others at the same school only",
    "With others at another school of the phase",
    "With others at a school of another phase",
)
MEASURED = ("attendance_percent", "persistently_absent", "persistently_absent_percent", "severely_absent")
BY_COUNT = Callout(
    "note",
    "Children are not counted once",
    "Persistent absence was a count for whole terms at each school that year, so sessions at several do not add up.",
)
FEW_MOVED = Callout(
    "note",
    "Moves between schools are withheld",
    "So few children were at several schools of the city that they could be told from the figures of the others.",
)


def moves(view: View) -> Table | Callout:
    """Children by whether they were at one school or several this year, each counted once."""
    told = without_figures(view) or (None if view.told_by_share else BY_COUNT)
    if told:
        return told
    children, enrolments = _children(view), int(view.own("city").enrolments.sum())
    if view.public and small_numbers(view.window.end).is_small_group(enrolments - len(children)):
        return FEW_MOVED
    spells = _spells(view, children.index)
    groups: dict[str, list[str]] = {ONE: [], MOVED: [], AT_ONCE: []}
    for upn, urns in children.urns.items():
        own = [spell for spell in spells[str(upn)] if spell.urn in urns]
        at_once = any(a.urn != b.urn and a.shares_a_day_with(b) for a, b in combinations(own, 2))
        groups[ONE if len(urns) == 1 else AT_ONCE if at_once else MOVED].append(str(upn))
    parts = withheld(view, _rated(together(children, groups)))
    whole = withheld_alone(view, _rated(together(children, {"All children": children.index})))
    heads = [Column("group", "This year"), Column("enrolments", "Children", "count"), *columns(*MEASURED)]
    return Table.from_frame(
        pd.concat([parts[parts.enrolments != 0], whole]),
        "Children at one school and at several",
        heads,
        "nobody has figures.",
        total=True,
        note="Each child once, with the sessions of all its schools in the city together; elsewhere in this report a "
        "child at two schools is two enrolments, as in official statistics.",
    )


def families_across(view: View) -> Table | Callout:
    """Children by who else of their household is on roll at which school, each counted once, and how many households
    have several children who are persistently absent."""
    told = without_figures(view) or (None if view.told_by_share else BY_COUNT)
    if told:
        return told
    children, homes = _children(view), _homes(view)
    if not homes:
        return Callout(
            "note", "No families", "The pupils table gives no households, so nothing can be said of families."
        )
    groups: dict[str, list[str]] = {ALONE: [], SAME: [], ACROSS: [], PHASES: []}
    counted, several = dict.fromkeys(groups, 0), dict.fromkeys(groups, 0)
    known, absent = set(children.index), set(children.index[children.persistently_absent == 1])
    for spells in homes.values():
        kind, upns = _kind(view, spells), {spell.upn for spell in spells} & known
        groups[kind] += sorted(upns)
        counted[kind] += bool(upns)
        several[kind] += len(upns & absent) > 1
    frame = withheld(view, _rated(together(children, groups)))
    frame["homes"], frame["several"] = [list(told.values()) for told in (counted, several)]
    frame = _with_homes(view, frame)
    heads = [
        Column("group", "Children on roll"),
        Column("enrolments", "Children", "count"),
        *columns(*MEASURED),
        Column("homes", "Households", "count"),
        Column("several", "With several persistently absent", "count"),
    ]
    kept, title = frame[frame.enrolments != 0], "Families across schools"
    note = (
        "Households of the pupils table with somebody on roll on the last day, each child once; children without a "
        "household are not in it. The staged work with a family is in the weekly trackers and the city's casework."
    )
    return Table.from_frame(kept, title, heads, "nobody is on roll.", note=note)


def _with_homes(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the counts of households that could tell of somebody."""
    if not view.public:
        return frame
    rule, kept = small_numbers(view.window.end), frame.astype(object)
    gone = rule.groups(frame.homes.tolist())
    hide(kept, kept.index[gone], ["homes", "several"])
    hide(kept, kept.index[rule.counts(frame.several.tolist(), frame.homes.tolist(), gone)], ["several"])
    return kept


def _children(view: View) -> pd.DataFrame:
    return by_child(view.own("enrolment"), view.window.end)


def _rated(frame: pd.DataFrame) -> pd.DataFrame:
    return shown(framed(rated(pa.Table.from_pandas(frame, preserve_index=False, nthreads=1), places=PLACES)))


def _spells(view: View, upns: Iterable[object]) -> Mapping[str, list[Spell]]:
    """The spells on roll of each child in the days of the report."""
    found: dict[str, list[Spell]] = {str(upn): [] for upn in upns}
    for spell in view.open.city.roll.spells:
        ended = spell.leaving is not None and spell.leaving < view.window.start
        if spell.upn in found and spell.urn in view.urns and spell.entry <= view.window.end and not ended:
            found[spell.upn].append(spell)
    return found


def _homes(view: View) -> dict[str, tuple[Spell, ...]]:
    return households(view.open.city, view.window.end)


def _kind(view: View, spells: tuple[Spell, ...]) -> str:
    """Who is on roll where of a household: one of the four kinds."""
    urns, phases = {spell.urn for spell in spells}, {view.open.city.school(spell.urn).phase for spell in spells}
    if len({spell.upn for spell in spells}) == 1:
        return ALONE
    return SAME if len(urns) == 1 else ACROSS if len(phases) == 1 else PHASES
