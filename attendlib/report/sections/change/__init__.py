"""Which parts does the account of the change since last half term have? Each takes a Since and gives a block."""
