"""Is a hostile file refused before it does harm, and without its contents?"""

import io
import json
import zipfile
import zlib

import pytest

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers import read, recognise

RECORD = "<Record><UPN>A1</UPN><Date>01/09/2025</Date><Session>AM</Session><Mark>{}</Mark></Record>"
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
GRID = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>UPN</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>04/09/2025 AM</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2" t="inlineStr"><is><t>/</t></is></c></row>'
    "{}</sheetData>"
)
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": SHEET.format(GRID.format("")),
}


def _zip(**changes: str | bytes) -> bytes:
    """A workbook of one small grid, with some parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (PARTS | changes).items():
            archive.writestr(name, content)
    return out.getvalue()


def _sheet(extra: str, before: str = "") -> bytes:
    return _zip(**{"xl/worksheets/sheet1.xml": SHEET.format(before + GRID.format(extra))})


def test_the_plain_workbook_of_these_tests_is_read(save, told):
    """Else every refusal below would prove nothing."""
    assert told(read(save(_zip()), "1", "g")) == [("A1", "2025-09-04", "AM", "/", 2, "04/09/2025 AM", "")]


def test_a_sheet_that_lies_about_its_size_loses_no_rows(save):
    """With a dimension of A1 every row still arrives."""
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = (cell.format(f"A{i}", f"A{i}") + cell.format(f"B{i}", "/") for i in range(3, 503))
    more = "".join(f"<row>{row}</row>" for row in rows)
    assert len(read(save(_sheet(more, '<dimension ref="A1"/>')), "1", "g")) == 501


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="3"><c r="XFD3"><v>1</v></c></row>',
        '<row r="9999999"><c r="C9999999"><v>1</v></c></row>',
        '<row r="3">' + "<c><v>1</v></c>" * 1001 + "</row>",
    ],
)
def test_one_far_off_cell_is_refused_before_memory_is_taken(save, cell):
    """A small file with a cell at the far corner would fill the memory; without a stated place cells are counted."""
    with pytest.raises(UnreadableFile, match="further out than any register"):
        recognise(save(_sheet(cell)))


def test_a_sheet_hidden_under_another_name_is_checked_too(save):
    """What makes a part a worksheet is its root element, not its folder."""
    moved = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "other/part.xml")
    far = SHEET.format(GRID.format('<row r="9"><c r="XFD9"><v>1</v></c></row>'))
    with pytest.raises(UnreadableFile, match="further out"):
        recognise(save(_zip(**{"xl/_rels/workbook.xml.rels": moved, "xl/other/part.xml": far})))


def test_styled_cells_without_content_far_out_do_no_harm(save):
    """Excel writes them for formatted columns; they hold nothing."""
    assert len(read(save(_sheet('<row r="3"><c r="XFD3" s="1"/></row>')), "1", "g")) == 1


def test_a_part_that_unpacks_out_of_all_proportion_is_refused(save):
    """A register grows some twenty times, a bomb a thousand."""
    with pytest.raises(UnreadableFile, match="packed more tightly"):
        recognise(save(_zip(**{"xl/worksheets/sheet2.xml": " " * (4 << 20)})))


def test_a_workbook_that_claims_too_much_is_refused_unopened(save, monkeypatch):
    """The sum over all parts is capped."""
    monkeypatch.setattr("attendlib.readers.archive.UNPACKED", 1000)
    with pytest.raises(UnreadableFile, match="would unpack to more"):
        recognise(save(_zip()))


def test_a_part_larger_than_it_claims_is_refused(save):
    """The directory says 10 bytes where a megabyte is packed."""
    data = bytearray(_zip(**{"xl/worksheets/sheet1.xml": SHEET.format("<a/>" + " " * 1_000_000)}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert data.count(size) >= 2
    with pytest.raises(UnreadableFile, match="broken"):
        recognise(save(bytes(data).replace(size, (10).to_bytes(4, "little"))))


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "other files"),
        ("../escape.xml", "put elsewhere"),
        ("/etc/escape.xml", "put elsewhere"),
        ("XL/WORKBOOK.XML", "two parts of one name"),
    ],
)
def test_parts_that_no_register_has_are_refused(save, name, complaint):
    """Macros, links to other files, paths that leave the folder, one name twice."""
    with pytest.raises(UnreadableFile, match=complaint):
        recognise(save(_zip(**{name: "<a/>"})))


def test_an_archive_of_something_else_is_no_workbook(save):
    """A zip with a CSV inside: it is to be unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("register.csv", "upn,date,session,code\n")
    with pytest.raises(UnreadableFile, match=r"no \.xlsx workbook. Unpack it"):
        recognise(save(out.getvalue()))


def test_a_backslash_that_is_not_doubled_in_json_is_called_so(save):
    """The mark for the afternoon is the one character that JSON wants twice."""
    with pytest.raises(UnreadableFile, match=r"The mark \\ is not doubled"):
        recognise(save('[{"attendance_code":"\\","session":"PM"}]'))


def test_too_many_parts_are_refused(save):
    """Two thousand is the limit."""
    with pytest.raises(UnreadableFile, match="more parts"):
        recognise(save(_zip(**{f"p{i}.xml": "" for i in range(2000)})))


def test_a_truncated_or_encrypted_workbook_is_refused(save):
    """Cut short, with a damaged stream, or with the flag that says it is encrypted."""
    whole = _zip()
    for broken in (whole[: len(whole) // 2], whole[:200], b"PK\x03\x04"):
        with pytest.raises(UnreadableFile, match="broken"):
            recognise(save(broken))
    central = whole.index(b"PK\x01\x02")
    locked = bytearray(whole)
    locked[central + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        recognise(save(bytes(locked)))


def test_a_document_type_inside_a_workbook_is_refused(save):
    """A worksheet is XML too."""
    sheet = '<!DOCTYPE a [<!ENTITY x "y">]>' + SHEET.format(GRID.format(""))
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        recognise(save(_zip(**{"xl/worksheets/sheet1.xml": sheet})))


def test_an_xml_document_type_is_refused_whatever_it_does(save, tmp_path):
    """An external entity that would read a file, entities that multiply, and one that does nothing at all."""
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")
    doctypes = [
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY x "&l;&l;&l;&l;&l;&l;&l;&l;&l;">]>',
        "<!DOCTYPE SuperStarReport>",
    ]
    for doctype in doctypes:
        for layout in ("SuperStarReport", "CTfile", "Message", "Other"):
            xml = f"<?xml version='1.0'?>{doctype}<{layout}>{RECORD.format('&x;')}</{layout}>"
            with pytest.raises(UnreadableFile, match="DOCTYPE") as caught:
                recognise(save(xml))
            assert "CANARY" not in str(caught.value)


def test_xml_that_is_cut_short_names_the_place_and_no_content(save):
    """The parser's own message may quote what it stumbled on; ours does not."""
    for tail in (
        "<Record><UPN>Zebedee",
        "<Record Zebedee>",
        "&zebedee;",
        "</Zebedee>",
        "<Record><Mark>I < Zebedee</Mark>",
    ):
        xml = f"<SuperStarReport>\n{RECORD.format('/')}\n{tail}"
        with pytest.raises(UnreadableFile, match=r"line \d+, column \d+") as caught:
            read(save(xml), "1", "r")
        assert "zebedee" not in str(caught.value).casefold()


def test_utf8_declared_but_not_meant_is_refused(save):
    """The declaration is honoured, so bytes that contradict it are an error and not a guess."""
    xml = f"<?xml version='1.0' encoding='utf-8'?><SuperStarReport>{RECORD.format('Zoë')}</SuperStarReport>"
    with pytest.raises(UnreadableFile, match="not well-formed"):
        read(save(xml.encode("cp1252")), "1", "r")
    with pytest.raises(UnreadableFile):
        read(save(xml.replace("utf-8", "no-such-code")), "1", "r")


@pytest.mark.parametrize(
    "text",
    [
        '[{"student": "Zebedee"',
        '{"data": [Zebedee]}',
        "[1,]",
        '["Zebedee\n"]',
        "[NaN]",
        "[" * 100_000,
        "[" + "9" * 5000 + "]",
    ],
)
def test_unsound_json_is_refused_without_its_content(save, text):
    """Cut short, bare words, NaN, nested a hundred thousand deep, a number of five thousand digits."""
    with pytest.raises(UnreadableFile) as caught:
        recognise(save(text))
    assert "Zebedee" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"data": 5}', '["a", "b"]', "[[1, 2]]", '{"a": [{"x": 1}], "b": [{"x": 1}]}']
)
def test_json_without_records_is_of_no_layout(save, text):
    """Sound, but nothing in it is a mark."""
    with pytest.raises(LayoutError):
        recognise(save(text))


def test_two_lists_that_both_fit_are_not_chosen_between(save):
    """Reading one would lose the other."""
    record = {"student": "A1", "date": "2025-09-01", "session": "AM", "attendance_code": "/"}
    with pytest.raises(LayoutError, match="more than one list"):
        read(save(json.dumps({"a": [record], "b": [record]})), "1", "r")


def test_a_damaged_deflate_stream_is_a_broken_workbook(save):
    """Bytes changed in the middle of a part."""
    data = bytearray(
        _zip(**{"xl/worksheets/sheet1.xml": SHEET.format(GRID.format("")) + zlib.compress(b"x" * 50).hex()})
    )
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[at : at + 40] = b"\xff" * 40
    with pytest.raises(UnreadableFile, match="broken"):
        recognise(save(bytes(data)))
