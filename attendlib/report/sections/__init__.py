"""Which parts does a report have? One part, one file; each takes a View and gives a block."""
