"""How is a notebook executed in a forked process, exactly as Jupyter would have done?"""

from attendlib.batch.forked.client import NAME, ForkEngine, why_not
from attendlib.batch.forked.rehearsal import REHEARSAL

__all__ = ["NAME", "REHEARSAL", "ForkEngine", "why_not"]
