"""Is absence different on certain days: before a holiday, after a closure, in the rain?"""
