"""What do the commands write, and is it safe to open?"""

import csv
import io
import sys
from pathlib import Path

import pytest
from tiny import TinyCity

from attendlib.cli.output import write_csv
from attendlib.readers import LAYOUTS
from cli.conftest import Typed

FINDINGS = ["urn", "file", "row", "column", "rule", "severity", "message"]
CODES = ["code", "meaning", "category", "possible", "reason", "bucket", "start", "end", "reference"]


def rows(text: str) -> list[list[str]]:
    """CSV text as rows of cells."""
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_file_holds_what_the_screen_shows(typed: Typed, sound: Path, tmp_path: Path) -> None:
    """With -o nothing of the table is printed, and the file is the same to the letter; its folder is made."""
    shown = typed("measures", sound, "--by", "school").out
    said = typed("measures", sound, "--by", "school", "-o", tmp_path / "new" / "schools.csv")
    assert said.out == ""
    assert (tmp_path / "new" / "schools.csv").read_bytes() == shown.encode()
    assert rows(shown)[0][0] == "school"


def test_measures_pool_sessions(typed: Typed, sound: Path) -> None:
    """Two pupils with 20 possible sessions each, one of whom missed 4: 10% of 40, and one of the two is
    persistently absent."""
    header, *table = rows(typed("measures", sound, "--by", "school").out)
    held = {row[0]: dict(zip(header, row, strict=True)) for row in table}
    asked = ("enrolments", "possible", "absent", "absence_percent", "persistently_absent")
    assert [held["999001"][name] for name in asked] == ["2", "40", "4", "10.0", "1"]
    assert [held["999002"][name] for name in asked] == ["1", "20", "10", "50.0", "1"]


def test_official_figures_say_whom_they_leave_out(typed: Typed, tiny_city: TinyCity) -> None:
    """Every enrolment with sessions is counted or left out for a reason, beside the table and not in it; where ages
    are lacking, how to give them. Without any there is no figure, and that is said too."""
    for born in ("2016-01-15",) * 6 + ("", "2021-01-15"):
        tiny_city.pupil("/*4", date_of_birth=born)
    said = typed("measures", tiny_city.write(), "--by", "city", "--scope", "dfe")
    assert (
        "6 of 8 enrolments with sessions are counted; left out: below the age range 1, no date of birth 1" in said.err
    )
    assert "give date_of_birth in the pupils table" in said.err
    for pupil in tiny_city.pupils:
        pupil["date_of_birth"] = ""
    said = typed("measures", tiny_city.write(), "--by", "city", "--scope", "dfe")
    assert len(rows(said.out)) == 1
    assert "0 of 8 enrolments with sessions are counted; left out: no date of birth 8" in said.err
    assert "enrolments with sessions" not in typed("measures", tiny_city.write(), "--by", "city").err


def test_several_groupings_and_a_split_are_columns_in_that_order(typed: Typed, sound: Path) -> None:
    """``--by school,year_group,reason``: the keys as asked, then the counts."""
    header = rows(typed("measures", sound, "--by", "school,year_group,reason").out)[0]
    assert header[:3] == ["school", "year_group", "reason"]
    assert {"sessions", "possible", "percent_of_possible"} <= set(header)


def test_every_year_has_the_same_columns(typed: Typed, tiny_city: TinyCity) -> None:
    """A class that cannot be told, in mid-term of a year of fixed counts and before severe absence had a rule, has a
    column without values, and why is said; the sessions are counted all the same."""
    tiny_city.first, tiny_city.as_of = 2013, "2013-12-13"
    tiny_city.pupil("I*2 /*18")
    said = typed("measures", tiny_city.write())
    header, row = rows(said.out)
    held = dict(zip(header, row, strict=True))
    assert (held["possible"], held["persistently_absent"], held["severely_absent"]) == ("20", "", "")
    tiny_city.first, tiny_city.as_of = 2025, "2025-12-12"
    assert set(header) == set(rows(typed("measures", tiny_city.write()).out)[0])
    assert "persistently_absent is empty: In 2013/14" in said.err
    assert "severely_absent is empty: The rule" in said.err
    assert said.status == 0


def test_findings_and_accounts_have_their_columns(typed: Typed, faulty: Path, tmp_path: Path) -> None:
    """A row per finding; a row per register in which records add up to their outcomes."""
    said = typed("check", faulty, "--accounting", tmp_path / "accounting.csv", "-o", tmp_path / "findings.csv")
    findings = rows((tmp_path / "findings.csv").read_text(encoding="utf-8"))
    assert findings[0][: len(FINDINGS)] == FINDINGS
    assert [row[4] for row in findings[1:] if row[5] == "error"] == ["unknown-code", "unknown-code"]
    header, account = rows((tmp_path / "accounting.csv").read_text(encoding="utf-8"))
    held = dict(zip(header, account, strict=True))
    outcomes = ("accepted", "rejected", "duplicate", "missing", "administrative")
    assert [int(held[name]) for name in outcomes] == [18, 2, 0, 0, 0]
    assert int(held["records"]) == sum(int(held[name]) for name in outcomes)
    assert held["unknown-code"] == "2"
    assert "20 records = 18 accepted + 2 rejected" in said.err


@pytest.mark.parametrize(("day", "there"), [("2024-08-18", "H"), ("2024-08-19", "K")])
def test_codes_are_those_of_the_day(typed: Typed, tmp_path: Path, day: str, there: str) -> None:
    """The set changed on 19 August 2024: H went, K came."""
    typed("codes", "--on", day, "-o", tmp_path / "codes.csv")
    header, *held = rows((tmp_path / "codes.csv").read_text(encoding="utf-8"))
    assert header[: len(CODES)] == CODES
    assert len({"H", "K"} & {row[0] for row in held}) == 1
    assert there in {row[0] for row in held}
    assert {"/", "\\"} <= {row[0] for row in held}


def test_codes_are_a_table_for_people_and_csv_for_programs(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program reads is what ``-o`` writes, nothing cut short; only a terminal gets a drawn table."""
    typed("codes", "--on", "2024-08-19", "-o", tmp_path / "codes.csv")
    assert typed("codes", "--on", "2024-08-19").out == (tmp_path / "codes.csv").read_text(encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "Who says so" in typed("codes", "--on", "2024-08-19").out


def test_a_rule_says_what_held_and_who_says_so(typed: Typed) -> None:
    """In autumn 2014 a fixed count of sessions decided; since 2015/16 it is exactly a tenth."""
    before = typed("rule", "persistent_absence", "--on", "2014-11-03").out
    since = typed("rule", "persistent_absence", "--on", "2025-10-01").out
    assert "percent: 15" in before
    assert "method: standard_sessions" in before
    assert "percent: 10" in since
    assert "method: exact" in since
    assert "who says so: " in since


def test_without_a_day_all_values_and_without_a_name_all_rules_are_listed(typed: Typed) -> None:
    """The way to find a rule without knowing its name."""
    assert typed("rule", "persistent_absence").out.count("who says so: ") >= 3
    assert "persistent_absence" in typed("rule").out


@pytest.mark.parametrize("text", ["=SUM(1)", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_is_disarmed(tmp_path: Path, text: str) -> None:
    """A school may call itself what it likes; nobody's spreadsheet runs it."""
    write_csv(("name", "code"), [(text, text)], tmp_path / "x.csv")
    name, code = rows((tmp_path / "x.csv").read_bytes().decode())[1]
    assert name == f"'{text}"
    assert code == text


def test_a_number_below_zero_stays_a_number(tmp_path: Path) -> None:
    """Only texts are disarmed."""
    write_csv(("change",), [(-1.5,), (None,)], tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == 'change\n-1.5\n""\n'


def test_synth_makes_the_same_city_again(typed: Typed, tmp_path: Path) -> None:
    """Byte for byte from the same seed, by the command with all its options."""
    words = "--schools 2 --pupils 40 --seed 3 --year 2025/26 --as-of 2025-12-19 --no-faults"
    cities = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        assert typed("synth", folder, *words.split()).status == 0
        cities.append({f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()})
    assert cities[0] == cities[1]
    assert Path("city.yaml") in cities[0]


def test_every_layout_is_listed_with_what_it_is_recognised_by(typed: Typed) -> None:
    """And the layout of a file is told, or what it lacks."""
    told = typed("layouts").out
    assert all(part in told for one in LAYOUTS.values() for part in (one.NAME, one.TITLE, *one.NEEDS))


def test_the_layout_of_a_file_is_told(typed: Typed, tmp_path: Path) -> None:
    """Or, where it is none, what it lacks of the nearest, and no cell of it."""
    (tmp_path / "export.csv").write_text("upn,date,session,code\nA331900100017,2025-09-01,AM,/\n", encoding="utf-8")
    said = typed("layouts", tmp_path / "export.csv")
    assert (said.status, said.out) == (0, "long_csv: plain CSV, one mark to a row\n")
    (tmp_path / "export.csv").write_text("upn,date,session,mark\nA331900100017,2025-09-01,AM,/\n", encoding="utf-8")
    said = typed("layouts", tmp_path / "export.csv")
    assert said.status == 2
    assert "Nearest is long_csv, but it lacks code." in said.err
    assert "A3319" not in said.err


def test_version_is_the_packages(typed: Typed) -> None:
    """The same as in its metadata."""
    from importlib.metadata import version

    assert typed("--version").out.strip() == f"attendlib {version('attendlib')}"


@pytest.mark.parametrize("ending", ["html", "pdf", "docx", "xlsx"])
def test_all_rules_are_a_page(typed: Typed, tmp_path: Path, ending: str) -> None:
    """Every format by the ending of its file's name, the same twice; another ending is refused."""
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    for place in (one, other):
        said = typed("rule", "--all", "-o", place)
        assert (said.status, said.out) == (0, "")
    assert one.read_bytes() == other.read_bytes()
    refused = typed("rule", "--all", "-o", tmp_path / "rules.txt")
    assert (refused.status, (tmp_path / "rules.txt").exists()) == (2, False)
    assert ".html, .pdf, .docx, .xlsx" in refused.err


def test_all_rules_are_printed_and_a_page_of_one_is_refused(typed: Typed, tmp_path: Path) -> None:
    """Without a file they are printed, on a day what held then, or that a rule had no value; a page takes no name."""
    printed = typed("rule", "--all", "--on", "2014-11-03").out
    assert "percent: 15" in printed
    assert "It has no value on that day." in printed
    refused = typed("rule", "severe_absence", "-o", tmp_path / "rules.html")
    assert refused.status == 2
    assert "attendlib rule --all -o rules.html" in refused.err
