"""Do the readers turn every layout into the register's one shape?"""
