"""Which mistakes does a block refuse?"""

from attendlib.errors import AttendlibError


class BlockError(AttendlibError):
    """A block cannot be shown honestly: no title, no words for an empty table, a figure that was never rounded."""
