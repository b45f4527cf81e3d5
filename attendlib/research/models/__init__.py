"""Which models are there, and what does each one say?"""
