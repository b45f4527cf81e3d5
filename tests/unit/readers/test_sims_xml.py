"""Is a SIMS report in XML read as it is meant?"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from marks import Mark

from attendlib.readers import read
from attendlib.register import DATE, DAY, MARK, MINUTES, PUPIL, SESSION

RECORD = "<Record><UPN>A1</UPN><Mark_x0020_Date>01/09/2025</Mark_x0020_Date>{}</Record>"


def written(marks: Sequence[Mark]) -> bytes:
    """A Record for each mark; where there is no mark there is no element."""
    records = (
        f"<Record><UPN>{escape(m.pupil)}</UPN><Mark_x0020_Date>{m.british}</Mark_x0020_Date><Session_x0020_Name>"
        f"{m.session}</Session_x0020_Name>{f'<Mark>{escape(m.mark)}</Mark>' if m.mark else ''}</Record>"
        for m in marks
    )
    return f"<SuperStarReport>{''.join(records)}</SuperStarReport>".encode()


def test_fixture_becomes_one_entry_per_record(fixture, told):
    """An absent Mark is a session without a mark, an absent date is a bad one, two marks in one record are none."""
    register = read(fixture("sims_xml"), "999004", "sims.xml")
    assert told(register) == [
        ("A331900100017", "2025-09-01", "AM", "/", 1, "", ""),
        ("A331900100017", "2025-09-01", "PM", "\\", 2, "", ""),
        ("B331900100018", "2025-10-13", "AM", "C2", 3, "", ""),
        ("B331900100018", "2025-10-13", "PM", "", 4, "", ""),
        ("B331900100018", "", "PM", "I", 5, "", "bad-date"),
        ("", "", "", "", 6, "", "ragged-row"),
    ]
    assert (register.counted.rows, register.counted.records) == (6, 6)
    assert register.form == "%d/%m/%Y"
    parts = {PUPIL: "UPN", DATE: "Mark Date", DAY: "Mark Date", SESSION: "Session Name", MARK: "Mark"}
    assert register.headings == parts | {MINUTES: "Minutes Late"}


def test_characters_written_as_entities_are_themselves(read_text, told):
    """&lt; and &#92; are ordinary characters of a mark."""
    session = "<Session_x0020_Name>PM</Session_x0020_Name><Mark>{}</Mark>"
    records = "".join(RECORD.format(session.format(mark)) for mark in ("&#92;", "&lt;b>", "&amp;"))
    register = read_text(f"<SuperStarReport>{records}</SuperStarReport>")
    assert [row[3] for row in told(register)] == ["\\", "<b>", "&"]


def test_a_namespace_makes_no_difference(fixture, save, told):
    """Names are told without their namespace."""
    plain = fixture("sims_xml").read_text()
    spaced = save(plain.replace("<SuperStarReport>", '<SuperStarReport xmlns="urn:example">'))
    assert told(read(spaced, "999004", "a")) == told(read(fixture("sims_xml"), "999004", "a"))


def test_the_declared_encoding_is_honoured(save, told):
    """A report declared windows-1252 is read so, without a note, for nothing was assumed."""
    session = "<Session_x0020_Name>AM</Session_x0020_Name><Mark>/</Mark><Surname>Zoë</Surname>"
    xml = f"<?xml version='1.0' encoding='windows-1252'?><SuperStarReport>{RECORD.format(session)}</SuperStarReport>"
    register = read(save(xml.encode("cp1252")), "999004", "a")
    assert (register.encoding, register.notes) == ("windows-1252", ())
    assert told(register) == [("A1", "2025-09-01", "AM", "/", 1, "", "")]


def test_utf16_with_its_mark_is_read(fixture, save, told):
    """UTF-16 is what some exports write; the declaration says so as well."""
    text = fixture("sims_xml").read_text().replace('encoding="utf-8"', 'encoding="utf-16"')
    register = read(save(text.encode("utf-16")), "999004", "a")
    assert register.encoding == "utf-16-le"
    assert told(register) == told(read(fixture("sims_xml"), "999004", "a"))
