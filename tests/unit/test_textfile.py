"""Is the encoding of a text file told from its bytes, and never shown?"""

import pytest

from attendlib.textfile import TextProblem, as_utf8, is_encoding


@pytest.mark.parametrize(
    ("data", "encoding", "assumed"),
    [
        ("Zoë".encode(), "utf-8", False),
        ("Zoë".encode("utf-8-sig"), "utf-8-sig", False),
        ("Zoë".encode("utf-16"), "utf-16-le", False),
        (b"\xfe\xff" + "Zoë".encode("utf-16-be"), "utf-16-be", False),
        ("Zoë".encode("cp1252"), "cp1252", True),
    ],
)
def test_each_encoding(data: bytes, encoding: str, assumed: bool) -> None:
    """A mark decides, else UTF-8, else Windows text, which is said to be assumed. The mark is not part of the text."""
    found = as_utf8(data)
    assert (found.text, found.encoding, found.assumed) == ("Zoë", encoding, assumed)
    assert found.data == "Zoë".encode()


def test_a_stated_encoding_is_taken() -> None:
    """cp1250 would never be found by itself."""
    assert as_utf8("Łukasz".encode("cp1250"), "cp1250").text == "Łukasz"


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (b"", None, "empty"),
        (b" \r\n\t", None, "empty"),
        (b"a\nb\x00c", None, "row 2 holds a NUL"),
        ("ab".encode("utf-16-le"), None, "NUL"),
        (b"x\n\nZebedee \x81", None, "row 3 is in neither UTF-8 nor Windows"),
        (b"\xef\xbb\xbfZebedee \xff", None, "row 1 is not in utf-8"),
        (b"\xff\xfeZebedee", None, "row 1 is not in utf-16-le"),
        (b"x\nZebedee \xff", "utf-8", "row 2 is not in utf-8"),
        (b"Zebedee", "utf-88", 'no encoding is called "utf-88"'),
        (b"Zebedee", "hex", 'no encoding is called "hex"'),
    ],
)
def test_what_is_no_text(data: bytes, encoding: str | None, says: str) -> None:
    """Empty, damaged or in no known encoding; the message repeats nothing of it."""
    with pytest.raises(TextProblem, match=says) as told:
        as_utf8(data, encoding)
    assert "Zebedee" not in str(told.value)


def test_names_of_encodings() -> None:
    """What Python can read text by, in any spelling; neither a conversion of bytes nor an empty name."""
    assert [name for name in ("utf-8", "UTF8", "Windows-1252", "latin1", "utf-16-le") if not is_encoding(name)] == []
    assert [name for name in ("", "latin-15", "hex", "rot13", "undefined") if is_encoding(name)] == []
