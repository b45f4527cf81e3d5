"""Does ``attendlib letters`` draft what is due, tell what became of everybody, and keep what a person wrote?"""

import csv
import os
import stat
from pathlib import Path

import pytest
from keyboard import Said, Typed
from lettered import every_letter, lettered, pupil
from tiny import URN, TinyCity

from attendlib.names import RESTRICTED

FOLDER = "999001-harrowbrook-academy"
POLICY = ("--policy", "coventry-2024")


def rows(place: Path) -> list[dict[str, str]]:
    """An approval list."""
    with place.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the drafts go."""
    return tmp_path / "out"


def files(out: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}


def drafted(typed: Typed, city: Path, out: Path, *more: str | Path) -> Said:
    """The command, as typed."""
    return typed("letters", city, *POLICY, "--out", out, *more)


def test_a_letter_of_each_step_in_word_and_pdf(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """By step and number, a PDF of each step for printing, and the list to approve; the sums add up and are told."""
    said = drafted(typed, every_letter(tiny_city), out)
    assert said.status == 0
    assert said.out == f"{out / FOLDER / 'approval.csv'}\n"
    steps = ("letter-a", "letter-b", "letter-c", "letter-e")
    made = [f"{step}/{number:04}.{suffix}" for number, step in enumerate(steps, 1) for suffix in ("docx", "pdf")]
    made += [f"{step}.pdf" for step in steps] + ["approval.csv", "drafts.json", "README.txt"]
    assert sorted(files(out)) == sorted(f"{FOLDER}/{name}" for name in made)
    assert (
        "2026-03-27, coventry-2024: 6 enrolments = 4 letters + 1 no step due + 0 step is not a letter + 1 on hold + "
        "0 left the school" in said.err
    )
    assert "Drafts: letter-a 1, letter-b 1, letter-c 1, letter-e 1; 3 with something to fill in" in said.err


def test_the_list_to_approve_has_a_row_for_each_letter_and_for_each_hold(
    typed: Typed, tiny_city: TinyCity, out: Path
) -> None:
    """With its figures, what is to fill in, and empty columns for a person; a hold has no number and no letter."""
    drafted(typed, every_letter(tiny_city), out)
    found = rows(out / FOLDER / "approval.csv")
    assert [row["number"] for row in found] == ["0001", "0002", "0003", "0004", ""]
    first, *_, held = found
    assert (first["name"], first["step"], first["percent"], first["days_missed"]) == (
        "Pettigrew, Letter-A", "letter-a", "94.62", "7",
    )  # fmt: skip
    assert (first["sessions_missed"], first["sessions_possible"], first["authorised"], first["unauthorised"]) == (
        "14", "260", "4", "10",
    )  # fmt: skip
    assert found[1]["blanks"] == "date of the meeting; time of the meeting; place of the meeting"
    assert first["files"] == "letter-a/0001.docx letter-a/0001.pdf"
    assert {row["marking"] for row in found} == {RESTRICTED}
    assert {row[name] for row in found for name in ("approved_by", "sent_on", "outcome")} == {""}
    assert (held["letter"], held["files"]) == ("", "")
    assert held["warnings"] == "on hold (bereavement): no letter was drafted, a person decides"


def test_no_name_or_upn_is_in_a_file_name_and_nobody_else_may_look(
    typed: Typed, tiny_city: TinyCity, out: Path
) -> None:
    """Also where the machine's habit is to let everybody read."""
    before = os.umask(0)
    try:
        drafted(typed, every_letter(tiny_city, surname="Canary"), out)
    finally:
        os.umask(before)
    for place in (out / FOLDER, *(out / FOLDER).rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0
        assert "canary" not in str(place).lower()
        assert not [one["upn"] for one in tiny_city.pupils if one["upn"] in str(place)]


def test_the_same_again_is_the_same_bytes(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """In place, and in another folder."""
    city = every_letter(tiny_city)
    drafted(typed, city, out)
    before = files(out)
    assert drafted(typed, city, out).status == 0
    assert files(out) == before
    drafted(typed, city, out.parent / "other")
    assert files(out.parent / "other") == before


def test_a_letter_that_is_no_longer_due_is_taken_away(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """And a folder without a letter or a hold is gone."""
    upn, _ = pupil(tiny_city, "letter-a")
    drafted(typed, lettered(tiny_city), out)
    assert (out / FOLDER).is_dir()
    drafted(typed, lettered(tiny_city, (upn, "2026-03-27", "letter-a", "sent")), out)
    assert not (out / FOLDER).exists()


def test_what_a_person_wrote_and_other_days_are_kept(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """Status 2, and nothing is changed."""
    city = every_letter(tiny_city)
    drafted(typed, city, out)
    place = out / FOLDER / "approval.csv"
    before = files(out)
    said = drafted(typed, city, out, "--on", "2026-03-26")
    assert (said.status, files(out)) == (2, before)
    place.write_text(place.read_text(encoding="utf-8").replace(",,,\n", ",R O,2026-03-27,\n"), encoding="utf-8")
    before = files(out)
    said = drafted(typed, city, out)
    assert (said.status, files(out)) == (2, before)
    assert "Somebody has written in" in said.err


def test_one_school_alone(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """By its URN; the sum is of that school."""
    pupil(tiny_city, "letter-a")
    pupil(tiny_city, "letter-a", urn="999002")
    city = lettered(tiny_city)
    said = drafted(typed, city, out, "--school", "999002")
    assert [folder.name for folder in out.iterdir()] == ["999002-harrowbrook-academy"]
    assert "1 enrolments = 1 letters" in said.err
    assert drafted(typed, city, out, "--school", "999009").status == 2


def test_word_alone_or_pdf_alone(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """As asked; another format is told with those there are."""
    city = every_letter(tiny_city)
    drafted(typed, city, out, "--formats", "docx")
    assert {Path(name).suffix for name in files(out)} == {".docx", ".csv", ".json", ".txt"}
    drafted(typed, city, out, "--formats", "pdf")
    assert {Path(name).suffix for name in files(out)} == {".pdf", ".csv", ".json", ".txt"}
    for wrong in ("odt", ","):
        assert drafted(typed, city, out, "--formats", wrong).status == 2


def test_the_date_on_the_letters_may_be_another(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """The figures are of the day asked about all the same."""
    from docx import Document

    drafted(typed, every_letter(tiny_city), out, "--dated", "2026-03-30", "--formats", "docx")
    text = "\n".join(p.text for p in Document(str(out / FOLDER / "letter-a" / "0001.docx")).paragraphs)
    assert "30 March 2026" in text
    assert "up to 27 March 2026" in text


def test_a_household_apart_gets_a_copy_of_its_own(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """One row to approve, two letters to send."""
    pupil(tiny_city, "letter-a", other_parents="Mr S O’Brien", other_address="3 Mill Row")
    drafted(typed, lettered(tiny_city), out)
    (row,) = rows(out / FOLDER / "approval.csv")
    assert row["files"].split() == [f"letter-a/0001{copy}.{s}" for copy in ("", "-b") for s in ("docx", "pdf")]


def test_a_schools_own_template_is_used(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """Copied, edited, used; what the PDF cannot show and a template that nothing uses are told."""
    from docx import Document
    from PIL import Image

    city, own = every_letter(tiny_city), out.parent / "own"
    assert typed("letters", "--copy-templates", own).status == 0
    document = Document(str(own / "letter-a.docx"))
    document.paragraphs[-1].insert_paragraph_before("Our own words to {{ parents }}.")
    Image.new("RGB", (2, 2)).save(out.parent / "logo.png")
    document.add_picture(str(out.parent / "logo.png"))
    document.save(str(own / "letter-a.docx"))
    (own / "letter-x.docx").write_bytes((own / "letter-b.docx").read_bytes())
    said = drafted(typed, city, out, "--templates", own)
    text = "\n".join(p.text for p in Document(str(out / FOLDER / "letter-a" / "0001.docx")).paragraphs)
    assert "Our own words to Ms J Pettigrew and Mr A Pettigrew." in text
    assert "own/letter-a.docx: the PDF does not have a picture without alternative text" in said.err
    assert "letter-x.docx is the template of no letter of coventry-2024" in said.err


def test_a_wrong_template_stops_before_anything_is_written(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """The field, the template and the nearest field."""
    from docx import Document

    city, own = every_letter(tiny_city), out.parent / "own"
    own.mkdir()
    document = Document()
    document.add_paragraph("Dear {{ parent }}")
    document.save(str(own / "letter-e.docx"))
    said = drafted(typed, city, out, "--templates", own)
    assert said.status == 2
    assert 'own/letter-e.docx: there is no field "parent": did you mean "parents"' in said.err
    assert not out.exists()


def test_the_fields_are_listed(typed: Typed) -> None:
    """With their meaning, for the policy asked about."""
    said = typed("letters", "--fields")
    assert said.status == 0
    for name in ("parents_address", "days_missed", "appointment_date", "date_of_officer_meeting", "of_secondary_age"):
        assert f"  {name} " in said.out
    assert "date_of_first_day_calling" in typed("letters", "--fields", "--policy", "blue-coat-2025").out


@pytest.mark.parametrize("left_out", ["city", "out"])
def test_what_is_missing_is_told(typed: Typed, tiny_city: TinyCity, out: Path, left_out: str) -> None:
    """Status 2, and where the examples are."""
    words = {"city": [every_letter(tiny_city)], "policy": list(POLICY), "out": ["--out", out]}
    said = typed("letters", *(word for name, part in words.items() if name != left_out for word in part))
    assert said.status == 2
    assert "attendlib letters --help" in said.err


def test_many_letters_are_shared_out_and_come_out_the_same(
    typed: Typed, tiny_city: TinyCity, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By several processes, byte for byte as by one."""
    from attendlib.documents.letters import make

    city = every_letter(tiny_city)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    drafted(typed, city, out)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(make, "WORTH_SHARING", 2)
    drafted(typed, city, out.parent / "other")
    assert files(out.parent / "other") == files(out)


def test_nothing_that_is_told_names_a_pupil(typed: Typed, tiny_city: TinyCity, out: Path) -> None:
    """What stands on the screen may be seen by anybody."""
    said = drafted(typed, every_letter(tiny_city, surname="Canary", parents="Canaryparent"), out)
    assert "canary" not in (said.out + said.err).lower()
    assert not [one["upn"] for one in tiny_city.pupils if one["upn"] in said.out + said.err]
    assert URN in said.out


def test_policy_check_names_a_letter_without_a_template(typed: Typed, tmp_path: Path) -> None:
    """It is no mistake: the school may have its own."""
    from attendlib.places import shipped

    text = shipped("params", "rules", "policies", "coventry-2024.yaml").read_text(encoding="utf-8")
    own = tmp_path / "ours.yaml"
    own.write_text(text.replace("letter: letter-b", "letter: our-letter"), encoding="utf-8")
    said = typed("policy", "check", own)
    assert said.status == 0
    assert 'The step letter-b has the letter "our-letter", of which attendlib has no template' in said.err
