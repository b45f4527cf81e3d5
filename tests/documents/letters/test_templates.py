"""Is a school's own template found before the one that comes with attendlib?"""

from datetime import date
from pathlib import Path

import pytest

from attendlib.casework import policy
from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.templates import Templates, copy_templates, own_templates
from attendlib.documents.letters.word.wording import word_template, wordings
from attendlib.errors import OutputError
from documents.letters.made import saved

POLICY = policy("coventry-2024", date(2026, 3, 27))


def write(place: Path, text: str) -> None:
    """A template of one paragraph."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(saved(lambda document: document.add_paragraph(text)))


def test_a_folders_template_is_for_every_school_and_a_schools_for_itself(tmp_path: Path) -> None:
    """Its own, else the folder's, else attendlib's."""
    write(tmp_path / "letter-a.docx", "for all")
    write(tmp_path / "999002" / "letter-a.docx", "for one")
    found = own_templates(tmp_path, POLICY)
    assert found.of("letter-a", "999001").data == (tmp_path / "letter-a.docx").read_bytes()
    assert found.of("letter-a", "999002").data == (tmp_path / "999002" / "letter-a.docx").read_bytes()
    assert found.of("letter-b", "999002").data == word_template("letter-b")


def test_a_letter_without_a_template_says_where_to_put_one() -> None:
    """With the nearest that there is."""
    with pytest.raises(TemplateError, match=r'no letter "letter-d": did you mean .* DIR/letter-d\.docx'):
        Templates(POLICY).of("letter-d", "999001")


def test_a_template_that_no_letter_takes_is_told(tmp_path: Path) -> None:
    """A slip in its name would go unseen; what Word keeps while a file is open is none, and another policy's letter is
    no slip."""
    for name in ("letter-a.docx", "letter_b.docx", "~$letter-a.docx", "letter-pre-pa.docx"):
        write(tmp_path / name, "x")
    assert own_templates(tmp_path, POLICY).unused() == ["letter_b.docx"]
    assert Templates(POLICY).unused() == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the command that makes one."""
    with pytest.raises(TemplateError, match="--copy-templates"):
        own_templates(tmp_path / "none", POLICY)


def test_templates_are_copied_once(tmp_path: Path) -> None:
    """All of them; what somebody may have edited is not written over, nor is anything beside it."""
    assert [place.name for place in copy_templates(tmp_path / "new")] == [f"{name}.docx" for name in wordings()]
    edited = tmp_path / "new" / "letter-b.docx"
    edited.write_bytes(b"edited")
    (tmp_path / "new" / "letter-a.docx").unlink()
    with pytest.raises(OutputError, match="may have been edited"):
        copy_templates(tmp_path / "new")
    assert edited.read_bytes() == b"edited"
    assert not (tmp_path / "new" / "letter-a.docx").exists()


def test_a_copied_template_makes_the_letter_that_attendlib_makes(tmp_path: Path) -> None:
    """To edit it is all there is to do."""
    copy_templates(tmp_path)
    for name in ("letter-a", "letter-b", "letter-c", "letter-e"):
        assert own_templates(tmp_path, POLICY).of(name, "999001").data == word_template(name)
