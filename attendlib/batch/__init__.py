"""Which documents are due, and how do they get made and put in their place?"""

from attendlib.batch.plan import Due, Plan, plan_for
from attendlib.batch.run import Made, RunResult, run_plan
from attendlib.batch.runfile import RunSettings, load_run

__all__ = ["Due", "Made", "Plan", "RunResult", "RunSettings", "load_run", "plan_for", "run_plan"]
