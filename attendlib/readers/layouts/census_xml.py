"""How are the attendance totals in a School Census return read?

``Message/Header`` and, for each pupil on roll or no longer on roll, ``Attendance`` with ``SessionsPossible``,
``SessionsAuthorised``, ``SessionsUnauthorised`` and ``SessionDetails``. Element names as in MIS census code with their
CBDS numbers; the official schema was not found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from attendlib.errors import LayoutError
from attendlib.readers import markup
from attendlib.readers.census import ANNUAL, REPORTED, SECOND_HALF, TERMLY, CensusReturn, CensusRow
from attendlib.readers.sample import Sample
from attendlib.register import Note, RowCount

NAME = "census_xml"
TITLE = "School Census XML, attendance totals without marks"
NEEDS = ("Message", "PupilOnRoll or PupilNoLongerOnRoll", "UPN", "TermlyAttendance")
_ON_ROLL, _LEFT = "PupilOnRoll", "PupilNoLongerOnRoll"
_BLOCKS = (TERMLY, SECOND_HALF, ANNUAL)
_COUNTS = ("SessionsPossible", "SessionsAuthorised", "SessionsUnauthorised")
_HEADER = ("Term", "Year", "ReferenceDate", "LEA", "Estab")


@dataclass
class _Found:
    """What the walk through the file has met so far."""

    header: dict[str, str] = field(default_factory=dict)
    pupils: int = 0
    without: int = 0
    rows: list[CensusRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def recognise(sample: Sample) -> bool:
    """The root element is Message and pupils are on roll, or no longer."""
    pupils = {_ON_ROLL, _LEFT, "PupilsOnRoll", "PupilsNoLongerOnRoll"}
    return sample.root == "Message" and not sample.names.isdisjoint(pupils)


def read(sample: Sample, urn: str, name: str) -> CensusReturn:
    """The return. Raises LayoutError where its header does not say which census it is, UnreadableFile for broken
    XML."""
    found = _Found()
    for element in markup.elements(sample.source, "Header", _ON_ROLL, _LEFT):
        if markup.local(element) == "Header":
            found.header = _header(element, sample.source.name)
        else:
            _add_pupil(found, element)
    if not found.header:
        raise LayoutError(
            f"{sample.source.name}: the census has no Header, so its term cannot be told. Export it again."
        )
    return CensusReturn(
        urn=urn,
        file=name,
        layout=NAME,
        encoding=sample.source.encoding,
        collection=found.header["Term"],
        year=int(found.header["Year"]),
        reference_date=found.header["ReferenceDate"],
        la=found.header["LEA"],
        estab=found.header["Estab"],
        rows=tuple(found.rows),
        counted=RowCount(found.pupils, len(found.rows), blank=found.without),
        notes=(*sample.source.notes, *found.notes),
    )


def _header(element: etree._Element, file: str) -> dict[str, str]:
    """The header's values; absent ones empty. Term and Year must be there, for the period follows from them."""
    texts = {name: next((e.text or "" for e in element.iter(f"{{*}}{name}")), "").strip() for name in _HEADER}
    if (texts["Term"], TERMLY) not in REPORTED or not (texts["Year"].isdecimal() and len(texts["Year"]) == 4):
        raise LayoutError(
            f"{file}: the census header needs Term (AUT, SPR or SUM) and Year (four digits). Export it again."
        )
    return texts


def _add_pupil(found: _Found, pupil: etree._Element) -> None:
    found.pupils += 1
    upn = next((e.text or "" for e in pupil.iter("{*}UPN")), "").strip()
    blocks = list(pupil.iter(*(f"{{*}}{block}" for block in _BLOCKS)))
    found.without += not blocks
    for block in blocks:
        row = _row(found, pupil, upn, block)
        found.rows.append(row)
        found.notes += _differences(row)


def _row(found: _Found, pupil: etree._Element, upn: str, block: etree._Element) -> CensusRow:
    kind = markup.local(block)
    counts = [markup.text_of(block, name) for name in _COUNTS]
    details = [(reason, _whole(sessions)) for reason, sessions in _details(block)]
    reasons: dict[str, int] = {}
    for reason, sessions in details:
        if sessions is not None:
            reasons[reason] = reasons.get(reason, 0) + sessions
    bad = any(text is not None and _whole(text) is None for text in counts) or any(n is None for _, n in details)
    possible, authorised, unauthorised = map(_whole, counts)
    return CensusRow(
        row=found.pupils,
        pupil=upn,
        on_roll=markup.local(pupil) == _ON_ROLL,
        block=kind,
        period=REPORTED.get((found.header.get("Term", ""), kind), "the year" if kind == ANNUAL else "not known"),
        possible=possible,
        authorised=authorised,
        unauthorised=unauthorised,
        reasons=reasons,
        fault="bad-count" if bad else "" if upn else "no-pupil",
    )


def _details(block: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Reason and sessions of each detail; later returns call the count Sessions, earlier ones AbsenceSessions."""
    for detail in block.iter("{*}SessionDetail"):
        yield (
            (markup.text_of(detail, "AttendanceReason") or "").strip(),
            markup.text_of(detail, "AbsenceSessions", "Sessions"),
        )


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _differences(row: CensusRow) -> Iterator[Note]:
    """What is odd in one row: totals that differ from their reasons, more absence than possible, an unknown period."""
    summed = sum(row.reasons.values())
    if row.fault == "bad-count":
        message = "a count of sessions is missing or no whole number; it was not used"
        yield Note("bad-count", "error", row.row, row.block, message, "export the census again")
    if row.total is not None and row.reasons and row.total != summed:
        message = f"authorised and unauthorised come to {row.total}, the reasons to {summed}; the larger counts"
        yield Note("census-totals-differ", "warning", row.row, row.block, message, "correct the census in the MIS")
    if row.possible is not None and (row.overall or 0) > row.possible:
        message = f"{row.overall} sessions absent of {row.possible} possible"
        yield Note("census-above-possible", "error", row.row, row.block, message, "correct the census in the MIS")
    if row.period == "not known":
        message = "this block of attendance does not belong in a census of that term"
        yield Note("census-block-misplaced", "error", row.row, row.block, message, "export the census again")
