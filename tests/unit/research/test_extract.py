"""Is an extract whole, the same each time for one purpose, and without anything that says who somebody is?"""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from returned import SUMMER, block, census
from tiny import TinyCity, upn_number

from attendlib.errors import ResearchError
from attendlib.intake import OpenCity, open_city
from attendlib.places import shipped
from attendlib.research import Extract, extract, purpose_key
from attendlib.research.pseudonymised.key import Key
from attendlib.research.pseudonymised.pseudonyms import pupil, school
from attendlib.research.pseudonymised.tables import age, code_groups

MASTER = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
LATER = date(2030, 1, 1)


def key(purpose: str = "A study", master: str = MASTER) -> Key:
    """The key of a purpose from the test's own master key."""
    return purpose_key(purpose, variable="KEY", environ={"KEY": master})


def test_pseudonyms_are_those_that_another_program_works_out() -> None:
    """With openssl: the purpose's key is `printf 'purpose:v1:A study' | openssl dgst -sha256 -mac HMAC -macopt
    hexkey:00…1f`, the pseudonym `printf 'upn:v1:B801200005001' | openssl dgst -sha256 -mac HMAC -macopt hexkey:17e8…
    -binary | base32 | head -c 20`, the id the start of the SHA-256 of that key and `id`."""
    assert key().secret.hex() == "17e85a39869817d8745f638d88be4cbdbff6f3e68b643b0025f6c0d73968b47e"
    assert pupil(key(), "999001", "B801200005001") == "XD4HH4MG67I2G5CQSZCR"
    assert school(key(), "999001") == "BUU44BNMYCPXCR6NOPCK"
    assert key().id == "bcc30b22"


def test_a_upn_is_one_pupil_everywhere_and_a_schools_own_number_only_there() -> None:
    """However it is written; another purpose or another key gives another pseudonym."""
    assert pupil(key(), "999001", "B801200005001") == pupil(key(), "999002", " b80120 0005001 ")
    assert pupil(key(), "999001", "17") != pupil(key(), "999002", "17")
    others = [key("Another study"), key(master=MASTER[2:] + "ff")]
    assert len({pupil(one, "999001", "B801200005001") for one in [key(), *others]}) == 3


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("", "empty, or there is none"),
        (MASTER[:-2], "64 hexadecimal digits"),
        ("correct horse battery staple correct horse battery staple correct", "64 hexadecimal digits"),
        ("00" * 32, "not random"),
    ],
)
def test_a_key_that_is_none_is_refused(held: str, said: str) -> None:
    """Absent, short, a password, or a constant; how to make one is told, and what was given is not."""
    with pytest.raises(ResearchError, match=said) as error:
        key(master=held)
    assert "openssl rand" in str(error.value)
    assert not held or held not in str(error.value)


def test_no_key_no_extract() -> None:
    """Neither named, both named, no purpose."""
    with pytest.raises(ResearchError, match="No key, no extract"):
        purpose_key("A study")
    with pytest.raises(ResearchError, match="one of the two"):
        purpose_key("A study", file=Path("k"), variable="KEY")
    with pytest.raises(ResearchError, match="purpose"):
        purpose_key("  ", variable="KEY", environ={"KEY": MASTER})


@pytest.mark.skipif(os.name != "posix", reason="only POSIX files say who may read them")
def test_a_key_file_is_read_only_when_its_owner_alone_can(tmp_path: Path) -> None:
    """Mode 600 is read, 640 refused; a line's end does not count."""
    file = tmp_path / "study.key"
    file.write_text(MASTER + "\n", encoding="utf-8")
    file.chmod(0o640)
    with pytest.raises(ResearchError, match=r"chmod 600 study\.key"):
        purpose_key("A study", file=file)
    file.chmod(0o600)
    assert purpose_key("A study", file=file) == key()
    with pytest.raises(ResearchError, match="cannot be read"):
        purpose_key("A study", file=tmp_path / "nowhere.key")


def test_a_key_shows_nothing_of_itself() -> None:
    """Not where it is printed, and not in an error that shows it."""
    assert key().secret.hex() not in repr(key())
    assert str(key().secret) not in repr(key())


def cells(made: Extract, name: str) -> list[dict[str, object]]:
    """The rows of one file by column."""
    (table,) = [one for one in made.tables if one.name == name]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@pytest.fixture
def city(tiny_city: TinyCity) -> OpenCity:
    """A mover, one who came later, one who left, each with a name that stands nowhere else."""
    names = {"forename": "Zebedee", "surname": "Quillfeather", "year_group": "5", "fsm": "1", "household_id": "H77"}
    mover = tiny_city.pupil("/*10 I*2 M*2 R*2", leaving_date="2025-09-12", **names)
    tiny_city.pupil("G*2 U*2 O*2 N*2 Y1*2 /*4", "999002", mover, "2025-09-15", entry_date="2025-09-15", **names)
    tiny_city.pupil("/*200", date_of_birth="2015-09-01")
    tiny_city.as_of = "2026-03-27"
    place = tiny_city.write()
    rows = [f"{mover},KS2,maths,2025/26,104,1,expected", f"{upn_number(88)},KS2,maths,2025/26,99,0,below"]
    table = "\n".join(["upn,key_stage,measure,academic_year,score,passed,level", *rows])
    (place.parent / "attainment.csv").write_text(table + "\n", encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8") + "attainment: attainment.csv\n", encoding="utf-8")
    return open_city(place)


def test_sessions_are_put_together_and_add_up(city: OpenCity) -> None:
    """Health together, religion among other reasons, what does not count apart; the mover is one pupil at two schools,
    and every accepted session of theirs is there."""
    rows = cells(extract(city, key(), LATER), "sessions")
    mover = {row["pupil"] for row in cells(extract(city, key(), LATER), "results")}
    found = {(row["group"]): row["sessions"] for row in rows if row["pupil"] in mover and row["group"] != "attended"}
    assert found == {
        "illness or appointment": 4,
        "other authorised": 2,
        "holiday not agreed": 2,
        "late after the register closed": 2,
        "other unauthorised": 4,
        "not counted": 2,
    }
    assert sum(int(str(row["sessions"])) for row in rows) == sum(account.accepted for account in city.accounts)
    assert len({row["school"] for row in rows if row["pupil"] in mover}) == 2


def test_totals_of_a_half_term_have_what_was_attended(tiny_city: TinyCity) -> None:
    """A school that sends its census instead: in each half of the summer, attended is possible less absent. The totals
    of the autumn are of two half terms, and are not in it; a school that has no others is counted in the statement."""
    upn, other = tiny_city.pupil(), tiny_city.pupil(urn="999002")
    halves = block("60", "I:5 O:1") + block("50", "R:2", kind="SummerHalfTerm2Attendance")
    tiny_city.census = [
        ("999001", census((upn, halves), term=SUMMER)),
        ("999001", census((upn, block("150", "I:4")))),
        ("999002", census((other, block("150", "I:4")))),
    ]
    made = extract(tiny_city.open(), key(), LATER)
    assert {(row["half_term"], row["group"]): row["sessions"] for row in cells(made, "sessions")} == {
        (5, "attended"): 54,
        (5, "illness or appointment"): 5,
        (5, "other unauthorised"): 1,
        (6, "attended"): 48,
        (6, "other authorised"): 2,
    }
    assert "Sessions of 1 of 2 schools" in made.statement


def test_every_code_has_its_group() -> None:
    """Also those that are no longer in force."""
    from attendlib.codes import code_book

    group = code_groups(LATER)
    assert {group(entry.category.value, entry.reason) for entry in code_book().codes()} >= {"attended", "not counted"}


@pytest.mark.parametrize(("born", "years"), [("2015-08-31", 10), ("2015-09-01", 9), ("2016-08-31", 9)])
def test_age_is_whole_years_on_31_august(born: str, years: int) -> None:
    """The day of the birthday counts, the day before it does not; no date, no age."""
    assert age(date.fromisoformat(born), date(2025, 9, 1)) == years
    assert age(None, date(2025, 9, 1)) is None


def test_whether_somebody_was_there_all_the_time_is_told_without_a_date(city: OpenCity) -> None:
    """The mover left early at one school and came later to the other."""
    told = sorted(str(row["on_roll"]) for row in cells(extract(city, key(), LATER), "enrolments"))
    assert told == ["all the time", "came later", "left early"]


def test_results_of_pupils_on_no_roll_are_left_out_and_counted(city: OpenCity) -> None:
    """One of two; the statement says so."""
    made = extract(city, key(), LATER)
    assert [row["score"] for row in cells(made, "results")] == [104.0]
    assert "- 1 results of pupils who are on no roll" in made.statement


def test_every_column_is_in_the_dictionary_and_no_other(city: OpenCity) -> None:
    """By file, in order; with a further group that was asked for."""
    made = extract(city, key(), LATER, also=["looked_after"])
    listed = [(row[0], row[1]) for row in made.dictionary.rows]
    assert listed == [(table.name, column) for table in made.tables for column in table.columns]
    assert ("enrolments", "looked_after") in listed
    with pytest.raises(ResearchError, match="looked_after"):
        extract(city, key(), LATER, also=["surname"])
    with pytest.raises(ResearchError, match="later day"):
        extract(city, key(), date(2026, 3, 27))


def test_the_statement_says_what_it_is(city: OpenCity) -> None:
    """Personal data, for what, until when, with which key; and not the key."""
    said = extract(city, key(), LATER).statement
    for words in ("Pseudonymised personal data", "Purpose: A study", "deleted by: 2030-01-01", "Key: bcc30b22"):
        assert words in said
    assert MASTER not in said


def test_nothing_in_the_bundled_city_says_who_anybody_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name, UPN, household or date of birth of its 540 pupils stands in any cell; rows are in order of pseudonyms,
    which is not that of the pupils table."""
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path / "store"))
    city = open_city(shipped("params", "runs", "demo", "city.yaml"))
    made = extract(city, key(), LATER)
    told = [str(cell) for table in made.tables for row in table.rows for cell in row if isinstance(cell, str)]
    held = set(told)
    for spell in city.city.roll.spells:
        secrets = {spell.upn, spell.household, str(spell.born), f"{spell.born:%d/%m/%Y}", spell.surname, spell.forename}
        assert not {secret for secret in secrets if len(secret) > 2} & held
    order = [row["pupil"] for row in cells(made, "enrolments")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("level", "absent (Zebedee)", "what may be a pupil's name"),
        ("level", "QUILLFEATHER", "what may be a pupil's name"),
        ("level", "born 15/01/2015", "a date"),
        ("measure", "maths 2026-03-01", "a date"),
        ("measure", f"maths {upn_number(0)}", "a pupil's number"),
        ("measure", "H77", "a pupil's number"),
    ],
)
def test_a_cell_that_says_who_somebody_is_stops_the_extract(city: OpenCity, column: str, text: str, said: str) -> None:
    """The file and column are told, never the cell."""
    place = city.city.attainment
    assert place is not None
    old = "maths" if column == "measure" else "expected"
    place.write_text(place.read_text(encoding="utf-8").replace(old, text, 1), encoding="utf-8")
    with pytest.raises(ResearchError, match=f'results.csv .* "{column}" holds {said}') as error:
        extract(city, key(), LATER)
    assert text not in str(error.value)


def test_a_word_that_ten_pupils_share_is_nobodys_name(tiny_city: TinyCity) -> None:
    """A pupil called English does not stop results in English; nine of them would."""
    upns = [tiny_city.pupil("/*4", surname="English", forename="Ann") for _ in range(10)]
    place = tiny_city.write()
    header = "upn,key_stage,measure,academic_year,score,passed"
    for kept, refused in ((10, False), (9, True)):
        rows = [f"{upn},KS2,English,2025/26,100,1" for upn in upns[:kept]]
        (place.parent / "attainment.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        if "attainment" not in place.read_text(encoding="utf-8"):
            place.write_text(place.read_text(encoding="utf-8") + "attainment: attainment.csv\n", encoding="utf-8")
        if refused:
            with pytest.raises(ResearchError, match="name"):
                extract(open_city(place), key(), LATER)
        else:
            assert len(cells(extract(open_city(place), key(), LATER), "results")) == 10


def test_the_command_writes_files_for_their_owner_alone(city: OpenCity, tmp_path: Path) -> None:
    """Four tables and the statement, in a new folder; it says nothing of the key but its id."""
    from typer.testing import CliRunner

    from attendlib.cli.app import app

    out = tmp_path / "extract"
    words = ["extract", str(city.city.path), "-o", str(out), "--purpose", "A study", "--keep-until", "2030-01-01"]
    told = CliRunner(env={"STUDY_KEY": MASTER}).invoke(app, [*words, "--key-env", "STUDY_KEY"])
    assert told.exit_code == 0, told.output
    assert MASTER not in told.output
    files = {"STATEMENT.md", "dictionary.csv", "enrolments.csv", "results.csv", "sessions.csv"}
    assert {file.name for file in out.iterdir()} == files
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in out.iterdir()} == {0o600}
        assert out.stat().st_mode & 0o777 == 0o700
    written = "".join(file.read_text(encoding="utf-8") for file in out.iterdir())
    for secret in ("Zebedee", "Quillfeather", upn_number(0), "2015-", "H77"):
        assert secret not in written
    with (out / "enrolments.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


def test_the_command_leaves_nothing_where_it_is_refused(city: OpenCity, tmp_path: Path) -> None:
    """Without a key, and into a folder that holds something."""
    from typer.testing import CliRunner

    from attendlib.cli.app import app

    out = tmp_path / "extract"
    words = ["extract", str(city.city.path), "-o", str(out), "--purpose", "A study", "--keep-until", "2030-01-01"]
    assert isinstance(CliRunner().invoke(app, words).exception, ResearchError)
    assert not out.exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old.csv").write_text("old", encoding="utf-8")
    words[3] = str(tmp_path / "full")
    told = CliRunner(env={"STUDY_KEY": MASTER}).invoke(app, [*words, "--key-env", "STUDY_KEY"])
    assert "not an empty folder" in str(told.exception)
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["old.csv"]
