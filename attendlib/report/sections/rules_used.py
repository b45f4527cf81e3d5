"""On which rules do the figures rest, and where did the report end?"""

from attendlib.codes import code_book
from attendlib.policy import rule
from attendlib.report.blocks import EndMark, Rules, RuleUsed
from attendlib.report.view import View

SAID = {
    "persistent_absence": (
        "Persistent absence",
        lambda held: f"{held['percent']}% or more of possible sessions missed",
    ),
    "severe_absence": ("Severe absence", lambda held: f"{held['percent']}% or more of possible sessions missed"),
    "absence_bands": ("Bands of absence", lambda held: f"lower edges {', '.join(map(str, held['lower_edges']))}%"),
    "code_n_resolution": (
        "Reason not yet established",
        lambda held: f"to be replaced within {held['school_days']} school days",
    ),
    "school_year": (
        "Length of the school year",
        lambda held: f"{held['days_per_year']} days of {held['sessions_per_day']} sessions",
    ),
    "possible_sessions_mode": (
        "Usual number of possible sessions",
        lambda held: f"{held['low_percent']}% to {held['high_percent']}% of the most common",
    ),
}


def rules_used(view: View) -> Rules:
    """The rules in force on the report's last day, with their dates and documents."""
    day = view.window.end
    newest = max(code_book().in_force(day), key=lambda entry: entry.start)
    used = [
        RuleUsed(
            "Attendance codes",
            f"the code set in force since {newest.start}",
            newest.start.isoformat(),
            newest.reference,
        )
    ]
    for name, (title, said) in SAID.items():
        held = rule(name).on(day)
        used.append(RuleUsed(title, said(held), held.start.isoformat(), held.reference))
    return Rules(used)


def end(run: str) -> EndMark:
    """The last thing in every notebook: proof that it ran to its end. ``run`` is the run's own word, or empty."""
    return EndMark(run or "by hand")
