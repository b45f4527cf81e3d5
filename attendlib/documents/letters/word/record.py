"""How does a pupil's attendance record stand in a letter?

On pages of its own after the letter: the sums, every mark week by week, and a key of the marks used. Absence is shaded
grey, darker and bold where it was not authorised, and each mark says by its letter what it is: no colour is needed.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from attendlib.casework.figures import Counts
from attendlib.casework.letters import Letter
from attendlib.casework.letters.attendance import CLOSED, SLOTS, UNMARKED, AttendanceRecord, Cell, Late, Week
from attendlib.codes import Category
from attendlib.documents.letters.said import days, share
from attendlib.documents.letters.word.package import W, parsed
from attendlib.measures.learning_lost import of_sessions
from attendlib.report.words import day, plural
from attendlib.report.written import write

SHADES = {Category.AUTHORISED: ("E0E0E0", False), Category.UNAUTHORISED: ("ABABAB", True)}
"""The grey of a mark of this category, and whether it is bold."""

SIZE, SMALL = 18, 16
"""Type of sentences and of tables, in half points."""

SUMS, MARKED, KEY = (40, 20, 20, 20), (13, *(6,) * len(SLOTS), 11, 9, 9), (10, 44, 32, 14)
"""How wide the columns of each table are, one against the other."""

NOT_HELD = "No session: the school was closed, or the pupil was not on its roll"
NOT_MARKED = "No mark was made: it does not count until there is one"


def record_pages(letter: Letter, pupil: str) -> list[Any]:
    """The record as elements to stand at the end of the letter. ``pupil``: the name, as the letter has it."""
    record = letter.record
    parts = [
        _heading(f"Attendance record of {pupil}" if pupil else "Attendance record"),
        _words(_about(letter)),
        _table(("Sessions", "Number", "Days", "Share"), _sums(letter), SUMS),
        *map(_words, _lateness(record)),
        _table(("Week of", *SLOTS, "Attended", "Week", "So far"), map(_week, record.weeks), MARKED),
        _words("Key of the marks:"),
        _table(("Mark", "What it means", "It counts as", "Times"), _key(record), KEY),
        _words(
            "Grey: missed, authorised. Darker grey and bold: missed, not authorised. Two sessions make a school day."
        ),
    ]
    return list(parsed(f'<w:body xmlns:w="{W}">{"".join(parts)}</w:body>'.encode()))


def _about(letter: Letter) -> str:
    weeks, to = letter.record.weeks, letter.record.marked_to
    span = f", from {day(weeks[0].monday)} to {day(to)}" if weeks and to else ""
    return f"{letter.school.name}{span}. If something is not right, please tell us and we will look at it together."


def _sums(letter: Letter) -> Iterator[list[str]]:
    counts = letter.record.counts
    named = (
        ("Attended", counts.attended),
        ("Missed, authorised", counts.authorised),
        ("Missed, not authorised", counts.unauthorised),
        ("Possible", counts.possible),
    )
    for words, number in named:
        told = (str(number), days(of_sessions(number, letter.on).days), share(number, counts.possible))
        yield [_text(words), *map(_number, told)]


def _lateness(record: AttendanceRecord) -> Iterator[str]:
    yield f"Late before the register closed, which counts as present: {_late(record.late_before)}."
    yield f"Late after the register closed, which counts as missed and not authorised: {_late(record.late_after)}."


def _late(late: Late) -> str:
    if not late.times:
        return "never"
    timed = f"; {plural(late.minutes, 'minute')} in all" if late.timed else "; the register gives no minutes"
    partly = f" over the {late.timed} with minutes in the register" if 0 < late.timed < late.times else ""
    return f"{plural(late.times, 'time')}{timed}{partly}"


def _week(week: Week) -> list[str]:
    counts, so_far = week.counts, week.so_far
    attended = f"{counts.attended} of {counts.possible}" if counts.possible else CLOSED
    return [
        _text(write(week.monday, "date").shown),
        *map(_mark, week.cells),
        *map(_number, (attended, _share(counts), _share(so_far))),
    ]


def _share(counts: Counts) -> str:
    return share(counts.attended, counts.possible) or CLOSED


def _key(record: AttendanceRecord) -> Iterator[list[str]]:
    for entry, times in record.codes:
        yield [
            _mark(Cell(entry.code, entry.category)),
            *map(_text, (entry.reason, entry.category)),
            _number(str(times)),
        ]
    cells = [cell.mark for week in record.weeks for cell in week.cells]
    for mark, words in ((CLOSED, NOT_HELD), (UNMARKED, NOT_MARKED)):
        if mark in cells:
            yield [_mark(Cell(mark)), *map(_text, (words, Category.NOT_COUNTED)), _number(str(cells.count(mark)))]


def _mark(cell: Cell) -> str:
    shade, bold = SHADES.get(cell.category, ("", False)) if cell.category else ("", False)
    return _cell(cell.mark, "center", shade, bold)


def _text(words: str) -> str:
    return _cell(words, "left")


def _number(words: str) -> str:
    return _cell(words, "right")


def _heading(words: str) -> str:
    level = '<w:pStyle w:val="Heading1"/><w:pageBreakBefore/><w:outlineLvl w:val="0"/>'
    return f"<w:p><w:pPr>{level}</w:pPr><w:r><w:rPr><w:b/></w:rPr>{_t(words)}</w:r></w:p>"


def _words(words: str) -> str:
    return f'<w:p><w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr>{_run(words, SIZE)}</w:p>'


def _run(words: str, size: int, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:r><w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{_t(words)}</w:r>' if words else ""
    )


def _t(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def _cell(words: str, align: str, shade: str = "", bold: bool = False) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    about = (
        f'<w:pPr><w:spacing w:before="10" w:after="10" w:line="240" w:lineRule="auto"/><w:jc w:val="{align}"/></w:pPr>'
    )
    return f"<w:tc><w:tcPr>{fill}</w:tcPr><w:p>{about}{_run(words, SMALL, bold)}</w:p></w:tc>"


def _table(header: Sequence[str], rows: Iterator[list[str]], widths: Sequence[int]) -> str:
    """A table over the whole width whose first row is repeated on every page; no row is parted."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
    about = (
        f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}'
    )
    grid = "".join(f'<w:gridCol w:w="{9500 * width // sum(widths)}"/>' for width in widths)
    first = "".join(_cell(words, "left" if place == 0 else "center", "", True) for place, words in enumerate(header))
    body = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(row)}</w:tr>" for row in rows)
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:firstColumn="0" w:noHBand="1" w:noVBand="1"/>'
    return (
        f"<w:tbl><w:tblPr>{about}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{first}</w:tr>{body}</w:tbl>"
    )
