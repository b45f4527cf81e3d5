"""Which Word template cannot become a letter?"""

from attendlib.errors import AttendlibError


class TemplateError(AttendlibError):
    """A template asks for a field that there is not, does more than fill fields, or holds what cannot be carried into a
    letter. The message names the template, what is wrong and how to mend it."""
