"""Which documents are due, and how do they get made and put in their place?"""

from attendlib.batch.inputs import Inputs, inputs_of
from attendlib.batch.interrupt import Interrupts, Stopped
from attendlib.batch.job import Due, Made
from attendlib.batch.plan import Plan, plan_for
from attendlib.batch.run import RunResult, look_at, run_plan
from attendlib.batch.runfile import RunSettings, load_run, settings_of
from attendlib.batch.workers import Workers, workers_for

__all__ = [
    "Due",
    "Inputs",
    "Interrupts",
    "Made",
    "Plan",
    "RunResult",
    "RunSettings",
    "Stopped",
    "Workers",
    "inputs_of",
    "load_run",
    "look_at",
    "plan_for",
    "run_plan",
    "settings_of",
    "workers_for",
]
