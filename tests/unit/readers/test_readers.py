"""Is a layout told from the file itself, and is every layout wired in?"""

import importlib
import pkgutil
import sys
from pathlib import Path
from subprocess import run

import pytest

from attendlib import readers
from attendlib.errors import LayoutError, UnreadableFile
from attendlib.names import CENSUS_LAYOUT, REGISTER_LAYOUTS
from attendlib.readers import LAYOUTS, ReadOptions, read, recognise
from attendlib.register import DATE, MARK, PUPIL, SESSION

NAMES = (*REGISTER_LAYOUTS, CENSUS_LAYOUT)


def test_the_layouts_are_these():
    """A city file names them, so their names are a promise, and are known before any reader is."""
    assert tuple(layout.NAME for layout in LAYOUTS) == NAMES


def test_every_module_that_calls_itself_a_layout_is_wired_in():
    """A reader that is not listed would never read anything."""
    modules = [importlib.import_module(f"attendlib.readers.{m.name}") for m in pkgutil.iter_modules(readers.__path__)]
    assert {module.NAME for module in modules if hasattr(module, "NAME")} == set(NAMES)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.NAME)
def test_each_layout_says_what_it_is(layout):
    """The error for an unknown file is made of these; a layout's name is its module's."""
    assert layout.__name__ == f"attendlib.readers.{layout.NAME}"
    assert layout.TITLE
    assert len(layout.NEEDS) >= 2
    assert (Path(__file__).parent / f"test_{layout.NAME}.py").is_file()


@pytest.mark.parametrize(
    ("file", "layout"),
    [
        ("arbor.csv", "arbor_csv"), ("bromcom-weeks.csv", "bromcom_week_csv"), ("wonde.json", "wonde_json"),
        ("sims.xml", "sims_xml"), ("ctf.xml", "ctf_xml"), ("xporter.json", "xporter_json"), ("long.csv", "long_csv"),
        ("census.xml", "census_xml"),
    ],
)  # fmt: skip
def test_each_small_file_is_recognised_under_any_name(fixture, save, file, layout):
    """By exactly one layout, whatever the file is called."""
    assert recognise(save(fixture(file).read_bytes(), "export.dat")) == layout


@pytest.mark.parametrize(
    ("file", "form", "headings"),
    [
        ("arbor.csv", "%d/%m/%Y", ["STUDENT_UNIQUE_ID", "DATE", "PERIOD", "MARK_CODE"]),
        ("long.csv", "%Y-%m-%d", ["upn", "date", "session", "code"]),
        ("wonde.json", "%Y-%m-%d", ["student", "date", "session", "attendance_code"]),
        ("xporter.json", "%Y-%m-%d", ["StudentId", "Date", "Session", "Mark"]),
        ("sims.xml", "%d/%m/%Y", ["UPN", "Mark Date", "Session Name", "Mark"]),
        ("bromcom-weeks.csv", "%Y-%m-%d", None),
        ("ctf.xml", "%Y-%m-%d", None),
    ],
)
def test_a_register_says_how_its_file_writes_dates_and_calls_its_columns(fixture, file, form, headings):
    """So that a finding can name them; where a row holds many marks, each says itself where it stood."""
    register = read(fixture(file), "999001", file)
    assert register.form == form
    if headings is None:
        assert all(register.column.texts())
    else:
        assert [register.headings[part] for part in (PUPIL, DATE, SESSION, MARK)] == headings
    assert read(fixture(file), "999001", file, ReadOptions(date_format="%d/%m/%Y")).form == "%d/%m/%Y"


def test_a_stated_layout_is_used_and_an_unknown_one_refused_with_a_hint(fixture):
    """The city file overrules recognition, but only with a name there is."""
    assert recognise(fixture("arbor.csv"), ReadOptions(layout="arbor_csv")) == "arbor_csv"
    with pytest.raises(LayoutError, match='did you mean "arbor_csv"'):
        recognise(fixture("arbor.csv"), ReadOptions(layout="arbor"))


@pytest.mark.parametrize("layout", NAMES[:-1])
def test_a_stated_layout_that_the_file_is_not_is_an_error(fixture, layout):
    """It says what is missing, and no reader breaks on a file of another kind."""
    for file in ("arbor.csv", "wonde.json", "sims.xml", "ctf.xml"):
        if recognise(fixture(file)) != layout:
            with pytest.raises((LayoutError, UnreadableFile)):
                read(fixture(file), "999001", file, ReadOptions(layout=layout))


def test_two_layouts_that_both_fit_are_not_chosen_between(read_text):
    """A file with the columns of both says so and asks for `layout:`."""
    header = "upn,date,session,code,STUDENT_UNIQUE_ID,PERIOD,MARK_CODE\n"
    with pytest.raises(LayoutError, match="arbor_csv and long_csv both fit"):
        read_text(header + "A1,2025-09-01,AM,/,A1,AM,/\n")
    assert len(read_text(header + "A1,2025-09-01,AM,/,A1,AM,/\n", layout="long_csv")) == 1


def test_a_date_format_that_holds_no_day_is_refused():
    """dd/mm/yyyy is not a strptime form; every date would be bad."""
    for form in ("dd/mm/yyyy", "%d/%m", "%H:%M", "%"):
        with pytest.raises(LayoutError, match="date_format"):
            ReadOptions(date_format=form)
    assert ReadOptions(date_format="%d %B %Y").date_format == "%d %B %Y"


def test_reading_does_not_import_pandas(fixture):
    """Its import takes longer than most registers take to read, and the batch reads hundreds."""
    script = (
        "import sys, pathlib; from attendlib.readers import read\n"
        "for file in ('arbor.csv', 'long.csv', 'wonde.json', 'sims.xml', 'ctf.xml'):\n"
        "    read(pathlib.Path(sys.argv[1]) / file, '999001', file)\n"
        "print('pandas' in sys.modules)"
    )
    folder = str(fixture("arbor.csv").parent)
    root = Path(__file__).parents[3]
    done = run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "False"
