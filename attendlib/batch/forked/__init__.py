"""How is a notebook executed in a forked process, exactly as Jupyter would have done?"""

from attendlib.batch.forked.client import NAME, ForkEngine, why_not

__all__ = ["NAME", "ForkEngine", "why_not"]
