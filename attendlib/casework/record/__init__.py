"""How is what was done put on record: checked first, and added at the end?"""

from attendlib.casework.record.add import record, table_of
from attendlib.casework.record.approved import Approved, approved
from attendlib.casework.record.entry import Entry, Refused, Verdict, told

__all__ = ["Approved", "Entry", "Refused", "Verdict", "approved", "record", "table_of", "told"]
