"""Are all documents of every notebook made, right and harmless, whatever a school and its pupils are like?

One city: in one school the pupils, classes and houses have names that look like orders to some program; in the others
there is a single pupil, no absence, nothing but absence, one week, no autumn term, and pupils of whom no group is
known. A run makes everything there is, in all four formats, as a person would; each document is then read.
"""

import ast
import csv
import io
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import nbformat
import pikepdf
import pytest
from tiny import TinyCity

import attendlib
from attendlib.documents import FORMATS
from attendlib.places import shipped
from documents.said import SAID, Said, page_of, sheets
from documents.test_hostile import NAMES, UNSEEN_IN_PDF, wanted
from documents.test_numbers_of_measures import percent

NAMED, ONE, NEVER, ALWAYS, WEEK, SPRING, UNKNOWN = (f"99900{at}" for at in range(1, 8))
SCHOOLS = {
    NAMED: '<img src=x onerror=alert(1)> =1+1 "St O\'Neil", 👩\u200d🚀 \u202e\u05d0\u05d1\u05d2\u202c',
    ONE: "@SUM(A1)", NEVER: "Long" * 75, ALWAYS: "#let x = [*b*] $x^2$ \\ @ref", WEEK: "{{ 7*7 }} {% raw %}",
    SPRING: "-2+3", UNKNOWN: "தமிழ் 漢字",
}  # fmt: skip
"""The schools and what they are called."""

Made = dict[tuple[str, str, str], bytes]
"""Every document: by the school's URN, or ``city``; the notebook; and the format."""

KINDS = [kind for kind in NAMES if kind not in ("control", "surrogate", "order mark", "spaces")]
"""What pupils are called: whatever a table in UTF-8 can hold on one line."""

SESSIONS = 2 * (39 + 35 + 30 + 25)
"""Of the year up to the day: 39 and 35 school days of autumn, 30 and 25 of spring, by the usual calendar."""

KNOWN = {NEVER: ("100.0%", "0.0%"), ALWAYS: ("0.0%", "100.0%"), ONE: ("88.5%", "100.0%"), WEEK: ("80.0%", "100.0%")}
"""Attendance and persistent absence that follow from the marks: 230 of 260, and 8 of 10, sessions."""


def reads_of(name: str) -> dict[str, Any]:
    """The parameters of a notebook with their values."""
    book = nbformat.read(shipped("notebooks", f"{name}.ipynb"), as_version=4)
    (cell,) = [cell for cell in book.cells if "parameters" in cell.metadata.get("tags", [])]
    return {line.targets[0].id: ast.literal_eval(line.value) for line in ast.parse(cell.source).body}


STUDIES = {"attendance_and_attainment", "early_warning"}
"""Papers that refuse, with a message, what they cannot be made from: no table of results, too few pupils to fit."""

EVERY = sorted({place.stem for place in shipped("notebooks").glob("*.ipynb")} - STUDIES)
OF_SCHOOL = [name for name in EVERY if reads_of(name).get("urn")]
OF_CITY = [name for name in EVERY if name not in OF_SCHOOL]


def built(city: TinyCity) -> Path:
    """The city, written."""
    city.as_of = "2026-03-27"
    more = {"fsm": "1", "sen": "N", "sex": "F", "eal": "0"}
    for at, kind in enumerate(KINDS):
        cut = NAMES[kind]
        city.pupil(
            f"I*{40 + at} O*20 /*200",
            NAMED,
            surname=cut,
            forename="A",
            tutor_group=cut,
            house=cut,
            year_group="4",
            **more,
        )
    city.pupil("I*30 /*230", ONE, surname="Only", year_group="5", **more)
    for urn, marks in ((NEVER, f"/*{SESSIONS}"), (ALWAYS, f"O*{SESSIONS}"), (WEEK, "/*8 I*2")):
        for year in "123":
            city.pupil(marks, urn, surname="Plain", year_group=year, **more)
    for _ in range(3):
        city.pupil("/*90 I*20", SPRING, start="2026-01-05", surname="Late", year_group="6", **more)
        city.pupil("/*200 I*30", UNKNOWN)
    first, second = (pupil["upn"] for pupil in city.pupils[:2])
    city.done((first, "2025-11-14", "letter-a", ""), (second, "2026-01-19", "letter-b", ""))
    place = city.write()
    name = json.dumps(SCHOOLS[NAMED], ensure_ascii=False)
    place.write_text(place.read_text("utf-8").replace("name: Tiny", f"name: {name}"), "utf-8")
    with (city.folder / "schools.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("urn", "name", "phase"), *((*named, "primary") for named in SCHOOLS.items())])
    return place


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Everything that a run makes, and under ``counts`` what ``attendlib measures`` says of the same city."""
    folder = tmp_path_factory.mktemp("hostile")
    place, out = built(TinyCity(folder / "city")), folder / "out"
    run = {"city": str(place), "out": str(out), "formats": list(FORMATS), "workers": 2}
    run["notebooks"] = {"school": OF_SCHOOL, "city": OF_CITY}
    (folder / "run.yaml").write_text(json.dumps(run), encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(Path(attendlib.__file__).parents[1]), "ATTENDLIB_STORE": str(folder / "store")
    }  # fmt: skip
    command = [sys.executable, "-m", "attendlib", "run", str(folder / "run.yaml")]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    command = [sys.executable, "-m", "attendlib", "measures", str(place), "--by", "school"]
    counts = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    (folder / "counts.csv").write_text(counts, encoding="utf-8")
    found = {("counts", "", ""): counts.encode()}
    for document in out.glob("*/*_*.*"):
        found[document.parent.name.split("-")[0], document.stem, document.suffix[1:]] = document.read_bytes()
    return found


def documents(made: Made, form: str) -> dict[tuple[str, str], bytes]:
    """The documents of one format."""
    return {(whose, name): data for (whose, name, kind), data in made.items() if kind == form}


def read(made: Made, whose: str, name: str, form: str) -> Said:
    """What one document says."""
    return said_by(form, made[whose, name, form])


@cache
def said_by(form: str, document: bytes) -> Said:
    """The same of its bytes, read once."""
    said: Said = SAID[form](document)
    return said


def shown(name: str, form: str) -> str:
    """A name as a document of that format has it, without spaces."""
    return wanted(name).translate(UNSEEN_IN_PDF if form == "pdf" else {})


@pytest.mark.parametrize("form", FORMATS)
def test_every_document_of_every_notebook_is_there(made: Made, form: str) -> None:
    """For each school and for the city; the run ended with 0, so each was proved to open and to have all its parts."""
    every = {(urn, name) for urn in SCHOOLS for name in OF_SCHOOL} | {("city", name) for name in OF_CITY}
    assert set(documents(made, form)) == every


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("urn", SCHOOLS)
def test_the_headline_is_right(made: Made, urn: str, form: str) -> None:
    """By the counts of ``attendlib measures``, which are those of the marks: 100.0% where nobody was ever absent, 0.0%
    where everybody was; and the school has its name."""
    rows = {row["school"]: row for row in csv.DictReader(io.StringIO(made["counts", "", ""].decode()))}
    row = rows[urn]
    attendance = percent(row["attended"], row["possible"])
    persistent = percent(row["persistently_absent"], row["enrolments"])
    assert KNOWN.get(urn, (attendance, persistent)) == (attendance, persistent)
    said = read(made, urn, "school_report", form)
    if form == "xlsx":
        cells = {tuple(row[:2]) for grid in said.grids for row in grid}
        assert {("Attendance", attendance), ("Persistently absent", persistent)} <= cells
    else:
        assert attendance in said.words
        assert persistent in said.words
    assert shown(SCHOOLS[urn], form) in said.words


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_pupil_has_the_own_name(made: Made, kind: str, form: str) -> None:
    """Letter by letter in the lists that name pupils; and nowhere in what names nobody, where it could be told apart
    from other words."""
    text = shown(NAMES[kind], form)
    for name in ("school_report", "weekly_tracker"):
        assert text in read(made, NAMED, name, form).words, name
    open_to_all = [(NAMED, "register_check"), *(("city", name) for name in OF_CITY)]
    if len(text) > 12:
        assert not [name for whose, name in open_to_all if text in read(made, whose, name, form).words]


@pytest.mark.parametrize("urn", SCHOOLS)
def test_what_sums_a_school_up_is_one_page(made: Made, urn: str) -> None:
    """Whatever it is called and however little there is to say: the next section stands on page 2 of the PDF."""
    assert page_of(made[urn, "school_report", "pdf"], "How this compares") == 2


def test_no_page_has_an_element_of_a_name(made: Made) -> None:
    """No image, no handler, no link that leads out of it, and no script that any name brought."""
    for key, page in documents(made, "html").items():
        root = lxml.html.fromstring(page.decode())
        assert not list(root.iter("img", "iframe", "object", "form")), key
        assert not [name for part in root.iter() for name in part.attrib if str(name).startswith("on")], key
        assert {str(part.get("href"))[:1] for part in root.iter("a")} <= {"#"}, key
        assert "alert(1)" not in "".join(part.text or "" for part in root.iter("script", "style")), key


def test_no_workbook_calculates_or_leads_away(made: Made) -> None:
    """No cell is a formula; a link leads to a sheet of the same file."""
    for key, workbook in documents(made, "xlsx").items():
        for name, sheet in sheets(workbook).items():
            assert not [cell for row in sheet.rows for cell in row if cell.kind == "formula"], (key, name)
            links = [part for part in sheet.xml.iter() if part.tag.endswith("}hyperlink")]
            assert all(part.get("location") for part in links), (key, name)


def test_no_word_document_has_a_field_but_ours_or_leads_away(made: Made) -> None:
    """Page numbers and contents; every relation is to a part of the same file, but for links of our own prose."""
    import docx

    for key, document in documents(made, "docx").items():
        opened = docx.Document(io.BytesIO(document))
        fields = [part.text.split()[0] for part in opened.element.iter() if part.tag.endswith("}instrText")]
        assert set(fields) <= {"TOC", "PAGE", "NUMPAGES"}, key
        assert not [to.target_ref for to in opened.part.rels.values() if to.is_external], key


def test_no_pdf_acts_or_leads_away(made: Made) -> None:
    """No script, no action at opening; a link leads to a place in the same file."""
    for key, document in documents(made, "pdf").items():
        with pikepdf.open(io.BytesIO(document)) as pdf:
            assert not {"/OpenAction", "/AA", "/JavaScript"} & set(pdf.Root.keys()), key
            links = [note for page in pdf.pages for note in page.get("/Annots", [])]
            acts = {str(note.A.S) for note in links if "/A" in note}
            assert acts <= {"/GoTo"}, key
