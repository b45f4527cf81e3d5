"""How does a report open: whom is it about, and what does it come to in a few sentences?"""

from attendlib.names import FOR_WHOM
from attendlib.report.blocks import Title, Words
from attendlib.report.sections.measured import difference, one
from attendlib.report.sections.thresholds import thresholds
from attendlib.report.sections.withheld import told, withheld_alone
from attendlib.report.view import View
from attendlib.report.words import day, listed, phase_name, points, schools

FOR = {
    "school_report": "head teacher, governors and attendance lead",
    "register_check": "attendance lead and office",
    "city_report": "local authority attendance team",
    "weekly_tracker": "attendance officer, heads of house and year, form tutors",
    "support_meeting": "attendance lead and the local authority's attendance officer",
    "caseload_what_if": "whoever sets the policy",
    "city_casework": "staff of the local authority",
    "attendance_and_attainment": "researchers and analysts",
    "intervention_impact": "researchers, analysts and the attendance team",
    "early_warning": "researchers and analysts; not for decisions about a pupil",
    "special_days": "researchers, analysts and heads",
}
TITLES = {
    "school_report": "Attendance report",
    "register_check": "Register check",
    "city_report": "City attendance report",
    "weekly_tracker": "Weekly tracker",
    "support_meeting": "Targeting support meeting",
    "caseload_what_if": "What another cut-off or policy would bring in",
    "city_casework": "Casework of the city",
    "attendance_and_attainment": "Attendance and attainment",
    "intervention_impact": "What letters and meetings changed",
    "early_warning": "Early warning",
    "special_days": "Special days",
}

NAMES_PUPILS = frozenset({"school_report", "weekly_tracker", "support_meeting"})
"""The documents that are for named staff of one school only."""

TERMS = (
    "A session is half a school day; possible sessions are those attended or missed. An enrolment is a pupil at a "
    "school."
)
"""The words that every figure of a report needs."""

COUNTS_FEW = frozenset({"caseload_what_if", "city_casework"})
"""The documents that name nobody, but count so few that somebody could be told: for named staff too."""


RESTRICTED = NAMES_PUPILS | COUNTS_FEW

EVERYBODY = "everybody: names no pupil, and hides numbers so small that one could be told"


def title(view: View, document: str) -> Title:
    """The name of the document, whom it is about and for, and the days it covers."""
    facts = [
        ("Period", f"{day(view.first_day)} to {day(view.window.end)}"),
        ("Academic year", view.academic_year),
        (FOR_WHOM, EVERYBODY if view.without_names else FOR[document]),
    ]
    if view.school:
        facts[:0] = [("URN", view.school.urn), ("Phase", phase_name(view.school.phase))]
    restricted = document in RESTRICTED and not view.without_names
    return Title(f"{TITLES[document]}: {view.name}", facts=facts, restricted=restricted)


def in_brief(view: View) -> Words:
    """Where the school or city stands, in sentences made from the figures below."""
    now = one(view.own("city"))
    if not now.possible:
        return Words([f"No possible session of {view.name} is held up to {day(view.window.end)}."])
    sentences = [
        f"Up to {day(view.span.end)}, {view.name} had {now.attendance_percent:.1f}% attendance: pupils missed "
        f"{now.absent:,} of {now.possible:,} possible sessions."
    ]
    if view.has_peers:
        peers = one(view.of_peers("city"))
        change = points(
            difference(now.attendance_percent, peers.attendance_percent),
            f"all {schools(view.phase)} of the city together in the same days",
        )
        sentences.append(f"That is {change} ({peers.attendance_percent:.1f}%).")
    values = one(withheld_alone(view, view.own("city")))
    classes = [
        f"{told(values[line.name])} {'is' if now[line.name] == 1 else 'are'} {line.words} ({line.missed})"
        for line in thresholds(view)
    ]
    if classes:
        sentences.append(f"Of {now.enrolments:,} enrolments, {listed(classes)}.")
    return Words([" ".join(sentences), TERMS])
