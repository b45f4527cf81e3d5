"""On which rules do the figures rest, and where did the report end?"""

from collections.abc import Callable, Mapping
from datetime import date

from attendlib.casework import Policy
from attendlib.codes import Code, code_book
from attendlib.measures.decided import CLASSES
from attendlib.policy import Held, rule
from attendlib.report.blocks import EndMark, Rules, RuleUsed
from attendlib.report.sections.thresholds import in_force, thresholds
from attendlib.report.view import View
from attendlib.report.words import day, sentence

Said = Mapping[str, tuple[str, Callable[[Held], str]]]
"""Rules by name: what each is called in the table, and what its value says in a few words."""

SAID: Said = {
    "absence_bands": (
        "Bands of absence",
        lambda held: f"lower edges {', '.join(map(str, held['lower_edges']))}%",
    ),
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


FOR_EVERYBODY: Said = {
    "small_numbers": (
        "Small numbers",
        lambda held: (
            f"not told: groups of fewer than {held['fewest']} pupils, counts that have or leave out "
            f"{held['most_hidden']} or fewer, and others from which these could be worked out"
        ),
    ),
}
OF_PUPILS: Said = {
    "school_lists": ("Near persistent absence", lambda held: f"{held['near_sessions']} sessions in a row, or fewer"),
}
"""What a report rests on besides: one that anybody may read, and one that lists pupils."""


def rules_used(view: View, pupils: bool = False, policy: Policy | None = None) -> Rules:
    """The rules in force on the report's last day, with their dates and documents. pupils: also those by which pupils
    are listed, where it names any · policy: the one whose steps it counts, where it counts any."""
    on = view.window.end
    own = FOR_EVERYBODY if view.public else OF_PUPILS if pupils else {}
    steps = [of_policy(policy)] if policy else []
    return Rules([of_codes(on), *of_classes(view), *of_rules({**SAID, **own}, on), *steps])


def of_policy(policy: Policy) -> RuleUsed:
    """A policy, with its date and document."""
    return RuleUsed("Policy", policy.says.title, policy.start.isoformat(), policy.reference)


def of_codes(on: date) -> RuleUsed:
    """The code set in force on a day."""
    newest = max(code_book().in_force(on), key=lambda entry: entry.start)
    return _used("Attendance codes", f"the code set in force since {day(newest.start)}", newest)


def of_classes(view: View) -> list[RuleUsed]:
    """The rules of persistent and severe absence."""
    return [
        _used(sentence(CLASSES[line.name].replace("_", " ")), line.missed, rule(CLASSES[line.name]).on(view.window.end))
        for line in thresholds(view)
    ]


def of_rules(said: Said, on: date) -> list[RuleUsed]:
    """The rules named, as far as they have a value on that day."""
    held = {name: in_force(name, on) for name in said}
    return [_used(title, words(now), now) for name, (title, words) in said.items() if (now := held[name])]


def _used(title: str, value: str, held: Held | Code) -> RuleUsed:
    return RuleUsed(title, value, held.start.isoformat(), held.reference)


def end(run: str) -> EndMark:
    """The last thing in every notebook: proof that it ran to its end. ``run`` is the run's own word, or empty."""
    return EndMark(run or "by hand")
