"""Which command did the person type?"""

from attendlib.cli.app import main

__all__ = ["main"]
