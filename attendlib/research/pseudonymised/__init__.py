"""How does a city's data reach a researcher without saying who anybody is?"""
