"""Which letter is due about whom, and on which evidence is it written?

Drafts for a person to read, approve and send: nothing counts as sent until it stands in the interventions table.
"""

from attendlib.casework.letters.attendance import AttendanceRecord
from attendlib.casework.letters.due import LettersDue, letters_due
from attendlib.casework.letters.letter import Letter, letters_of

__all__ = ["AttendanceRecord", "Letter", "LettersDue", "letters_due", "letters_of"]
