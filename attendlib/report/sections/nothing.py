"""What does a report say where there is nothing to report on?"""

from collections.abc import Collection

from attendlib.intake import OpenCity
from attendlib.report.blocks import Callout
from attendlib.report.view import View
from attendlib.report.words import listed

TOTALS_ONLY = (
    "This school sent termly totals, not single marks, so nothing can be said about weeks, days or lateness. "
    "Send the register itself to see them."
)

IN_PART = "A part of the year is known from termly totals alone: weeks, days and lateness are of the other part."


def without_figures(view: View) -> Callout | None:
    """The callout that stands in place of a part when no session of the period can be counted; None when some can."""
    if view.has_figures:
        return None
    return Callout("warning", "No figures", f"Nothing can be said here: {why(view.open, view.urns)}.")


def without_marks(view: View) -> Callout | None:
    """The callout for a part that needs single marks; None when there are some."""
    if view.has_marks:
        return None
    return Callout("note", "No single marks", TOTALS_ONLY) if view.has_figures else without_figures(view)


def marks_alone(view: View) -> str:
    """What a part made from single marks leaves out, in a sentence; empty where it leaves out nothing."""
    names = [s.name for s in view.open.city.schools if s.urn in view.reach and view.reach[s.urn].totals]
    return f"From single marks: the termly totals of {listed(names)} are not in it." if names else ""


def why(city: OpenCity, urns: Collection[str]) -> str:
    """Why no session of some schools can be counted: what the city file lists and what became of it."""
    accounts = [account for account in city.accounts if account.urn in urns]
    if not accounts:
        return "the city file lists no register for it"
    if not any(account.layout for account in accounts):
        return "its register could not be read; the register check says why"
    if not any(account.records for account in accounts):
        return "its register holds no records"
    if not any(account.accepted for account in accounts):
        return "every record of its register was set aside; the register check says why"
    return "no accepted mark of this period counts as a possible session"
