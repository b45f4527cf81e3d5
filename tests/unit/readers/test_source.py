"""Is the encoding told rightly, and is what cannot be read refused with a reason?"""

import pytest

from attendlib.errors import UnreadableFile
from attendlib.readers import ReadOptions, read
from attendlib.readers.source import LARGEST, load

TEXT = "upn,date,session,code,surname\nA331900100017,2025-09-01,AM,/,Zoë\nB331900100018,2025-09-01,AM,I,Núñez\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_the_same_marks_whatever_the_encoding(save, told, data, encoding):
    """Mark, date and pupil do not depend on how the file was saved; the register says how it was."""
    register = read(save(data), "999001", "register")
    assert register.encoding == encoding
    assert [row[:4] for row in told(register)] == [
        ("A331900100017", "2025-09-01", "AM", "/"),
        ("B331900100018", "2025-09-01", "AM", "I"),
    ]


def test_cp1252_is_an_assumption_and_said_with_its_first_row(save, rules):
    """The first letter that is not plain is on row 2."""
    register = read(save(TEXT.encode("cp1252")), "999001", "register")
    assert rules(register) == ["encoding-assumed"]
    assert register.notes[0].row == 2


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_that_cp1252_has_no_letter_for_are_refused_by_row(save, byte):
    """Guessing further would invent letters."""
    data = TEXT.encode("cp1252").replace(b"\xf1", bytes([byte]))
    with pytest.raises(UnreadableFile, match="row 3 is in neither"):
        load(save(data))


def test_a_stated_encoding_is_used_without_a_note(save):
    """cp1250 reads as cp1252 in silence, so the city file may say which it is."""
    source = load(save("upn,Łukasz\n".encode("cp1250")), "cp1250")
    assert (source.data.decode(), source.encoding, source.notes) == ("upn,Łukasz\n", "cp1250", ())


def test_a_stated_encoding_that_is_wrong_or_unknown_is_refused(save):
    """The message names the row, or the encoding that there is not."""
    with pytest.raises(UnreadableFile, match="row 2 is not in utf-8"):
        load(save(TEXT.encode("cp1252")), "utf-8")
    with pytest.raises(UnreadableFile, match='"latin-15"'):
        load(save(TEXT), "latin-15")


def test_letters_that_were_read_wrongly_once_are_noted(save, rules):
    """ZoÃ« is UTF-8 read as cp1252 and saved again; a capital Ã of its own is not."""
    twice = TEXT.encode("utf-8").decode("cp1252").encode("utf-8")
    register = read(save(twice), "999001", "register")
    assert rules(register) == ["mojibake"]
    assert register.notes[0].row == 2
    assert load(save("upn,SÃO\n")).notes == ()


def test_nul_is_refused_by_row_and_never_ends_a_cell(save):
    """A NUL would cut a cell short: Sm, NUL, ith must not become Sm."""
    with pytest.raises(UnreadableFile, match="row 2 holds a NUL"):
        load(save("upn,date\nSm\0ith,x\n"))


def test_utf16_without_its_mark_is_refused_with_the_remedy(save):
    """It shows as NUL characters; the city file can name the encoding."""
    data = TEXT.encode("utf-16-le")
    with pytest.raises(UnreadableFile, match="`encoding:`"):
        load(save(data))
    assert len(read(save(data), "999001", "register", ReadOptions(encoding="utf-16-le"))) == 2


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(save, data):
    """Also one that holds only blanks or a byte order mark."""
    with pytest.raises(UnreadableFile, match="empty"):
        load(save(data))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """The path is the first thing to check."""
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(UnreadableFile, match="no such file"):
            load(path)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture"),
        (b"\x1f\x8b\x08\x00", "a packed archive"),
        (b"<html><body><table><tr><td>UPN", "a web page, whatever its name ends in"),
        (b"<TABLE border=1><tr>", "a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "a web page"),
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="x">',
            "the XML form of 2003",
        ),
    ],
)
def test_what_is_no_register_at_all_is_called_what_it_is(save, data, says):
    """Systems save web pages under the name of a workbook; what to do with each is said."""
    with pytest.raises(UnreadableFile, match=says):
        load(save(data))


def test_old_and_encrypted_workbooks_are_refused_with_the_remedy(save):
    """Both begin with the same eight bytes."""
    with pytest.raises(UnreadableFile, match="without a password"):
        load(save(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600))


def test_a_file_above_the_cap_is_refused_before_it_is_parsed(save, monkeypatch):
    """The cap is by kind: text may be larger than JSON."""
    monkeypatch.setitem(LARGEST, "JSON", 100)
    with pytest.raises(UnreadableFile, match="allowed for JSON"):
        load(save("[" + " " * 200 + "]"))
    assert load(save("upn\n" * 200)).kind == "delimited text"
