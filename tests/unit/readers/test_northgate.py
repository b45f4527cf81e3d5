"""Does every record of the synthetic city with known answers arrive?"""

import csv
from pathlib import Path

import pytest

from attendlib.readers import read, recognise

FILES = {
    "999001-arbor.csv": ("arbor_csv", "utf-8-sig"),
    "999002-bromcom-weeks.csv": ("bromcom_week_csv", "utf-8"),
    "999003-wonde.json": ("wonde_json", "utf-8"),
    "999004-sims.xml": ("sims_xml", "utf-8"),
    "999005-ctf.xml": ("ctf_xml", "utf-8"),
    "999006-grid.xlsx": ("xlsx_grid", ""),
}


@pytest.mark.parametrize("name", FILES)
def test_each_register_is_recognised_from_itself(northgate: Path, name: str) -> None:
    """The six layouts, told from the files alone."""
    assert recognise(northgate / "registers" / name) == FILES[name][0]


@pytest.mark.parametrize("name", FILES)
def test_records_are_the_accounted_ones(northgate: Path, name: str) -> None:
    """accepted + rejected + duplicate + missing of the known answers, and the administrative marks, are all records."""
    with (northgate / "expected" / "accounting.csv").open(newline="") as lines:
        known = {row["urn"]: row for row in csv.DictReader(lines)}
    register = read(northgate / "registers" / name, name[:6], name)
    marks = register.mark.texts()
    accounted = sum(int(known[name[:6]][part]) for part in ("accepted", "rejected", "duplicate", "missing"))
    assert len(register) == register.counted.records == accounted + marks.count("#") + marks.count("Z")
    assert sum(mark in {"", "-"} for mark in marks) == int(known[name[:6]]["missing"])


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_faulty_and_nothing_noted(northgate: Path, name: str) -> None:
    """The city's faults are in its marks, not in its files; the CTF totals agree with the marks."""
    register = read(northgate / "registers" / name, name[:6], name)
    assert set(register.fault.texts()) == {""}
    assert register.notes == ()
    assert register.encoding == FILES[name][1]


@pytest.mark.parametrize("name", FILES)
def test_columns_are_of_one_length_and_of_the_promised_kinds(northgate: Path, name: str) -> None:
    """What every later room relies on."""
    register = read(northgate / "registers" / name, name[:6], name)
    columns = (register.pupil, register.mark, register.column, register.fault)
    arrays = (register.date, register.session, register.minutes_late, register.row)
    assert {len(column) for column in (*columns, *arrays)} == {len(register)}
    assert [str(array.dtype) for array in arrays] == ["datetime64[D]", "int8", "float32", "int32"]
    assert {str(column.index.dtype) for column in columns} == {"int32"}
    assert all(len(set(column.values)) == len(column.values) for column in columns)
