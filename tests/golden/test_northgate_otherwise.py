"""Do the same marks give the same answers in whatever order and layout they stand?"""

from itertools import cycle, islice
from pathlib import Path

import pandas as pd
import pytest
from layouts import GRIDS, SINGLE, WRITERS
from marks import Mark, marks_of

from attendlib.intake import OpenCity, open_city
from attendlib.readers import read
from attendlib.register import Register
from golden.answers import accounted, assert_measures, expected
from golden.rewritten import shuffled

TABLES = ("schools.csv", "pupils.csv", "calendar.csv", "interventions.csv", "city.yaml")


def copied_tables(northgate: Path, folder: Path) -> str:
    """The city file and its tables copied to ``folder``; returns the city file's text."""
    folder.mkdir()
    for name in TABLES:
        (folder / name).write_bytes((northgate / name).read_bytes())
    return (northgate / "city.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def registers(northgate_city: OpenCity) -> dict[str, Register]:
    """The six registers as read."""
    city = northgate_city.city
    return {entry.urn: read(city.file(entry), entry.urn, entry.path) for entry in city.registers}


@pytest.mark.usefixtures("own_store")
def test_order_of_rows_makes_no_difference(northgate: Path, tmp_path: Path) -> None:
    """With the rows of every file in random order the measures, outcomes and counts by rule stay the expected ones."""
    copied_tables(northgate, tmp_path / "city")
    for number, file in enumerate(sorted((northgate / "registers").iterdir())):
        shuffled(file, tmp_path / "city" / "registers" / file.name, number)
    city = open_city(tmp_path / "city" / "city.yaml")
    assert_measures(city, northgate, "enrolment")
    want = expected(northgate, "accounting")
    pd.testing.assert_frame_equal(accounted(city, list(want)), want, check_dtype=False)


def exported(northgate: Path, folder: Path, chosen: dict[str, tuple[str, list[Mark]]]) -> OpenCity:
    """Northgate with each school's register in the layout chosen for it."""
    text = copied_tables(northgate, folder)
    (folder / "registers").mkdir()
    lines = []
    for urn, (layout, marks) in chosen.items():
        (folder / "registers" / f"{urn}-{layout}").write_bytes(WRITERS[layout](marks))
        lines.append(f"  - {{urn: '{urn}', path: 'registers/{urn}-{layout}'}}\n")
    (folder / "city.yaml").write_text(text[: text.index("registers:")] + "registers:\n" + "".join(lines))
    city = open_city(folder / "city.yaml")
    assert {account.urn: account.layout for account in city.accounts} == {urn: one for urn, (one, _) in chosen.items()}
    return city


SCHOOLS = 6


@pytest.mark.parametrize("first", range(0, max(len(SINGLE), SCHOOLS + 1), SCHOOLS))
@pytest.mark.usefixtures("own_store")
def test_any_layout_of_single_records(
    northgate: Path, tmp_path: Path, registers: dict[str, Register], first: int
) -> None:
    """Every record of every register exported in another row-per-mark layout: the same measures, outcomes and counts by
    rule."""
    layouts = islice(cycle(SINGLE), first, None)
    chosen = {
        urn: (layout, marks_of(register)) for layout, (urn, register) in zip(layouts, registers.items(), strict=False)
    }
    assert len(chosen) == SCHOOLS
    city = exported(northgate, tmp_path / "city", chosen)
    assert_measures(city, northgate, "enrolment")
    want = expected(northgate, "accounting")
    pd.testing.assert_frame_equal(accounted(city, list(want)), want, check_dtype=False)


@pytest.mark.usefixtures("own_store")
def test_all_as_plain_csv(northgate: Path, tmp_path: Path, registers: dict[str, Register]) -> None:
    """All six registers in the plain long layout: the same measures, phases and counts by rule."""
    city = exported(northgate, tmp_path / "city", {urn: ("long_csv", marks_of(r)) for urn, r in registers.items()})
    assert_measures(city, northgate, "enrolment")
    assert_measures(city, northgate, "phase")
    want = expected(northgate, "accounting")
    pd.testing.assert_frame_equal(accounted(city, list(want)), want, check_dtype=False)


@pytest.mark.parametrize("first", range(0, len(GRIDS), SCHOOLS))
@pytest.mark.usefixtures("own_store")
def test_any_grid(northgate: Path, tmp_path: Path, northgate_city: OpenCity, first: int) -> None:
    """The accepted marks of every school written with several marks to a row: the same measures."""
    frame = northgate_city.sources().marks.select("urn", "upn", "date", "session", "code").to_pandas()
    frame["date"] = frame["date"].astype(str)
    layouts = islice(cycle(GRIDS), first, None)
    chosen = {
        str(urn): (layout, [Mark(r.upn, r.date, r.session, r.code) for r in rows.itertuples()])
        for layout, (urn, rows) in zip(layouts, frame.groupby("urn"), strict=False)
    }
    assert len(chosen) == SCHOOLS
    assert_measures(exported(northgate, tmp_path / "city", chosen), northgate, "enrolment")
