"""Does the same letter give the same bytes, and is it a Word file by every account?"""

import io
import re
import zipfile

import pytest
from docx import Document
from tiny import TinyCity

from attendlib.documents.letters.word.package import skeleton, unpacked
from attendlib.documents.letters.word.wording import word_template
from attendlib.documents.zipped import CONTENT_TYPES, packed
from attendlib.names import RESTRICTED
from documents.letters.made import drafted, letter
from documents.letters.reading import W, part


def test_the_same_letter_is_the_same_file(tiny_city: TinyCity) -> None:
    """Word and PDF, byte for byte, whenever it is made."""
    one = letter(tiny_city, "letter-a")
    assert drafted(one).files == drafted(one).files


def test_no_part_has_a_date_or_a_machine(tiny_city: TinyCity) -> None:
    """The zip is of the first day that a zip knows; the document's dates are the letter's own."""
    data = drafted(letter(tiny_city, "letter-a")).files["0001.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        core = archive.read("docProps/core.xml").decode()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in infos} == {0}
    assert infos[0].filename == CONTENT_TYPES
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2026-03-27T"}


def test_a_letter_says_what_it_is_in_british_english(tiny_city: TinyCity) -> None:
    """A title, the school as its author, and the language, for those who have it read to them."""
    data = drafted(letter(tiny_city, "letter-a", forename="Amara")).files["0001.docx"]
    properties = Document(io.BytesIO(data)).core_properties
    assert properties.title == "Letter about the attendance of Amara Pettigrew"
    assert (properties.author, properties.language) == ("Harrowbrook Academy", "en-GB")
    assert properties.keywords == RESTRICTED
    assert {lang.get(f"{W}val") for lang in part(data, "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}


def test_headings_are_headings(tiny_city: TinyCity) -> None:
    """The subject of the letter and the record, by the style that Word knows as such."""
    document = Document(io.BytesIO(drafted(letter(tiny_city, "letter-a", forename="Amara")).files["0001.docx"]))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == ["Amara’s attendance", "Attendance record of Amara Pettigrew"]


def test_packing_what_was_unpacked_changes_nothing() -> None:
    """The parts are the file."""
    data = word_template("letter-a")
    assert packed(unpacked(data, "x")) == data


@pytest.mark.parametrize("name", sorted(skeleton()))
def test_every_part_of_the_skeleton_is_named_in_its_types(name: str) -> None:
    """Word refuses a file with a part that it does not know."""
    types = skeleton()[CONTENT_TYPES].decode()
    suffix = name.rsplit(".", 1)[-1]
    assert name == CONTENT_TYPES or f'PartName="/{name}"' in types or suffix == "rels"
