"""Which exit status does each command end with, and what does it say when something is wrong?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import TinyCity

from cli.conftest import Typed


def test_check_of_a_sound_city_is_0(typed: Typed, sound: Path) -> None:
    """Nothing was rejected."""
    assert typed("check", sound).status == 0


def test_check_of_a_rejected_mark_is_1(typed: Typed, faulty: Path) -> None:
    """Something was set aside; the findings are printed all the same."""
    said = typed("check", faulty)
    assert said.status == 1
    assert said.out.count("unknown-code") == 2


def test_check_of_a_file_that_is_not_whole_is_1(typed: Typed, sound: Path) -> None:
    """No record of it is rejected, but it says itself that more pages follow: its figures are not all."""
    day = {"date": {"date": "2025-09-01"}, "session": "AM", "attendance_code": "/"}
    upn = (sound.parent / "pupils.csv").read_text(encoding="utf-8").splitlines()[3].split(",")[1]
    page = {"data": [{"student": upn, **day}], "meta": {"pagination": {"more": True}}}
    (sound.parent / "registers" / "999002.csv").write_text(json.dumps(page), encoding="utf-8")
    said = typed("check", sound)
    assert said.status == 1
    assert "more-pages" in said.out
    assert "1 records = 1 accepted + 0 rejected" in said.err


def test_check_of_a_city_that_is_not_there_is_2(typed: Typed, tmp_path: Path) -> None:
    """With the message alone: what is missing, and what to do."""
    said = typed("check", tmp_path / "none.yaml")
    assert (said.status, said.out) == (2, "")
    assert "There is no city file" in said.err
    assert "attendlib synth" in said.err


def test_a_city_of_which_no_register_can_be_read_is_2(typed: Typed, sound: Path) -> None:
    """There is nothing to check; why is said for every file."""
    for file in (sound.parent / "registers").iterdir():
        file.write_bytes(b"%PDF-1.7 not a register")
    said = typed("check", sound)
    assert (said.status, said.out) == (2, "")
    assert "registers/999001.csv" in said.err
    assert "registers/999002.csv" in said.err


def test_registers_that_hold_no_record_are_2(typed: Typed, sound: Path) -> None:
    """A header alone, as of an export for days without marks: which file it is, is said."""
    for file in (sound.parent / "registers").iterdir():
        file.write_text("upn,date,session,code\n", encoding="utf-8")
    said = typed("check", sound)
    assert (said.status, said.out) == (2, "")
    assert "registers/999001.csv: it holds no record" in said.err


def test_a_mark_that_no_file_can_hold_stops_nothing(typed: Typed, sound: Path) -> None:
    """JSON can hold half a character, which cannot be written anywhere: the mark is set aside and not repeated."""
    record = {"student": "A1", "date": "2025-09-01", "session": "AM", "attendance_code": "\ud800"}
    (sound.parent / "registers" / "999002.csv").write_text(json.dumps([record | {"mark \ud800": 1}]), encoding="utf-8")
    said = typed("check", sound)
    assert said.status == 1
    assert "a sign that cannot be printed is in no code set" in said.out


def test_measures_without_one_register_are_1(typed: Typed, sound: Path) -> None:
    """The figures of the others are printed; which file is lacking is said, and the status tells a script."""
    (sound.parent / "registers" / "999002.csv").write_bytes(b"%PDF-1.7 not a register")
    said = typed("measures", sound, "--by", "school")
    assert said.status == 1
    assert "999001" in said.out
    assert "registers/999002.csv" in said.err


def test_a_run_with_published_figures_that_cannot_be_used_is_2(typed: Typed, sound: Path, tmp_path: Path) -> None:
    """Before anything is made: not once for every school, in its notebook."""
    (sound.parent / "ees.csv").write_text("year,absence\n202425,6.5\n", encoding="utf-8")
    sound.write_text(sound.read_text(encoding="utf-8") + "benchmarks: ees.csv\n", encoding="utf-8")
    said = typed("run", "--city", sound, "--out", tmp_path / "reports")
    assert said.status == 2
    assert "ees.csv: the first row does not have the column time_period" in said.err
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", "yeargroup"), 'did you mean "year_group"'),
        (("--scope", "official"), "known here: roll, dfe"),
        (("--from", "2025-09-12", "--to", "2025-09-01"), "exchange the two dates"),
        (("--by", "school,school"), "stands twice"),
    ],
)
def test_a_question_that_means_nothing_is_2(typed: Typed, sound: Path, words: tuple[str, ...], told: str) -> None:
    """The message names what would do."""
    said = typed("measures", sound, *words)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize("day", ["12/09/2025", "2025-09", "yesterday"])
def test_a_day_that_is_not_one_is_2(typed: Typed, sound: Path, day: str) -> None:
    """Days are written one way only; none is guessed."""
    assert typed("measures", sound, "--from", day).status == 2


def test_every_mistake_of_a_city_file_is_told_with_its_line(typed: Typed, sound: Path) -> None:
    """All at once, so that a person mends them in one go; what stood in the file is not repeated."""
    text = sound.read_text(encoding="utf-8").replace("la_code: '331'", "la_code: Canaryname\npupil: pupils.csv")
    sound.write_text(text, encoding="utf-8")
    said = typed("check", sound)
    assert said.status == 2
    assert "city.yaml, line 2: " in said.err
    assert "city.yaml, line 3: " in said.err
    assert 'did you mean "pupils"' in said.err
    assert "Canaryname" not in said.err


def test_a_rule_before_its_first_day_is_2(typed: Typed) -> None:
    """It is said since when there is one."""
    said = typed("rule", "persistent_absence", "--on", "1950-01-01")
    assert said.status == 2
    assert "its first date is" in said.err


def test_an_unknown_rule_is_2(typed: Typed) -> None:
    """The nearest name is offered."""
    said = typed("rule", "persistent_absences", "--on", "2025-10-01")
    assert said.status == 2
    assert "persistent_absence" in said.err


def test_codes_before_the_first_code_set_are_2(typed: Typed) -> None:
    """It is said on which day the first begins."""
    said = typed("codes", "--on", "1950-01-01")
    assert said.status == 2
    assert "the first begins on" in said.err


@pytest.mark.parametrize("name", ["city.yaml", "pupils.csv", "registers/999001.csv"])
def test_a_file_of_the_city_is_never_written_over(typed: Typed, sound: Path, name: str) -> None:
    """``-o pupils.csv`` typed in the city's own folder would be the end of its pupils table."""
    place = sound.parent / name
    before = place.read_bytes()
    for words in (("measures", sound, "-o", place), ("check", sound, "--accounting", place)):
        said = typed(*words)
        assert said.status == 2
        assert "is a file of the city itself" in said.err
        assert place.read_bytes() == before
    assert typed("measures", sound, "-o", sound.parent / "by-school.csv").status == 0


def test_a_file_that_cannot_be_written_is_2(typed: Typed, sound: Path) -> None:
    """As where a folder stands in its place."""
    said = typed("measures", sound, "-o", sound.parent)
    assert said.status == 2


def test_no_private_word_is_told(typed: Typed, faulty: Path, tiny_city: TinyCity) -> None:
    """Neither the findings nor what is told beside them hold a name, a UPN, or a long word in place of a mark."""
    said = typed("check", faulty, "--accounting", faulty.parent / "accounting.csv")
    told = said.out + said.err + (faulty.parent / "accounting.csv").read_text(encoding="utf-8")
    assert "Canaryname" not in told
    assert not [pupil["upn"] for pupil in tiny_city.pupils if pupil["upn"] in told]


def test_a_command_of_its_own_says_its_own_lines_alone(sound: Path) -> None:
    """As a process that ends: no library adds a word about how it was put away."""
    command = [sys.executable, "-m", "attendlib", "measures", str(sound), "--by", "school"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stderr.splitlines() == ["2025-08-01 to 2025-09-12, scope roll: 2 of 2 schools"]
