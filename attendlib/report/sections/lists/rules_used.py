"""On which policy and rules do the lists rest?"""

from attendlib.policy import Held
from attendlib.report.blocks import Rules
from attendlib.report.desk import Lists
from attendlib.report.sections.rules_used import SAID as OF_REPORTS
from attendlib.report.sections.rules_used import Said, of_classes, of_policy, of_rules


def _of_lists(held: Held) -> str:
    return (
        f"near persistent absence within {held['near_sessions']} sessions; praise from {held['fewest_possible']} "
        f"possible sessions and {held['improved_points']} points; often late from {held['often_late']} sessions of a "
        f"half term; reviews {held['review_ahead_days']} days ahead"
    )


SAID: Said = {
    "absence_bands": OF_REPORTS["absence_bands"],
    "code_n_resolution": OF_REPORTS["code_n_resolution"],
    "penalty_notice_threshold": (
        "Threshold for a penalty notice",
        lambda held: (
            f"{held['sessions']} sessions of {', '.join(held['codes'])} in {held['school_weeks']} school weeks"
        ),
    ),
    "attendance_return": (
        "Attendance return",
        lambda held: f"{held['school_days']} school days in a row of {', '.join(held['codes'])}",
    ),
    "sickness_return": ("Sickness return", lambda held: f"{held['sessions']} sessions of {', '.join(held['codes'])}"),
    "school_lists": ("What the lists look at", _of_lists),
}


def rules_of_lists(lists: Lists) -> Rules:
    """The policy, and the rules in force on the day of the lists, with their dates and documents."""
    return Rules([of_policy(lists.desk.policy), *of_classes(lists.view), *of_rules(SAID, lists.on)])
