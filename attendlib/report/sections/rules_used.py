"""On which rules do the figures rest, and where did the report end?"""

from attendlib.codes import Code, code_book
from attendlib.policy import Held, rule
from attendlib.report.blocks import EndMark, Rules, RuleUsed
from attendlib.report.sections.thresholds import RULES, in_force, thresholds
from attendlib.report.view import View
from attendlib.report.words import day, sentence

NAMES = {
    "absence_bands": "Bands of absence",
    "code_n_resolution": "Reason not yet established",
    "school_year": "Length of the school year",
    "possible_sessions_mode": "Usual number of possible sessions",
}
"""The rules that a report uses beside those of the classes, in order of the table."""


def rules_used(view: View) -> Rules:
    """The rules in force on the report's last day, with their dates and documents. A rule that the year does not have
    is not there."""
    on = view.window.end
    newest = max(code_book().in_force(on), key=lambda entry: entry.start)
    used = [_used("Attendance codes", f"the code set in force since {day(newest.start)}", newest)]
    for line in thresholds(view):
        name = RULES[line.name]
        used.append(_used(sentence(name.replace("_", " ")), line.missed, rule(name).on(on)))
    for name, title in NAMES.items():
        held = in_force(name, on)
        if held:
            used.append(_used(title, _said(name, held), held))
    return Rules(used)


def _used(title: str, value: str, held: Held | Code) -> RuleUsed:
    return RuleUsed(title, value, held.start.isoformat(), held.reference)


def _said(name: str, held: Held) -> str:
    """What a rule says, in a few words."""
    if name == "absence_bands":
        return f"lower edges {', '.join(map(str, held['lower_edges']))}%"
    if name == "code_n_resolution":
        return f"to be replaced within {held['school_days']} school days"
    if name == "school_year":
        return f"{held['days_per_year']} days of {held['sessions_per_day']} sessions"
    return f"{held['low_percent']}% to {held['high_percent']}% of the most common"


def end(run: str) -> EndMark:
    """The last thing in every notebook: proof that it ran to its end. ``run`` is the run's own word, or empty."""
    return EndMark(run or "by hand")
