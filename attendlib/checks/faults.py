"""Why can a record not be a mark at all?

A reader keeps such a record and names its fault; here the fault gets its words. Every fault a reader can name is here.
"""

from collections.abc import Callable, Sequence

from attendlib.checks.finding import ERROR, Rule
from attendlib.dateform import in_words
from attendlib.register import DATE, MARK, PUPIL, ROW, SCHOOL, SESSION, Register, part_of

BAD_DATE = "bad-date"

FAULTS: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "ragged-row",
            ERROR,
            "the row has more or fewer cells than the header",
            "look for a comma, tab or line break inside a cell and put that cell in quotes",
            about=ROW,
        ),
        Rule(
            "no-pupil", ERROR, "the record names no pupil", "export the column that identifies the pupil", about=PUPIL
        ),
        Rule(
            "week-start-not-monday",
            ERROR,
            "the first day of the week is not a Monday, so that each mark would stand on another day",
            "export whole weeks from their Monday",
            about=DATE,
        ),
        Rule(
            BAD_DATE,
            ERROR,
            "not a date in the form that this layout uses",
            "export dates in that form and without a time of day, or give `date_format:` for this register in the city "
            "file",
            about=DATE,
        ),
        Rule("bad-session", ERROR, "neither AM nor PM", "write AM or PM", about=SESSION),
        Rule(
            "mark-string-length",
            ERROR,
            "a mark string that is not one character for each morning and afternoon, so that no mark has its day",
            "export the pupil's attendance again: two marks of one character for every calendar day, closed ones as #",
        ),
        Rule(
            "wrong-school",
            ERROR,
            "a record of another school",
            "list the file under the school it belongs to",
            about=SCHOOL,
        ),
        Rule("bad-count", ERROR, "a count of sessions is missing or no whole number", "export the census again"),
        Rule(
            "no-mark-field",
            ERROR,
            "no record of a mark, or one whose mark is no text",
            "export the mark as text",
            about=MARK,
        ),
    )
}


def in_which_form(parts: Sequence[Register]) -> Callable[[int], str]:
    """The words for a bad date: the form that its file's dates have."""
    of = part_of(parts)
    return lambda record: f"not a date of the form {in_words(of(record).form)}"
