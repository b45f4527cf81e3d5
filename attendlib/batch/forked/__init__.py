"""How is a notebook executed in a forked process, exactly as Jupyter would have done?"""

import papermill  # loads every engine that is installed, ours too: before client, never halfway through it  # noqa: F401

from attendlib.batch.forked.client import NAME, ForkEngine, why_not
from attendlib.batch.forked.rehearsal import REHEARSAL

__all__ = ["NAME", "REHEARSAL", "ForkEngine", "why_not"]
