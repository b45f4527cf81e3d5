"""Is a layout told from the file itself, and has every layout what it needs?"""

import inspect
import random
import sys
from importlib import import_module
from pathlib import Path
from subprocess import run

import pytest
from layouts import OF_MARKS, fixture, own_tests

from attendlib import names, readers
from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers import LAYOUTS, ReadOptions, read, recognise
from attendlib.readers.layouts import Layout
from attendlib.register import DATE, MARK, PUPIL, SESSION


def test_the_folder_is_the_list():
    """A city file may name what readers read, and the two lists are one."""
    folder = Path(readers.__file__).parent / "layouts"
    assert set(LAYOUTS) == set(names.LAYOUTS) == {file.stem for file in folder.glob("[!_]*.py")}
    assert names.CENSUS_LAYOUT in LAYOUTS


@pytest.mark.parametrize("name", names.LAYOUTS)
def test_each_layout_says_what_it_is(name):
    """Its file holds what ``Layout`` names: what it lacks is in the message."""
    layout = LAYOUTS[name]
    lacks = [part for part in ("NAME", "TITLE", "NEEDS", "recognise", "read") if not hasattr(layout, part)]
    assert not lacks, f"attendlib/readers/layouts/{name}.py lacks {', '.join(lacks)}: see readers/layouts/__init__.py"
    assert name == layout.NAME, f'call it NAME = "{name}", as its file is called'
    assert layout.TITLE
    assert isinstance(layout.NEEDS, tuple)
    assert len(layout.NEEDS) >= 2
    assert list(inspect.signature(layout.recognise).parameters) == ["sample"]
    if name in OF_MARKS:
        expected = [part for part in inspect.signature(Layout.read).parameters if part != "self"]
        assert list(inspect.signature(layout.read).parameters) == expected


@pytest.mark.parametrize("layout", names.LAYOUTS)
def test_each_layout_has_its_fixture_and_its_tests(layout):
    """Found by its name; what is not there is in the message."""
    fixture(layout)
    assert own_tests(layout).is_file(), f"add {own_tests(layout).name} to tests/unit/readers: one layout, one test file"
    if layout in OF_MARKS:
        tests = import_module(f"unit.readers.{own_tests(layout).stem}")
        assert hasattr(tests, "written"), (
            f"add to {own_tests(layout).name} a function written(marks) that gives the bytes of a file of this layout "
            "(as in test_arbor_csv.py), so that what is tested of every layout is tested of it; or None, and why"
        )


@pytest.mark.parametrize("layout", names.LAYOUTS)
def test_each_small_file_is_recognised_under_any_name(save, layout):
    """By exactly one layout, whatever the file is called."""
    assert recognise(save(fixture(layout).read_bytes(), "export.dat")) == layout


RECOGNISED_BY = [
    (layout, name)
    for layout in names.LAYOUTS
    for name in (LAYOUTS[layout].NEEDS if fixture(layout).suffix in (".csv", ".json") else LAYOUTS[layout].NEEDS[:1])
    if fixture(layout).suffix != ".xlsx"
] + [("sims_xml", name) for name in ("UPN", "Mark_x0020_Date", "Session_x0020_Name")]
"""Each column or field that a layout needs; of XML its root, and what a SIMS report needs beside it."""


@pytest.mark.parametrize(("layout", "name"), RECOGNISED_BY)
def test_without_what_it_is_recognised_by_a_file_is_of_no_layout(save, layout, name):
    """One column, field or root under another name, whatever else is there."""
    whole = fixture(layout).read_bytes()
    assert name.encode() in whole
    with pytest.raises(LayoutError, match="no layout is recognised"):
        recognise(save(whole.replace(name.encode(), b"Elsewhere")))


@pytest.mark.parametrize("turn", range(3))
def test_the_order_of_layouts_makes_no_difference(save, monkeypatch, turn):
    """Each layout asks for what no other has, so it does not matter which is asked first."""
    order = random.Random(turn).sample(sorted(LAYOUTS), len(LAYOUTS))
    both = save("upn,date,session,code,STUDENT_UNIQUE_ID,PERIOD,MARK_CODE\n")
    monkeypatch.setattr(readers, "LAYOUTS", {name: LAYOUTS[name] for name in order})
    assert [recognise(fixture(layout)) for layout in names.LAYOUTS] == list(names.LAYOUTS)
    with pytest.raises(LayoutError, match="arbor_csv and long_csv both fit"):
        recognise(both)


@pytest.mark.parametrize("layout", OF_MARKS)
def test_a_register_says_how_its_file_writes_dates_and_calls_its_columns(layout):
    """So that a finding can name them: by what the file calls a part of every record, or by where each stood."""
    register = read(fixture(layout), "999001", layout)
    assert "%" in register.form
    assert register.headings[PUPIL]
    wide = all(register.column.texts())
    assert all(wide or register.headings[part] for part in (DATE, SESSION, MARK))
    assert not (wide and {MARK, SESSION} & set(register.headings))
    assert read(fixture(layout), "999001", layout, ReadOptions(date_format="%d/%m/%Y")).form == "%d/%m/%Y"


def test_a_stated_layout_is_used_and_an_unknown_one_refused_with_a_hint():
    """The city file overrules recognition, but only with a name there is."""
    assert recognise(fixture("arbor_csv"), ReadOptions(layout="arbor_csv")) == "arbor_csv"
    with pytest.raises(LayoutError, match='did you mean "arbor_csv"'):
        recognise(fixture("arbor_csv"), ReadOptions(layout="arbor"))


@pytest.mark.parametrize("layout", OF_MARKS)
def test_a_stated_layout_that_the_file_is_not_is_an_error(layout):
    """It says what is missing, and no reader breaks on a file of another kind."""
    for other in names.LAYOUTS:
        if other != layout:
            with pytest.raises((LayoutError, UnreadableFile)):
                read(fixture(other), "999001", other, ReadOptions(layout=layout))


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


def test_reading_does_not_import_pandas():
    """Its import takes longer than most registers take to read, and the batch reads hundreds."""
    script = (
        "import sys, pathlib; from attendlib.readers import read\n"
        "for file in sys.argv[1:]:\n"
        "    read(pathlib.Path(file), '999001', file)\n"
        "print('pandas' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", script, *(str(fixture(layout)) for layout in OF_MARKS)]
    done = run(command, capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "False"
