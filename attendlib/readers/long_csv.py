"""How is our own plain layout read, one mark to a row?"""

from attendlib.dateform import ISO
from attendlib.readers.delimited import find_header, read_table
from attendlib.readers.entries import Fault, Heading, Records, days, register, sessions
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample
from attendlib.register import DATE, MARK, MINUTES, PUPIL, SCHOOL, SESSION, Register

NAME = "long_csv"
TITLE = "plain CSV, one mark to a row"
NEEDS = ("upn", "date", "session", "code")
_OPTIONAL = ("minutes_late", "urn")
HEADINGS = dict(zip((PUPIL, DATE, SESSION, MARK, MINUTES, SCHOOL), (*NEEDS, *_OPTIONAL), strict=True))


def recognise(sample: Sample) -> bool:
    """A row near the top has the needed columns."""
    return find_header(sample, NEEDS) is not None


def read(sample: Sample, urn: str, name: str, options: ReadOptions) -> Register:
    """The register; ISO dates. Rows that name another school have the fault ``wrong-school``; a blank names none."""
    table = read_table(sample, NEEDS, _OPTIONAL)
    upn, date, session, code = (table.columns[column] for column in NEEDS)
    faults: list[Fault] = [("ragged-row", table.ragged)]
    if "urn" in table.columns:
        faults.append(("wrong-school", table.columns["urn"].each(lambda text: text.strip() not in {"", urn}, "bool")))
    form = options.form(ISO)
    records = Records(
        pupil=upn.coded(),
        date=days(date, form, sample.source.name),
        session=sessions(session),
        mark=code.coded(),
        row=table.row,
        minutes=table.columns.get("minutes_late"),
        faults=faults,
    )
    notes = (*sample.source.notes, *table.notes)
    heading = Heading(urn, name, NAME, sample.source.encoding, table.counted, form, notes, HEADINGS)
    return register(records, heading, options)
