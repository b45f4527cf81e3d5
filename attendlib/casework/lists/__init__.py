"""Which lists does a school work from day by day? One list, one file; a list names pupils and decides nothing."""

from attendlib.casework.lists.caseload import Caseload
from attendlib.casework.lists.desk import Desk, week_before
from attendlib.casework.lists.discuss import Topic
from attendlib.casework.lists.earlier import read_earlier
from attendlib.casework.lists.events import Event
from attendlib.casework.lists.families import Child, Family
from attendlib.casework.lists.first_day_calls import Call, FirstDayCalls
from attendlib.casework.lists.handover import Handover
from attendlib.casework.lists.lateness import Late
from attendlib.casework.lists.moved import Move, Moved, flows
from attendlib.casework.lists.persistent import Headroom, Persistent, Standing
from attendlib.casework.lists.recognition import Praise, Recognition
from attendlib.casework.lists.reviews import Review
from attendlib.casework.lists.tracker import Task, Tracker

__all__ = [
    "Call",
    "Caseload",
    "Child",
    "Desk",
    "Event",
    "Family",
    "FirstDayCalls",
    "Handover",
    "Headroom",
    "Late",
    "Move",
    "Moved",
    "Persistent",
    "Praise",
    "Recognition",
    "Review",
    "Standing",
    "Task",
    "Topic",
    "Tracker",
    "flows",
    "read_earlier",
    "week_before",
]
