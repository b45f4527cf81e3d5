"""What does a report say where there is nothing to report on?"""

from attendlib.report.blocks import Callout
from attendlib.report.view import View

TOTALS_ONLY = (
    "This school sent termly totals, not single marks, so nothing can be said about weeks, days or lateness. "
    "Send the register itself to see them."
)


def without_figures(view: View) -> Callout | None:
    """The callout that stands in place of a part when no session of the period can be counted; None when some can."""
    if view.has_figures:
        return None
    return Callout("warning", "No figures", f"Nothing can be said here: {why(view)}.")


def without_marks(view: View, title: str) -> Callout | None:
    """The callout for a part that needs single marks; None when there are some."""
    if view.has_marks:
        return None
    return Callout("note", title, TOTALS_ONLY) if view.has_figures else without_figures(view)


def why(view: View) -> str:
    """Why no session can be counted: what the city file lists and what became of it."""
    accounts = [account for account in view.open.accounts if account.urn in view.urns]
    if not accounts:
        return "the city file lists no register for it"
    if not any(account.layout for account in accounts):
        return "its register could not be read; the register check says why"
    if not any(account.records for account in accounts):
        return "its register holds no records"
    if not any(account.accepted for account in accounts):
        return "every record of its register was set aside; the register check says why"
    return "no accepted mark of this period counts as a possible session"
