"""Is a register read again exactly when something that decides its marks has changed?"""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tiny import URN, TinyCity

from attendlib.errors import AccountingError
from attendlib.intake import OpenCity, changed, open_city, school
from attendlib.measures import Asked
from attendlib.readers import read
from attendlib.register import Register

OTHER = "999002"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the register of each school was read, and how many files were hashed."""
    counted: Counter[str] = Counter()
    real_read, real_hash = school.read, changed.sha256_of

    def counting_read(*asked: object) -> Register:
        counted[str(asked[1])] += 1
        return real_read(*asked)  # type: ignore[arg-type]

    def counting_hash(path: Path) -> str:
        counted["hashed"] += 1
        return real_hash(path)

    monkeypatch.setattr(school, "read", counting_read)
    monkeypatch.setattr(changed, "sha256_of", counting_hash)
    return counted


@pytest.fixture
def two_schools(tiny_city: TinyCity) -> TinyCity:
    """A city of two schools with a pupil each."""
    tiny_city.pupil("/*10", sex="F", fsm="0")
    tiny_city.pupil("I*2 /*8", urn=OTHER, sex="M", fsm="0")
    return tiny_city


def absent(city: OpenCity) -> dict[str, int]:
    rows = city.answer(Asked(("school",), city.window())).to_pylist()
    return {row["school"]: row["absent"] for row in rows}


def test_a_second_time_reads_nothing(two_schools: TinyCity, reads: Counter[str]) -> None:
    """Neither a register nor its hash: the sizes and times are the same."""
    first = absent(two_schools.open())
    place = two_schools.folder / "city.yaml"
    reads.clear()
    second = open_city(place)
    assert not reads
    assert absent(second) == first == {URN: 0, OTHER: 2}
    assert [a.accepted for a in second.accounts] == [10, 10]


def test_a_touched_file_is_hashed_once_and_not_read(two_schools: TinyCity, reads: Counter[str]) -> None:
    """Another time on the same bytes: the hash says that nothing changed, and is remembered with the new time."""
    two_schools.open()
    place = two_schools.folder / "city.yaml"
    os.utime(two_schools.folder / "registers" / f"{OTHER}.csv", (1, 1))
    reads.clear()
    open_city(place)
    assert reads == {"hashed": 1}
    reads.clear()
    open_city(place)
    assert not reads


def test_only_the_school_whose_file_changed_is_read(two_schools: TinyCity, reads: Counter[str]) -> None:
    """One more mark at one school: its own figures change, the other's file stays closed, no old answer is given."""
    assert absent(two_schools.open()) == {URN: 0, OTHER: 2}
    place = two_schools.folder / "registers" / f"{OTHER}.csv"
    reads.clear()
    place.write_text(place.read_text() + f"{two_schools.pupils[1]['upn']},2025-09-08,AM,I,\n")
    city = open_city(two_schools.folder / "city.yaml")
    assert reads == {OTHER: 1, "hashed": 1}
    assert absent(city) == {URN: 0, OTHER: 3}


def test_the_same_size_and_other_bytes_are_noticed(two_schools: TinyCity, reads: Counter[str]) -> None:
    """A mark exchanged for another leaves the size: the time says that it is another file."""
    two_schools.open()
    place = two_schools.folder / "registers" / f"{OTHER}.csv"
    state = place.stat()
    place.write_text(place.read_text().replace(",AM,I,", ",AM,/,", 1))
    os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns + 1))
    assert absent(open_city(two_schools.folder / "city.yaml")) == {URN: 0, OTHER: 1}


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ("as_of", {URN, OTHER}),
        ("inset", {URN, OTHER}),
        ("leaver", {URN}),
        ("group", {URN}),
        ("phase", {OTHER}),
        ("name of a pupil", set()),
        ("rules", {URN, OTHER}),
        ("code", {URN, OTHER}),
    ],
)
def test_what_decides_a_school_is_read_again(
    two_schools: TinyCity, reads: Counter[str], monkeypatch: pytest.MonkeyPatch, change: str, again: set[str]
) -> None:
    """The as-of day, the calendar, the roll, the school itself, the rules and the code that reads; a pupil's name
    decides nothing."""
    two_schools.open()
    reads.clear()
    if change == "as_of":
        two_schools.as_of = "2026-07-20"
    elif change == "inset":
        two_schools.closed = [("inset", "2025-09-05", "2025-09-05")]
    elif change == "phase":
        two_schools.phases[OTHER] = "special"
    elif change == "rules":
        monkeypatch.setattr("attendlib.intake.opened.rules_digest", lambda: "others")
    elif change == "code":
        monkeypatch.setattr(changed, "digest_of_code", lambda rooms: "other")
    else:
        column, value = {"leaver": ("leaving_date", "2025-09-03"), "group": ("sex", "M")}.get(
            change, ("surname", "Zoë")
        )
        two_schools.pupils[0][column] = value
    two_schools.open()
    assert {urn for urn in reads if urn != "hashed"} == again


def test_options_of_the_city_file_count(two_schools: TinyCity, reads: Counter[str]) -> None:
    """A mark that the city file translates makes other marks of the same bytes."""
    two_schools.record(two_schools.pupils[0]["upn"], "2025-09-08", "AM", "+")
    place = two_schools.write()
    open_city(place)
    reads.clear()
    text = place.read_text(encoding="utf-8").replace(f"{URN}.csv}}", f"{URN}.csv, marks: {{'+': I}}}}")
    place.write_text(text, encoding="utf-8")
    assert absent(open_city(place)) == {URN: 1, OTHER: 2}
    assert reads[URN] == 1


def test_a_lost_table_is_made_again(two_schools: TinyCity, reads: Counter[str]) -> None:
    """Somebody deleted marks inside the store: the school is read again, never left out in silence."""
    city = two_schools.open()
    for file in city.store.folder.glob(f"marks/*/{OTHER}.parquet"):
        file.unlink()
    for file in city.store.folder.glob("answers/*"):
        file.unlink()
    reads.clear()
    assert absent(open_city(two_schools.folder / "city.yaml")) == {URN: 0, OTHER: 2}
    assert reads[OTHER] == 1
    assert reads[URN] == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"fingerprint": 1}', "null"])
def test_a_damaged_entry_is_made_again(two_schools: TinyCity, reads: Counter[str], text: str) -> None:
    """What the store knows of a school is unreadable: the school is read again."""
    city = two_schools.open()
    city.store.entry_file(OTHER).write_text(text)
    reads.clear()
    open_city(two_schools.folder / "city.yaml")
    assert reads[OTHER] == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"colour,size\nred,4\n", b"\x00\x01\x02"])
def test_an_unreadable_register_leaves_the_others(two_schools: TinyCity, content: bytes) -> None:
    """The school has an account of zeros and one finding; the other school's figures stand."""
    place = two_schools.write()
    (place.parent / "registers" / f"{URN}.csv").write_bytes(content)
    city = open_city(place)
    assert [a.file for a in city.unreadable] == [f"registers/{URN}.csv"]
    assert [f.rule for f in city.findings(URN)] == ["unreadable-register"]
    assert city.covered(city.window()) == (OTHER,)
    assert absent(city) == {OTHER: 2}


def test_a_register_that_may_not_be_opened(two_schools: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission to read is a finding of its school, whatever the system calls it."""
    place, real = two_schools.write(), Path.open

    def refusing(path: Path, *how: object, **more: object) -> object:
        if path.name == f"{URN}.csv":
            raise PermissionError
        return real(path, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    city = open_city(place)
    assert [f.rule for f in city.findings(URN)] == ["unreadable-register"]
    assert city.covered(city.window()) == (OTHER,)


def test_a_reader_that_miscounts_stops_everything(two_schools: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records counted in the file and records read differ: an error, no entry, and nothing of that school is used."""

    def lying(path: Path, urn: str, *rest: object) -> Register:
        register = read(path, urn, *rest)  # type: ignore[arg-type]
        more = 1 if urn == OTHER else 0
        return replace(register, counted=replace(register.counted, records=register.counted.records + more))

    monkeypatch.setattr(school, "read", lying)
    place = two_schools.write()
    with pytest.raises(AccountingError, match="11 records counted in the file, 10 read, 10 accounted for"):
        open_city(place)
    monkeypatch.undo()
    monkeypatch.setenv("ATTENDLIB_STORE", str(two_schools.folder.parent / "store"))
    city = open_city(place)
    assert absent(city) == {URN: 0, OTHER: 2}


def test_several_workers_give_the_same(two_schools: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schools read in processes of their own: the same accounts, findings and figures, and progress is told."""
    alone = two_schools.open()
    expected = (alone.accounts, list(alone.findings()), absent(alone))
    monkeypatch.setattr("attendlib.intake.opened.WORTH_SHARING", 0)
    monkeypatch.setenv("ATTENDLIB_STORE", str(two_schools.folder.parent / "second-store"))
    told: list[tuple[str, int, int]] = []
    shared = open_city(two_schools.folder / "city.yaml", 2, lambda *progress: told.append(progress))
    assert (shared.accounts, list(shared.findings()), absent(shared)) == expected
    assert told == [(f"School {URN}", 1, 2), (f"School {OTHER}", 2, 2)]


def test_two_academic_years(tiny_city: TinyCity) -> None:
    """A register and calendar over two years: each year on its own, and a window over both pools them."""
    tiny_city.half_terms = (
        *(("autumn 1", f"{year}-09-02", f"{year}-10-24") for year in (2024, 2025)),
        ("spring 3", "2025-01-06", "2025-02-14"),
    )
    tiny_city.as_of = "2025-10-24"
    upn = tiny_city.pupil(entry_date="2024-09-01")
    tiny_city.record(upn, "1925-09-03", "AM", "/")
    for day, code in [("2024-09-03", "I"), ("2024-09-04", "/"), ("2025-01-07", "O"), ("2025-09-03", "I")]:
        tiny_city.record(upn, day, "AM", code)
    city = tiny_city.open()
    assert {file.parent.name for file in city.store.mark_files([URN])} == {"2024-25", "2025-26"}
    (this_year,) = tiny_city.asked("school")
    assert (this_year["possible"], this_year["absent"]) == (1, 1)
    both = tiny_city.asked("academic_year", start="2024-09-01", end="2025-12-31")
    assert [(r["academic_year"], r["possible"], r["absent"]) for r in both] == [("2024/25", 3, 2), ("2025/26", 1, 1)]
    (pooled,) = tiny_city.asked("school", start="2024-09-01", end="2025-12-31")
    assert (pooled["possible"], pooled["absent"]) == (4, 3)
    half_terms = tiny_city.asked("half_term", start="2024-09-01", end="2025-12-31")
    assert [(r["half_term"], r["possible"]) for r in half_terms] == [(1, 3), (3, 1)]


def test_a_mark_of_long_ago_stops_nothing(tiny_city: TinyCity) -> None:
    """Days before any rule began: set aside like any closed session, the rest is read."""
    upn = tiny_city.pupil("/*4")
    for day in ("1925-09-03", "0001-01-01", "9999-12-31", "2004-09-06"):
        tiny_city.record(upn, day, "AM", "/")
    (account,) = tiny_city.open().accounts
    assert (account.accepted, account.rejected) == (4, 4)


def test_the_window_of_a_city(two_schools: TinyCity) -> None:
    """From the first day of the academic year to the as-of day, or what is asked for."""
    city = two_schools.open()
    assert city.window() == type(city.window())(date(2025, 8, 1), date(2026, 7, 21))
    assert city.window(end=date(2025, 12, 19)).end == date(2025, 12, 19)


def test_a_school_is_covered_where_a_session_counts(tiny_city: TinyCity) -> None:
    """Records that are accepted but count as nothing (X), or lie after the days asked for, cover nothing."""
    tiny_city.pupil("X*4")
    tiny_city.pupil("I /", urn=OTHER, start="2025-10-06")
    city = tiny_city.open()
    assert city.covered(city.window()) == (OTHER,)
    assert city.covered(city.window(end=date(2025, 10, 5))) == ()
    assert city.covered(city.window(end=date(2025, 10, 6))) == (OTHER,)
