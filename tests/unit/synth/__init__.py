"""Is the invented city what it says it is?"""
