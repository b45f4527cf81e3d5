"""Are several register files of one school compared with each other, and is each accounted for on its own?"""

from pathlib import Path

import xlsxwriter
from tiny import URN, TinyCity

from attendlib.intake import OpenCity, open_city
from attendlib.measures import Asked


def with_second_file(city: TinyCity, rows: list[str]) -> OpenCity:
    """The city with one more register file of its school."""
    place = city.write()
    (place.parent / "registers" / "second.csv").write_text("upn,date,session,code\n" + "\n".join(rows) + "\n")
    text = place.read_text(encoding="utf-8") + f"  - {{urn: '{URN}', path: registers/second.csv}}\n"
    place.write_text(text, encoding="utf-8")
    return open_city(place)


def test_repeats_and_conflicts_between_files(tiny_city: TinyCity) -> None:
    """A repeat is a duplicate in the later file; a conflict sets both records aside, each in its own file."""
    upn = tiny_city.pupil("/ / I")
    city = with_second_file(tiny_city, [f"{upn},2025-09-01,AM,/", f"{upn},2025-09-02,AM,G", f"{upn},2025-09-02,PM,L"])
    first, second = city.accounts
    assert (first.accepted, first.rejected, first.duplicate) == (2, 1, 0)
    assert (second.accepted, second.rejected, second.duplicate) == (1, 1, 1)
    told = [
        (Path(f.file).name, f.row, f.rule) for f in city.findings() if f.rule in {"conflicting-marks", "duplicate-row"}
    ]
    assert told == [
        (f"{URN}.csv", 4, "conflicting-marks"),
        ("second.csv", 3, "conflicting-marks"),
        ("second.csv", 2, "duplicate-row"),
    ]


def test_half_a_year_in_each_file(tiny_city: TinyCity) -> None:
    """Autumn in one file and spring in another are one register: nothing stops early in between, sessions add up."""
    tiny_city.as_of = "2025-09-05"
    upn = tiny_city.pupil("/*4")
    rows = [f"{upn},2025-09-0{day},{s},{c}" for day in (3, 4, 5) for s, c in (("AM", "I"), ("PM", "I"))]
    city = with_second_file(tiny_city, rows)
    assert [account.accepted for account in city.accounts] == [4, 6]
    assert not [f for f in city.findings() if f.rule in {"register-stops-early", "day-without-marks"}]
    window = city.window()
    (row,) = city.answer(Asked(("school",), window)).to_pylist()
    assert (row["possible"], row["absent"]) == (10, 6)


def test_each_sheet_of_a_workbook_is_a_file_of_its_own(tiny_city: TinyCity) -> None:
    """A workbook with a sheet for each week, listed once for each: every sheet has its account and its findings."""
    upn = tiny_city.pupil()
    place = tiny_city.write()
    book = xlsxwriter.Workbook(place.parent / "weeks.xlsx")
    for name, cells in {"Week 1": ["01/09/2025 AM", "/"], "Week 2": ["08/09/2025 AM", "Q9"]}.items():
        sheet = book.add_worksheet(name)
        sheet.write_column(0, 0, ["UPN", upn])
        sheet.write_column(0, 1, cells)
    book.close()
    entries = [f"  - {{urn: '{URN}', path: weeks.xlsx, sheet: Week {n}}}" for n in (1, 2)]
    text = "\n".join([place.read_text(encoding="utf-8"), "registers:", *entries, ""])
    place.write_text(text, encoding="utf-8")
    city = open_city(place)
    told = [(a.file, a.accepted, a.rejected) for a in city.accounts]
    assert told == [("weeks.xlsx, sheet Week 1", 1, 0), ("weeks.xlsx, sheet Week 2", 0, 1)]
    assert [f.file for f in city.findings() if f.rule == "unknown-code"] == ["weeks.xlsx, sheet Week 2"]


def test_a_school_without_pupils(tiny_city: TinyCity) -> None:
    """A register of a school for which the pupils table has nobody: every mark is of an unknown pupil."""
    tiny_city.pupil("/*4")
    tiny_city.phases["999002"] = "primary"
    tiny_city.record("SOMEBODY", "2025-09-01", "AM", "/", "999002")
    _, second = tiny_city.open().accounts
    assert (second.records, second.rejected, second.rules["unknown-pupil"]) == (1, 1, 1)
    assert [row["school"] for row in tiny_city.asked("school")] == [URN]


def test_a_pupils_table_without_pupils(tiny_city: TinyCity) -> None:
    """Only the header: nothing fails and nothing counts."""
    tiny_city.record("SOMEBODY", "2025-09-01", "AM", "/")
    place = tiny_city.write()
    (place.parent / "pupils.csv").write_text("urn,upn,entry_date,leaving_date\n")
    (account,) = open_city(place).accounts
    assert (account.accepted, account.rejected) == (0, 1)


def test_an_empty_file_beside_a_full_one(tiny_city: TinyCity) -> None:
    """A file with a header and no records has an account of zeros and takes nothing from the other."""
    tiny_city.pupil("/*4")
    first, second = with_second_file(tiny_city, []).accounts
    assert (first.accepted, second.records, second.accepted) == (4, 0, 0)
