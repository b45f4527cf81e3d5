"""Do the figures cover the days asked for, and which schools are in them?"""

from attendlib.checks import OUTCOMES
from attendlib.report.blocks import Callout, Column, Explorable, Words
from attendlib.report.reach import Reach
from attendlib.report.sections.measured import one
from attendlib.report.sections.nothing import IN_PART, TOTALS_ONLY, why, without_figures
from attendlib.report.view import View
from attendlib.report.words import day, listed, phase_name, plural

ASIDE = {
    "rejected": "were rejected",
    "duplicate": "repeated another",
    "missing": "held no mark",
    "administrative": "were administrative (closed, or not yet on roll)",
}
"""What became of the records that are in no figure."""

MOST_NAMED = 12
"""Schools that a callout names one by one; the table of coverage has them all."""

COVERAGE = (
    Column("name", "School"),
    Column("urn", "URN"),
    Column("phase", "Phase"),
    Column("state", "In the figures"),
    Column("up_to", "Data up to", "date"),
    Column("enrolments", "Enrolments on roll", "count"),
    Column("records", "Records read", "count"),
    Column("rejected", "Rejected", "count"),
    Column("missing", "No mark", "count"),
)


def data_up_to(view: View) -> Callout | None:
    """What must be known before reading on: that there are no figures, that they are termly totals, begin late or stop
    early; for a city, of which schools. None where single marks cover the days asked for."""
    told = without_figures(view)
    if told or view.school is None:
        return told or _of_city(view)
    reach = view.reach[view.school.urn]
    title = _title(reach)
    return Callout("warning", title, " ".join(line for line in _lines(view, reach) if line)) if title else None


def _title(reach: Reach) -> str:
    if reach.stops_early and reach.last:
        begins = f"begin on {day(reach.first)} and " if reach.begins_late and reach.first else ""
        return f"Figures {begins}go up to {day(reach.last)}"
    if reach.begins_late and reach.first:
        return f"Figures begin on {day(reach.first)}"
    if reach.totals:
        return "Termly totals, not single marks" if reach.totals_only else "Termly totals for a part of the year"
    return ""


def _lines(view: View, reach: Reach) -> list[str]:
    begins, ends = f"begins on {day(view.first_day)}", f"ends on {day(view.window.end)}"
    return [
        f"The period asked for {begins}, {reach.before} school days before." if reach.begins_late else "",
        f"The period asked for {ends}, {reach.after} school days later." if reach.stops_early else "",
        "Other schools of the city stand beside this one over the same days." if view.span != view.window else "",
        TOTALS_ONLY if reach.totals_only else "",
        IN_PART if reach.totals and reach.last_mark else "",
    ]


def _of_city(view: View) -> Callout | None:
    """The schools that are not in the figures, or not for the whole period."""
    part = {s.name: _short(view.reach[s.urn]) for s in view.open.city.schools}
    told = [f"{name} ({what})" for name, what in part.items() if what]
    if not told:
        return None
    more = [plural(len(told) - MOST_NAMED, "more school")] if len(told) > MOST_NAMED else []
    text = f"{listed([*told[:MOST_NAMED], *more])}. The period asked for ends on {day(view.window.end)}."
    return Callout("warning", "Not every school's figures cover the whole period", text)


def _short(reach: Reach) -> str:
    """What keeps a school's figures from covering the period, in a few words; empty where they cover it."""
    if reach.last is None:
        return "no figures"
    parts = [
        "termly totals only" if reach.totals_only else "",
        f"from {day(reach.first)}" if reach.begins_late and reach.first else "",
        f"up to {day(reach.last)}" if reach.stops_early else "",
    ]
    return ", ".join(part for part in parts if part)


def coverage(view: View) -> Explorable:
    """Every school of the city: whether it is in the figures, up to which day, and what was set aside."""
    rows = []
    for school in view.open.city.schools:
        own = [account for account in view.open.accounts if account.urn == school.urn]
        reach = view.reach[school.urn]
        rows.append(
            {
                "name": school.name,
                "urn": school.urn,
                "phase": phase_name(school.phase),
                "state": _state(reach) if reach.last else f"no: {why(view.open, (school.urn,))}",
                "up_to": reach.last,
                "enrolments": len(view.open.city.roll.of(school.urn).upns),
                "records": sum(account.records for account in own),
                "rejected": sum(account.rejected for account in own),
                "missing": sum(account.missing for account in own),
            }
        )
    counted = sum(reach.last is not None for reach in view.reach.values())
    note = (
        f"{counted} of {len(rows)} schools are in. City totals add up the schools that are in; nothing is estimated "
        "for the others. Data up to: the last day with a session that counts."
    )
    title, empty = "Which schools are in these figures", "the schools table is empty."
    return Explorable(title, COVERAGE, rows, empty, note=note, filters="phase", urns="urn")


def totals_made(view: View) -> Words | Callout:
    """What the city's totals are added up from, and what is not in them."""
    told = without_figures(view)
    if told:
        return told
    whole = one(view.own("city"))
    from_marks = int(view.own("session").possible.sum()) if view.has_marks else 0
    returned = f" and {whole.possible - from_marks:,} from termly totals" if from_marks < whole.possible else ""
    counted = sum(reach.last is not None for reach in view.reach.values())
    records = {name: sum(getattr(a, name) for a in view.open.accounts) for name in ("records", *OUTCOMES)}
    aside = listed([f"{records[name]:,} {words}" for name, words in ASIDE.items() if records[name]])
    return Words(
        bullets=[
            f"{whole.possible:,} possible sessions of {whole.enrolments:,} enrolments at {plural(counted, 'school')} "
            f"are added up: {from_marks:,} from single marks{returned}.",
            "Rates are pooled: all sessions missed, of all that were possible. They are never averages of schools or "
            "pupils, so a large school counts for more.",
            f"Of {records['records']:,} records read {records['accepted']:,} were accepted"
            + (f"; {aside}." if aside else "."),
            "Nothing is estimated for schools, pupils or sessions without a mark.",
        ]
    )


def _state(reach: Reach) -> str:
    if reach.totals:
        return f"yes, {'termly totals only' if reach.totals_only else 'a part from termly totals'}"
    return f"yes, from {day(reach.first)}" if reach.begins_late and reach.first else "yes"
