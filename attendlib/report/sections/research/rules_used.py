"""On which rules does a paper rest?"""

from attendlib.report.blocks import Rules
from attendlib.report.sections.rules_used import SAID, Said, of_classes, of_codes, of_rules
from attendlib.report.view import View

OF_STUDIES: Said = {
    "possible_sessions_mode": SAID["possible_sessions_mode"],
    "attainment_link": (
        "Attendance set beside a result",
        lambda held: f"without schools of these phases: {', '.join(held['phases_left_out'])}",
    ),
    "official_scope": (
        "Whom official statistics cover",
        lambda held: f"ages {held['youngest']} to {held['oldest']}",
    ),
}


def rules_used(view: View, study: bool = False) -> Rules:
    """The code set and the rules of persistent and severe absence on the view's last day; for a ``study`` of attainment
    its own too."""
    on = view.window.end
    return Rules([of_codes(on), *of_classes(view), *(of_rules(OF_STUDIES, on) if study else [])])
