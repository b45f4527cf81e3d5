"""Why can a record not be a mark at all?

A reader keeps such a record and names its fault; here the fault gets its words. Every fault a reader can name is here.
"""

from attendlib.checks.finding import ERROR, Rule

FAULTS: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "ragged-row",
            ERROR,
            "the row has more or fewer cells than the header",
            "look for a comma, tab or line break inside a cell and put that cell in quotes",
        ),
        Rule("no-pupil", ERROR, "the record names no pupil", "export the column that identifies the pupil"),
        Rule(
            "bad-date",
            ERROR,
            "not a date in the form that this layout uses",
            "export dates in that form, or give `date_format:` for this register in the city file",
        ),
        Rule("bad-session", ERROR, "neither AM nor PM", "write AM or PM"),
        Rule(
            "mark-string-length",
            ERROR,
            "a mark string of odd length, so mornings and afternoons cannot be told apart",
            "export the pupil's attendance again: two marks for every calendar day",
        ),
        Rule("wrong-school", ERROR, "a record of another school", "list the file under the school it belongs to"),
        Rule("bad-count", ERROR, "a count of sessions is missing or no whole number", "export the census again"),
        Rule(
            "no-mark-field",
            ERROR,
            "the record has no field for the mark, or one of the wrong kind",
            "export the mark as text",
        ),
    )
}
