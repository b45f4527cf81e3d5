"""Is every mistake in a city file named with its line and how to mend it, all at once?"""

from datetime import date
from pathlib import Path

import pytest
from tiny import TinyCity

from attendlib.city import load_city
from attendlib.errors import CityError


@pytest.fixture
def city_file(tiny_city: TinyCity) -> Path:
    """A city file in which nothing is wrong, of one school with one pupil."""
    tiny_city.pupil("/*4")
    return tiny_city.write()


def told(place: Path) -> list[str]:
    """The lines of the error that the city makes."""
    with pytest.raises(CityError) as error:
        load_city(place)
    return str(error.value).splitlines()


def changed(place: Path, old: str, new: str) -> Path:
    """The city file with one text replaced."""
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")
    return place


def test_nothing_wrong(city_file: Path) -> None:
    """What the file says is what the city holds."""
    city = load_city(city_file)
    assert (city.name, city.la_code, city.academic_year, city.as_of) == ("Tiny", "331", "2025/26", date(2026, 7, 21))
    assert [entry.urn for entry in city.registers] == ["999001"]
    assert not city.remarks


def test_whose_steps_are_asked_is_said_once_for_the_city(city_file: Path) -> None:
    """A policy that comes with attendlib by its name, one of one's own by its path from the city file's folder."""
    assert load_city(city_file).policy == ""
    assert load_city(changed(city_file, "name: Tiny", "policy: blue-coat-2025\nname: Tiny")).policy == "blue-coat-2025"
    own = city_file.parent / "ours.yaml"
    own.touch()
    assert load_city(changed(city_file, "blue-coat-2025", "ours.yaml")).policy == str(own.resolve())


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("name: Tiny", "policy: blue-coat\nname: Tiny", 1, 'no policy "blue-coat" — did you mean "blue-coat-2025"?'),
        ("name: Tiny", "policy: ours.yaml\nname: Tiny", 1, "there is no such file — check the path"),
        ("name: Tiny", "nam: Tiny", 1, '"nam" is not a key here — did you mean "name"?'),
        ("name: Tiny\n", "", 1, 'the key "name" is missing'),
        (
            "la_code: '331'",
            "la_code: '331'\nstatistical_neighbours: ['333', '335']",
            3,
            "there is no file that has their figures — name a downloaded one under `benchmarks:`",
        ),
        ("la_code: '331'", "la_code: '331'\nstatistical_neighbours: [333a]", 3, "each is three digits in quotes"),
        ("la_code: '331'", "la_code: '331'\nstatistical_neighbours: '333'", 3, "each is three digits in quotes"),
        ("la_code: '331'", "la_code: '331'\nstatistical_neighbours: ['333', '333']", 3, "one of them stands twice"),
        ("la_code: '331'", "la_code: '331'\nstatistical_neighbours: {'333': -1}", 3, "its distance, not below nought"),
        (
            "la_code: '331'",
            "la_code: '331'\nstatistical_neighbours: {'333': near}",
            3,
            "its distance, not below nought",
        ),
        (
            "la_code: '331'",
            "la_code: '331'\nstatistical_neighbours: {'333': .nan}",
            3,
            "its distance, not below nought",
        ),
        ("name: Tiny", "name: Tiny\nsimilar_schools: none.csv", 0, "none.csv: there is no such file"),
        ("name: Tiny", "name: Tiny\nsimilar_schools_method: By hand", 2, "there is no table of similar schools"),
        ("la_code: '331'", "la_code: 33", 2, '"la_code" is not right — three digits in quotes'),
        ("'2025/26'", "'2025/2026'", 3, "\"academic_year\" is not right — write it in quotes, for example '2025/26'"),
        ("'2025/26'", "'2025/27'", 3, "two years that follow each other"),
        (
            "as_of: 2026-07-21",
            "as_of: '2026-07-21'",
            4,
            '"as_of" is not right — write it as YYYY-MM-DD, without quotes',
        ),
        ("as_of: 2026-07-21", "as_of: 21/07/2026", 4, '"as_of" is not right'),
        ("as_of: 2026-07-21", "as_of: 2026-02-30", 4, "there is no such day"),
        ("as_of: 2026-07-21", "as_of: 2025-07-31", 4, "as_of is before 2025/26 begins, on 2025-08-01"),
        ("schools: schools.csv", "schools: school.csv", 0, "school.csv: there is no such file"),
        ("schools: schools.csv", "schools: .", 0, "the file cannot be opened"),
        ("name: Tiny", "name: Tiny\nattainment: none.csv", 2, "there is no such file"),
        ("name: Tiny", "name: Tiny\nseries:\n  rain: none.csv", 3, "there is no such file"),
        ("name: Tiny", "name: Tiny\nseries: rain.csv", 2, '"series" is not right — it should be pairs of'),
        ("name: Tiny", "name: Tiny\nname: Tiny", 2, "the same key stands twice"),
        ("name: Tiny", "name: &a Tiny", 0, ""),
        ("urn: '999001'", "urn: 99900", 9, '"urn" is not right — six digits in quotes'),
        ("urn: '999001'", "urn: '999009'", 9, "school 999009 is not in the schools table"),
        ("path: registers/999001.csv", "path: registers/99900l.csv", 9, "there is no such register file"),
        ("path: registers", "pat: registers", 9, '"pat" is not a key here — did you mean "path"?'),
        ("path: registers/999001.csv", "path: registers/999001.csv, marks: {'+': 4}", 9, "a mark is not right"),
        ("registers:\n  - {", "registers: {", 8, ""),
        ("name: Tiny", "name: [Tiny", 2, "not valid YAML"),
        ("as_of: ", "date_format: %d/%m/%Y\nas_of: ", 4, "cannot start any token: put the value in quotes"),
        ("name: Tiny", "name: no", 0, ""),
    ],
)
def test_a_mistake_is_named_with_its_line(city_file: Path, old: str, new: str, line: int, says: str) -> None:
    """What is wrong, where, and how to mend it. An anchor alone and the word ``no`` are nothing wrong."""
    changed(city_file, old, new)
    if not says and line == 0:
        assert load_city(city_file).name in ("Tiny", "no")
        return
    lines = told(city_file)
    assert any(says in text and (not line or f"city.yaml, line {line}:" in text) for text in lines), lines


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("layout: arbor", 'no layout is called "arbor" — did you mean "arbor_csv"?'),
        ("layout: sims_xml", None),
        ("layout: census_xml", "does not belong under `registers:` — move the line to `census:`, or mend the layout"),
        ("date_format: '%d.%m.%Y'", None),
        ("date_format: dd/mm/yyyy", 'as strptime writes them — write it for example as "%d/%m/%Y"'),
        ("date_format: '%d/%m'", '"%d/%m" does not hold a day, a month and a year'),
        ("date_format: '%x'", '"%x" does not hold a day'),
        ("encoding: latin-1", None),
        ("encoding: utf8x", 'no encoding is called "utf8x" — did you mean "utf-8"?'),
        ("encoding: zzz", 'no encoding is called "zzz" — known here: utf-8, utf-16, cp1252'),
        ("marks: {'+': X01}", None),
        ("marks: {'.': '-'}", None),
        ("marks: {'+': XX}", '"XX" is in no code set of any year — did you mean "X"?'),
        ("marks: {'+': x}", '"x" is in no code set of any year — did you mean "X"?'),
        ("marks: {'+': '%'}", '"%" is in no code set of any year — `attendlib codes` lists them'),
        ("marks: {'': /}", "a blank or - is no mark and cannot be made one — take the line out"),
        ("marks: {'-': N}", "a blank or - is no mark and cannot be made one"),
    ],
)
def test_what_overrides_recognition_is_checked_before_any_register(
    city_file: Path, said: str, wrong: str | None
) -> None:
    """A layout, a form of dates, an encoding and codes that there are not: each with its own line, not the entry's."""
    entry = f"- urn: '999001'\n    path: registers/999001.csv\n    {said}"
    place = changed(city_file, "- {urn: '999001', path: registers/999001.csv}", entry)
    if wrong is None:
        assert load_city(place).registers
    else:
        (line,) = told(place)[1:]
        assert "city.yaml, line 11: " in line
        assert wrong in line


@pytest.mark.parametrize("urn", ["'999001'", '"999001"', "999001"])
def test_a_urn_may_stand_without_quotes(city_file: Path, urn: str) -> None:
    """Six digits never begin with a nought that could be lost."""
    changed(city_file, "urn: '999001'", f"urn: {urn}")
    assert [entry.urn for entry in load_city(city_file).registers] == ["999001"]


def test_an_alias_is_refused(city_file: Path) -> None:
    """An alias could make a small file enormous, and hides what holds where."""
    changed(city_file, "name: Tiny", "name: &n Tiny")
    changed(city_file, "schools: schools.csv", "schools: *n")
    assert told(city_file) == ["city.yaml, line 5: an alias (*name) is not read here: write the value out"]


def test_all_mistakes_of_the_file_at_once(city_file: Path) -> None:
    """Five lines are wrong, five are told."""
    for old, new in [
        ("name: Tiny", "title: Tiny"),
        ("'331'", "3"),
        ("'2025/26'", "2025"),
        ("as_of: 2026-07-21", "as_of: today"),
        ("urn: '999001'", "urn: x"),
    ]:
        changed(city_file, old, new)
    lines = told(city_file)
    assert lines[0] == "The city cannot be read: 6 mistakes."
    assert len(lines) == 7


def test_all_mistakes_of_the_tables_at_once(city_file: Path) -> None:
    """A missing register, an impossible as-of day and mistakes in three tables are told together."""
    folder = city_file.parent
    changed(city_file, "as_of: 2026-07-21", "as_of: 2025-07-31")
    changed(city_file, "registers/999001.csv", "registers/none.csv")
    for table, text in [("schools.csv", "phase"), ("pupils.csv", "entry_date"), ("calendar.csv", "kind")]:
        changed(folder / table, text, f"{text}x")
    lines = "\n".join(told(city_file))
    for says in ("as_of is before", "no such register", "column phase", "column entry_date", "column kind"):
        assert says in lines


def test_the_same_register_twice(city_file: Path) -> None:
    """Under another way to write its path, or for another school, it is still the same file."""
    text = city_file.read_text(encoding="utf-8")
    city_file.write_text(text + "  - {urn: '999001', path: ./registers/../registers/999001.csv}\n", encoding="utf-8")
    assert any("line 10: the same file stands twice" in line for line in told(city_file))


@pytest.mark.parametrize(
    ("sheets", "twice"), [(["A", "B"], False), (["A", "A"], True), (["A", None], True), ([None, "A"], True)]
)
def test_a_workbook_may_stand_once_for_each_sheet(city_file: Path, sheets: list[str | None], twice: bool) -> None:
    """Each time with another sheet; without one, the whole workbook is meant."""
    text = city_file.read_text(encoding="utf-8").partition("  - {")[0]
    path = "path: registers/999001.csv"
    entries = [f"  - {{urn: '999001', {path}{f', sheet: {s}' if s else ''}}}\n" for s in sheets]
    city_file.write_text(text + "".join(entries), encoding="utf-8")
    if twice:
        assert "line 10: the same file stands twice" in told(city_file)[1]
    else:
        assert [entry.sheet for entry in load_city(city_file).registers] == sheets


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\x01", b"name: Zo\xeb\n", b"\x00\x00", b"", b"- a\n- b\n", b"just words"]
)
def test_not_a_city_file_at_all(tmp_path: Path, data: bytes) -> None:
    """Bytes, another encoding, an empty file, a list: a CityError in words, whatever it is."""
    place = tmp_path / "city.yaml"
    place.write_bytes(data)
    assert told(place)[0].startswith("city.yaml")


def test_no_city_file(tmp_path: Path) -> None:
    """Says how to get one to look at."""
    assert "attendlib synth" in told(tmp_path / "city.yaml")[0]
    assert "cannot be read as a text file" in told(tmp_path)[0]


def test_an_unknown_school_is_told_with_the_nearest(city_file: Path) -> None:
    """``school`` asked for a URN that the city does not have."""
    with pytest.raises(CityError, match='did you mean "999001"'):
        load_city(city_file).school("999010")
