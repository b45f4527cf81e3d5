"""How many sessions are lost to holidays in term time?"""

from attendlib.measures.lost_to import LostTo

MEASURE = LostTo(
    words="holidays in term time",
    reasons=frozenset({"Agreed holiday", "Extended family holiday", "Holiday not agreed"}),
    note="Whether the school agreed or not; since 19 August 2024 a holiday has a code only where it was not granted.",
    source="DfE, Pupil absence statistics methodology, Annex B; SI 2024/208, reg 10",
)
