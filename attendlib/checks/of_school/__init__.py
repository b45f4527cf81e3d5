"""Which checks look at a school's register as a whole? Every module here is one."""
