"""Which step, notice or return is due for whom, and on what evidence?

Everything here is a prompt to a person; nothing is decided, and nothing counts as sent until it stands in the
interventions table.
"""

from attendlib.casework.amended import Amended, amended
from attendlib.casework.by_school import SchoolCases, cases_by_school
from attendlib.casework.done import History, history
from attendlib.casework.file import check_policy, notes_alone, policy, whose_steps
from attendlib.casework.focus import SchoolFocus, schools_in_focus, sessions_by_school
from attendlib.casework.notice import Notice
from attendlib.casework.notices import Notices, notices
from attendlib.casework.prompts import Prompted, prompts
from attendlib.casework.returns import Return, returns
from attendlib.casework.stage import Stage
from attendlib.casework.stages import Stages, stages
from attendlib.casework.standing import Policy
from attendlib.casework.support import SchoolSupport, support_by_school
from attendlib.casework.unresolved import Unresolved, unresolved
from attendlib.policy.files import policy_names

__all__ = [
    "Amended",
    "History",
    "Notice",
    "Notices",
    "Policy",
    "Prompted",
    "Return",
    "SchoolCases",
    "SchoolFocus",
    "SchoolSupport",
    "Stage",
    "Stages",
    "Unresolved",
    "amended",
    "cases_by_school",
    "check_policy",
    "history",
    "notes_alone",
    "notices",
    "policy",
    "policy_names",
    "prompts",
    "returns",
    "schools_in_focus",
    "sessions_by_school",
    "stages",
    "support_by_school",
    "unresolved",
    "whose_steps",
]
