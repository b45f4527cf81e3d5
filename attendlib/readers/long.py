"""How do rows of delimited text with one mark each become records?"""

from attendlib.readers.delimited import read_table
from attendlib.readers.entries import Contents, Fields, of_columns
from attendlib.readers.sample import Sample


def one_to_a_row(sample: Sample, fields: Fields, form: str) -> Contents:
    """The contents of a file whose header has ``fields`` and whose dates are of ``form``. Raises LayoutError where they
    are not, or where a column is lacking or stands twice; UnreadableFile for an unclosed quote."""
    optional = [name for name in (fields.minutes, fields.school) if name]
    table = read_table(sample, (fields.pupil, fields.date, fields.session, fields.mark), optional)
    columns = {part: table.columns[name] for part, name in fields.headings.items() if name in table.columns}
    records = of_columns(columns, table.row, form, sample.source.name, [("ragged-row", table.ragged)])
    return Contents(records, table.counted, form, fields.headings, table.notes)
