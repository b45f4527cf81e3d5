"""Which documents are due, and how do they get made and put in their place?"""

from attendlib.batch.execute import Made
from attendlib.batch.index import write_index
from attendlib.batch.plan import Due, Plan, plan_for
from attendlib.batch.run import RunResult, run_plan
from attendlib.batch.runfile import RunSettings, load_run, settings_of

__all__ = [
    "Due",
    "Made",
    "Plan",
    "RunResult",
    "RunSettings",
    "load_run",
    "plan_for",
    "run_plan",
    "settings_of",
    "write_index",
]
