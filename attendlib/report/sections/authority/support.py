"""At which levels of support are the schools' pupils, then and now, and how have the schools moved over the years?"""

from decimal import Decimal
from typing import Any

from attendlib.casework import Policy, SchoolFocus, schools_in_focus, sessions_by_school, support_by_school
from attendlib.casework import policy as policy_on
from attendlib.casework.lists.news import label
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.cases import Cases
from attendlib.report.sections.nothing import without_figures
from attendlib.report.view import PLACES
from attendlib.report.words import sentence
from attendlib.rounding import percent

SHORTEST_TREND = 2
"""Years between which a school can have moved."""


def levels_of_support(cases: Cases, policy: str) -> Table | Callout:
    """Every school with the enrolments at each level of a policy, on each of its lists, and why the authority should
    concentrate on it, where the policy looks at schools."""
    told = without_figures(cases.view)
    if told:
        return told
    city = cases.view.open
    asked = policy_on(policy, cases.on, city=city.city)
    concerns = {one.focus: one.name for one in asked.says.schools}
    names = city.city.school_names
    steps = [(step.step, _heading(asked, step.step)) for step in asked.says.steps]
    lists = [(one.list, sentence(one.list.replace("-", " "))) for one in asked.says.lists]
    rows = [
        {
            "school": names[one.urn],
            "attendance": percent(one.focus[0].attended, one.focus[0].possible, PLACES),
            "focus": "; ".join(concerns[name] for name in one.concerns) or "no",
            "measured": one.measured,
            **{name: one.under[asked.name].steps[name] if one.measured else None for name, _ in steps},
            "together": one.under[asked.name].steps.total() if one.measured else None,
            **{name: one.under[asked.name].lists[name] if one.measured else None for name, _ in lists},
        }
        for one in support_by_school(city.city, city.store, [asked], cases.on, sessions_by_school(city, cases.on))
    ]
    columns = [
        Column("school", "School"),
        Column("attendance", "Attendance", "percent"),
        *([Column("focus", "In focus")] if concerns else []),
        Column("measured", "Enrolments measured", "count"),
        *(Column(name, label, "count") for name, label in steps),
        Column("together", "Together", "count"),
        *(Column(name, label, "count") for name, label in lists),
    ]
    return Table(
        f"By {asked.says.title}",
        columns,
        sorted(rows, key=lambda row: str(row["school"])),
        "the schools table is empty.",
        note="Enrolments on roll, each counted once at the highest level that it stands at, so that the columns add up "
        f"to those together. {_by_rule(asked)}{asked.remark(cases.on)}".strip(),
    )


def _by_rule(asked: Policy) -> str:
    """What the rules say that its steps name in place of a number, for the headings have no number either."""
    named = {step.step: step.when.misses for step in asked.says.steps if step.when.misses}
    told = [(_heading(asked, step), asked.law.words(rule), rule) for step, rule in named.items()]
    return "".join(f"{heading}: {words.missed} (the rule {rule}). " for heading, words, rule in told if words)


def _heading(asked: Policy, step: str) -> str:
    """A step's name without what its rule says."""
    return label(asked, step).partition(",")[0]


def absence_by_year(cases: Cases, policy: str) -> Table | Callout:
    """Every school's absence in the years before, as many as a policy looks at, and in this year so far."""
    asked = policy_on(policy, cases.on, city=cases.view.open.city)
    found = schools_in_focus(cases.view.open.city, asked, sessions_by_school(cases.view.open, cases.on))
    years = sorted({year for one in found for year, _ in one.trend})
    if not years:
        text = "The city file names no history table with these schools, so that nothing can be said of earlier years."
        return Callout("note", "No earlier years", text)
    names = cases.view.open.city.school_names
    rows: list[dict[str, Any]] = [
        {
            "school": names[one.urn],
            **{year: dict(one.trend).get(year) for year in years},
            "moved": _moved(one),
            "now": percent(one.possible - one.attended, one.possible, PLACES),
        }
        for one in found
    ]
    columns = [
        Column("school", "School"),
        *(Column(year, year, "percent") for year in years),
        Column("moved", "Last year against the first", "points"),
        Column("now", f"{cases.view.academic_year} so far", "percent"),
    ]
    return Table(
        "Absence over the years, by school",
        columns,
        sorted(rows, key=lambda row: str(row["school"])),
        "the schools table is empty.",
        note="Share of possible sessions. The difference is in percentage points, between whole years; this year so "
        "far is no whole year. The strategy ties a school's support to this trend and gives no rule for it, so none "
        "is made here.",
    )


def _moved(one: SchoolFocus) -> Decimal | None:
    """The difference of the two figures as they are shown."""
    known = [rate for _, rate in one.trend if rate is not None]
    return known[-1] - known[0] if len(known) >= SHORTEST_TREND else None
