"""Which errors does attendlib raise on purpose?

Each says where, what and how to mend it, and never repeats a pupil's name, UPN or cell value.
The command line shows the message alone, without a traceback.
"""


class AttendlibError(Exception):
    """Every deliberate error. ``str(error)`` is written for the person at the keyboard."""


class RuleError(AttendlibError):
    """A file in ``params/rules`` is wrong: a value without date or reference, a repeated key, an unknown field."""


class UnknownRule(AttendlibError):
    """No rule or setting has that name."""


class NotInForce(AttendlibError):
    """The rule had no value on that day: before its first date, or after it ended."""


class CityError(AttendlibError):
    """The city file or one of its tables cannot be used. The message lists every mistake found, each with its line."""


class LayoutError(AttendlibError):
    """No reader recognises the file. The message says what was seen and what would be accepted."""


class UnreadableFile(AttendlibError):
    """The file as a whole cannot be read safely: broken, hostile, empty, or in an encoding that cannot be told."""


class AccountingError(AttendlibError):
    """Records read and records accounted for differ: a bug here, never the school's fault. Nothing is written."""


class MeasureError(AttendlibError):
    """A measure was asked for that is not defined: an unknown grouping, or a window the rule does not cover."""


class OutputError(AttendlibError):
    """The file asked for cannot be written."""


class RunError(AttendlibError):
    """A batch cannot start: the run file is wrong, or nothing it asks for can be made."""


class ListError(AttendlibError):
    """A list cannot be made as asked: an earlier list that is none, or something to group by that is not there."""


class RunLocked(RunError):
    """Another run is making documents in the same folder."""


class ResearchError(AttendlibError):
    """A research question cannot be answered from what is there: a column that is not in the table, too few rows, or a
    key that is missing or too weak."""
