"""Which batch do the faults strike?"""

from batches import batch, clean, last_week, own, three_schools, undisturbed, used

__all__ = ["batch", "clean", "last_week", "own", "three_schools", "undisturbed", "used"]
