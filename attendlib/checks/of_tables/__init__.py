"""Which checks look at the city's tables, for which no register is needed?"""
