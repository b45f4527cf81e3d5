"""Which parts have the pages of lists? One part, one file; each takes Lists and says in a sentence when it is empty."""
