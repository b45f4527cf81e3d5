"""How does attainment go with absence, of whom, and who is missing?"""
