"""Which words does attendlib use, and only for one thing each?"""

ROLL, DFE = "roll", "dfe"
SCOPES = (ROLL, DFE)
"""Whom a measure covers: everyone on the register, or those in official statistics."""
