"""Which checks decide what becomes of a record? Their order is in ``listed``."""
