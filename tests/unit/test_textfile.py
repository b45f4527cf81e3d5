"""Is the encoding of a text file told from its bytes, and never shown?"""

import pytest

from attendlib.textfile import TextProblem, decoded


@pytest.mark.parametrize(
    ("data", "encoding", "assumed"),
    [
        ("Zoë".encode(), "utf-8", False),
        ("Zoë".encode("utf-8-sig"), "utf-8-sig", False),
        ("Zoë".encode("utf-16"), "utf-16", False),
        (b"\xfe\xff" + "Zoë".encode("utf-16-be"), "utf-16", False),
        ("Zoë".encode("cp1252"), "cp1252", True),
    ],
)
def test_each_encoding(data: bytes, encoding: str, assumed: bool) -> None:
    """A mark decides, else UTF-8, else Windows text, which is said to be assumed. The mark is not part of the text."""
    found = decoded(data)
    assert (found.text, found.encoding, found.assumed) == ("Zoë", encoding, assumed)


def test_a_stated_encoding_is_taken() -> None:
    """cp1250 would never be found by itself."""
    assert decoded("Łukasz".encode("cp1250"), "cp1250").text == "Łukasz"


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (b"", None, "empty"),
        (b" \r\n\t", None, "empty"),
        (b"a\x00b", None, "NUL"),
        ("ab".encode("utf-16-le"), None, "NUL"),
        (b"Zebedee \x81", None, "neither UTF-8 nor Windows"),
        (b"\xef\xbb\xbfZebedee \xff", None, "not in the encoding that the file claims"),
        (b"Zebedee \xff", "utf-8", "not in the encoding that the file claims"),
        (b"Zebedee", "utf-88", "not known"),
    ],
)
def test_what_is_no_text(data: bytes, encoding: str | None, says: str) -> None:
    """Empty, damaged or in no known encoding; the message repeats nothing of it."""
    with pytest.raises(TextProblem, match=says) as told:
        decoded(data, encoding)
    assert "Zebedee" not in str(told.value)
