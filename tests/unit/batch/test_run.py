"""Does a run make what is due and has changed, say why, and nothing else?"""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from batches import NOTEBOOKS, URNS, Batch

from attendlib.batch import Plan, RunResult, inputs_of, run_plan, settings_of
from attendlib.batch.started import Started
from attendlib.batch.workers import engine_of
from attendlib.errors import RunError
from attendlib.intake import open_city
from batch.conftest import FAIL, Planned

SCHOOL = "999002-school-999002"


def why(batch: Batch, *words: str, **how: object) -> dict[str, str]:
    """What a run would make, and what it says why."""
    ran = batch.run("--dry-run", *words, **how)
    assert (ran.status, ran.left) == (0, 0), ran.err
    return dict(line.split(": ", 1) for line in ran.out.splitlines())


def test_a_run_makes_everything_and_leads_to_it(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Every school's documents, the city's, and a page whose links all lead to a file."""
    ran = batch.run()
    assert (ran.status, ran.err) == (0, "7 of 7 documents due are there.\n")
    assert ran.out == f"{batch.out / 'index.html'}\n"
    page = (batch.out / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'<a href="([^"#]+\.html)"', page))
    assert links == set(undisturbed) - {"index.html"}
    assert all((batch.out / link).is_file() for link in links)


def test_every_format_asked_for_is_made_and_led_to(batch: Batch) -> None:
    """Page, PDF, Word and Excel beside each other; the index calls each by the name that a person knows it by."""
    ran = batch.run("--formats", "html,pdf,docx,xlsx", "--only", URNS[0])
    assert ran.status == 0, ran.err
    page = (batch.out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"#]+)">([^<]+)<', page)
    assert [label for place, label in links if place.startswith("city/")] == ["City report", "PDF", "Word", "Excel"]
    assert all((batch.out / place).stat().st_size > 1000 for place, _ in links)


def test_a_second_run_makes_nothing(batch: Batch) -> None:
    """Not a file is touched but the manifest, which says when it was looked at."""
    batch.run()
    before = {place: place.stat().st_mtime_ns for place in batch.out.rglob("*.html")}
    ran = batch.run()
    assert (ran.status, ran.err) == (0, "7 of 7 documents due are there (7 unchanged).\n")
    assert {place: place.stat().st_mtime_ns for place in batch.out.rglob("*.html")} == before
    assert why(batch) == {}


def test_a_dry_run_writes_nothing(batch: Batch) -> None:
    """It says what would be made, and why, on the screen alone."""
    told = why(batch)
    assert set(told.values()) == {"it has not been made yet"}
    assert len(told) == 7
    assert not batch.out.exists()


def edit(place: Path, before: str, after: str) -> None:
    """Change a file's text."""
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after, 1), encoding="utf-8")


def rename(pupils: Path) -> None:
    """Give the pupil of the second school another name."""
    text = pupils.read_text(encoding="utf-8")
    pupils.write_text(re.sub(r"^(999002,.*,)\w+$", r"\1Other", text, flags=re.MULTILINE), encoding="utf-8")


def add(city: Path, key: str, *lines: str) -> None:
    """Give the city a table that it did not have."""
    (city / f"{key}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    edit(city / "city.yaml", "registers:", f"{key}: {key}.csv\nregisters:")


AMENDED = "urn,upn,date,session,original,amended,reason,amended_on,name,position"


def other_rules() -> None:
    """As if a rule had changed."""
    from attendlib.batch import origin

    origin.rules_digest = lambda: "other"


def other_program() -> None:
    """As if a library had changed."""
    from attendlib.batch import origin

    origin.program_digest = lambda: "other"


LOOKED_AT = "is looked at: "

OWN_REPORT = [f"{SCHOOL}/school_report"]
OF_SCHOOL = [*OWN_REPORT, f"{SCHOOL}/register_check"]
OF_CITY = ["city/city_report"]
OF_OTHERS = [
    f"{urn}-school-{urn}/{name}" for urn in URNS if urn not in SCHOOL for name in NOTEBOOKS if "city" not in name
]
CHECKS = [f"{urn}-school-{urn}/register_check" for urn in URNS]
ALL = [*OF_CITY, *OF_OTHERS, *OF_SCHOOL]
REGISTER, AMONG = "the school's registers have changed", "registers of schools that it is compared with have changed"

Change = Callable[[Batch, Path], object]
CHANGES: dict[str, tuple[Change, dict[str, Sequence[str]]]] = {
    "a register": (
        lambda batch, city: edit(city / "registers" / "999002.csv", ",I,", ",O,"),
        {REGISTER: OF_SCHOOL, AMONG: OF_CITY, LOOKED_AT + AMONG: OF_OTHERS},
    ),
    "a pupil's name": (
        lambda batch, city: rename(city / "pupils.csv"),
        {"what the pupils table says of the school has changed": OF_SCHOOL},
    ),
    "the city's name": (
        lambda batch, city: edit(city / "city.yaml", "name: Tiny", "name: Small"),
        {"the city file or one of its tables has changed": ALL},
    ),
    "an amendment": (
        lambda batch, city: add(city, "amendments", AMENDED, "999002,A1,2025-09-01,AM,N,I,rang,2025-09-02,P,Officer"),
        {"the city file or one of its tables has changed": ALL},
    ),
    "a step whose day cannot be read": (
        lambda batch, city: add(city, "interventions", "urn,upn,date,step,outcome", "999002,A1,yesterday,letter-a,"),
        {"the city file or one of its tables has changed": ALL},
    ),
    "the day": (
        lambda batch, city: batch.settings.update(as_of="2025-09-11"),
        {"the as-of day is another": ALL},
    ),
    "a notebook": (
        lambda batch, city: edit(batch.notebooks / "register_check.ipynb", "Title(", "Title( "),
        {"its notebook has changed": CHECKS},
    ),
    "the rules": (lambda batch, city: batch.always.append(other_rules), {"the rules have changed": ALL}),
    "the program": (
        lambda batch, city: batch.always.append(other_program),
        {"attendlib, or a library it uses, has changed": ALL},
    ),
    "a document that was edited": (
        lambda batch, city: edit(batch.out / SCHOOL / "school_report.html", "</html>", "</html> "),
        {"its file is gone, or is not as it was made": OWN_REPORT},
    ),
    "a document that was deleted": (
        lambda batch, city: (batch.out / SCHOOL / "school_report.html").unlink(),
        {"its file is gone, or is not as it was made": OWN_REPORT},
    ),
    "nothing but a time": (lambda batch, city: (city / "registers" / "999002.csv").touch(), {}),
    "nothing but what a notebook showed": (
        lambda batch, city: edit(batch.notebooks / "register_check.ipynb", '"outputs": []', '"outputs": [] '),
        {},
    ),
}  # fmt: skip
"""What changes, and which documents are made again for which reason."""


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_changed_is_made_again(own: Batch, name: str) -> None:
    """Each document for what it is made from; one that says nothing of other schools says the same of them."""
    assert own.run().status == 0
    change, expected = CHANGES[name]
    change(own, own.city.parent)
    assert why(own) == {key: reason for reason, keys in expected.items() for key in keys}
    ran = own.run()
    assert ran.status == 0
    made = json.loads((own.out / "manifest.json").read_text(encoding="utf-8"))["timings"]["documents"]
    assert set(made) == {key for why, keys in expected.items() if not why.startswith(LOOKED_AT) for key in keys}
    assert why(own) == {}
    own.prove_sound(f"{SCHOOL}/school_report (kept).html")


@pytest.mark.parametrize("line", ["attainment: told.csv", "series: {rain: told.csv}"])
def test_a_table_that_only_some_notebooks_read_is_part_of_what_documents_are_made_from(own: Batch, line: str) -> None:
    """The city file names it and says nothing of what is in it: it is looked at whenever a run begins, and the
    manifest has it."""
    table = own.city.parent / "told.csv"
    table.write_text("date,value\n", encoding="utf-8")
    edit(own.city, "name: Tiny", f"name: Tiny\n{line}")
    assert own.run().status == 0
    held = json.loads((own.out / "manifest.json").read_text(encoding="utf-8"))["inputs"]["tables"]
    assert "told.csv" in {one["path"] for one in held}
    assert why(own) == {}
    edit(table, "date", "urn,date")
    assert why(own) == dict.fromkeys(ALL, "the city file or one of its tables has changed")


def test_everything_is_made_when_asked(batch: Batch, undisturbed: dict[str, str]) -> None:
    """By --force, to the same bytes."""
    batch.run()
    assert set(why(batch, "--force").values()) == {"it was asked for"}
    assert batch.run("--force").status == 0
    assert batch.documents() == undisturbed


def test_what_failed_is_tried_again(batch: Batch) -> None:
    """Though nothing has changed that the run can see."""
    batch.trouble("if urn == '999002': raise ValueError")
    batch.run()
    assert why(batch) == dict.fromkeys(OF_SCHOOL, "it failed last time")


def test_one_school_alone_leaves_the_others_on_the_page(batch: Batch, undisturbed: dict[str, str]) -> None:
    """--only makes one school and the city; the page still leads to everybody's documents."""
    assert batch.run("--only", "999002", "--only", "999003").status == 0
    page = (batch.out / "index.html").read_text(encoding="utf-8")
    assert "1 of 3 schools have no documents here yet" in page
    assert "School 999001" not in page
    assert batch.run("--only", "999001").status == 0
    assert batch.documents() == undisturbed
    batch.settings["as_of"] = "2025-09-11"
    ran = batch.run("--only", "999001")
    assert "3 of 3 documents due are there." in ran.err
    page = (batch.out / "index.html").read_text(encoding="utf-8")
    assert all(f"School {urn}" in page for urn in URNS)
    assert batch.documents()[f"{SCHOOL}/school_report.html"] == undisturbed[f"{SCHOOL}/school_report.html"]


def test_a_school_that_is_gone_is_told_and_left_where_it_is(own: Batch) -> None:
    """It is no longer on the page; its documents are the person's to delete, and are told of until they are."""
    own.run()
    for table in ("schools.csv", "pupils.csv"):
        lines = (own.city.parent / table).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("999003")]
        (own.city.parent / table).write_text("".join(kept), encoding="utf-8")
    text = own.city.read_text(encoding="utf-8")
    own.city.write_text(re.sub(r"  - \{urn: '999003'.*\n", "", text), encoding="utf-8")
    ran = own.run()
    assert ran.status == 0
    for name in ("school_report", "register_check"):
        line = f"No longer of this run, and not on the index page: 999003-school-999003/{name}.html."
        assert line in ran.err
    assert "999003" not in (own.out / "index.html").read_text(encoding="utf-8")
    assert len(list(own.folder("999003").iterdir())) == 2
    shutil.rmtree(own.folder("999003"))
    ran = own.run()
    assert "No longer of this run" not in ran.err
    with closing(own.ledger()) as ledger:
        assert not [key for key in ledger.entries() if "999003" in key]


def test_a_school_that_is_renamed_has_a_new_folder(own: Batch) -> None:
    """The old one is told of."""
    own.run()
    edit(own.city.parent / "schools.csv", "School 999002", "St Mary's")
    ran = own.run()
    assert (own.out / "999002-st-marys" / "school_report.html").is_file()
    assert f"not on the index page: {SCHOOL}/school_report.html" in ran.err
    page = (own.out / "index.html").read_text(encoding="utf-8")
    assert "999002-st-marys/" in page
    assert SCHOOL not in page


def test_documents_that_are_no_longer_asked_for_stay_and_are_told(batch: Batch, undisturbed: dict[str, str]) -> None:
    """Another run file in the same folder does not delete what the first one made."""
    batch.run()
    batch.settings["notebooks"] = {"school": ["school_report"], "city": ["city_report"]}
    batch.settings["as_of"] = "2025-09-11"
    ran = batch.run()
    assert ran.status == 0
    assert f"not on the index page: {SCHOOL}/register_check.html" in ran.err
    there = batch.documents()
    assert there[f"{SCHOOL}/register_check.html"] == undisturbed[f"{SCHOOL}/register_check.html"]
    assert there[f"{SCHOOL}/school_report.html"] != undisturbed[f"{SCHOOL}/school_report.html"]


def test_a_document_somebody_edited_is_kept_beside_the_new_one(used: Batch, undisturbed: dict[str, str]) -> None:
    """And told of; nothing that is not ours to the byte is deleted."""
    ran = used.run()
    place = used.folder(URNS[0])
    assert f"{place.name}/note.txt is not attendlib's, or was changed since: kept." in ran.err
    assert f"{place.name}/school_report (kept).html is not attendlib's, or was changed since: kept." in ran.err
    assert (place / "school_report (kept).html").read_text(encoding="utf-8") == "edited by hand"
    assert {name: sha256 for name, sha256 in used.documents().items() if name in undisturbed} == undisturbed


@pytest.mark.parametrize(("words", "told"), [
    (["--engine", "forks"], 'There is no engine "forks": did you mean "fork"?'),
    (["--only", "999022"], 'did you mean "999002"'),
])  # fmt: skip
def test_what_cannot_be_meant_starts_nothing(batch: Batch, words: list[str], told: str) -> None:
    """The nearest is offered."""
    ran = batch.run(*words)
    assert (ran.status, ran.left, ran.out) == (2, 0, "")
    assert told in ran.err
    assert not batch.out.exists()


def test_forks_are_for_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere each notebook has a kernel, and asking for forks is answered."""
    settings = settings_of(None, city=Path("c"), out=Path("o"))
    monkeypatch.setattr("attendlib.batch.workers.FORKS", False)
    assert engine_of(settings) == "kernel"
    with pytest.raises(RunError, match="needs Linux: use --engine kernel"):
        engine_of(settings.model_copy(update={"engine": "fork"}))


def started(plan: Plan, workers: int) -> RunResult:
    """The plan carried out by processes that are started afresh, as where none can be forked."""
    city, settings = open_city(plan.settings.city), plan.settings.model_copy(update={"engine": "kernel"})
    inputs = inputs_of(plan.settings.city).with_store(city)
    with Started(workers) as at_work:
        return run_plan(Plan(settings, plan.due, plan.known), city, inputs, at_work)


def test_where_nothing_can_be_forked_each_notebook_has_a_kernel(planned: Planned) -> None:
    """Two at a time, in processes that are started afresh. Nobody else can speak to a kernel: each has a folder of its
    own for its sockets. A failure is its own, also of a notebook that takes the process with it that makes others."""
    plan = planned("good", "private", city=tuple(FAIL))
    result = started(plan, 2)
    assert {one.due.notebook: one.problem for one in result.made if one.due.urn} == {"good": "", "private": ""}
    problems = {one.due.notebook: one.problem for one in result.made if not one.due.urn}
    assert not [name for name, (_, told) in FAIL.items() if told not in problems[name]]
    assert len(list(plan.settings.out.rglob("*.html"))) == 5


def test_the_names_of_a_small_batch() -> None:
    """The notebooks that these tests count on."""
    assert set(NOTEBOOKS) == {"school_report", "register_check", "city_report"}
