"""Is a school's document kept when, and only when, it says the same of other schools as now?"""

from pathlib import Path

import pytest
from batches import PARAMETERS, URNS, Batch, write_notebook
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from tiny import TinyCity

from attendlib.batch.others import READS_OTHERS, said_of_others, that_read_others
from attendlib.report.blocks import MIME

LAST = "EndMark(run)"


def test_the_cells_that_read_others_are_looked_at_with_those_that_they_need(tmp_path: Path) -> None:
    """Those that set a name or import, also when they show something; and the last, which proves that all ran."""
    place = tmp_path / "report.ipynb"
    needs = ["from attendlib import report\nTitle('x')", "school = view(urn)"]
    write_notebook(place, PARAMETERS, [*needs, "own(school)", "others(school)", "own(school)", LAST], reads_others=[3])
    part = that_read_others(place)
    assert part is not None
    assert [cell.source for cell in part.cells] == [PARAMETERS, *needs, "others(school)", LAST]


def test_a_notebook_that_does_not_say_so_is_looked_at_as_a_whole(tmp_path: Path) -> None:
    """There is no part of it that would do."""
    write_notebook(tmp_path / "report.ipynb", PARAMETERS, ["others(school)", LAST])
    assert that_read_others(tmp_path / "report.ipynb") is None


def ran(*shown: str, tags: tuple[str, ...] = (), run: str = "1", first: int = 1) -> NotebookNode:
    """A notebook that was executed: a cell with ``tags`` that showed these words, one without, and the end mark."""
    cells = []
    for number, (words, own) in enumerate([(shown, tags), (["own"], ()), ([run], ())], start=first):
        outputs = [
            new_output("execute_result", {MIME: {"kind": "words", "text": text}}, execution_count=number)
            for text in words
        ]
        cells.append(new_code_cell("show()", outputs=outputs, execution_count=number, metadata={"tags": list(own)}))
    return new_notebook(cells=[new_markdown_cell("prose"), *cells])


SAYS_SO = (READS_OTHERS,)


@pytest.mark.parametrize(("one", "other", "same"), [
    (ran("a", tags=SAYS_SO), ran("a", tags=SAYS_SO, run="2", first=7), True),
    (ran("a", tags=SAYS_SO), ran("b", tags=SAYS_SO), False),
    (ran("a", "b", tags=SAYS_SO), ran("b", "a", tags=SAYS_SO), False),
    (ran("a", tags=SAYS_SO), ran(tags=SAYS_SO), False),
    (ran("a"), ran("a", run="2", first=7), True),
    (ran("a"), ran("b"), False),
])  # fmt: skip
def test_what_is_compared_is_all_that_these_cells_showed(one: NotebookNode, other: NotebookNode, same: bool) -> None:
    """Not when they ran, nor in which run; of all cells but the last where none says that it reads others."""
    assert (said_of_others(one) == said_of_others(other)) is same


NOTEBOOKS = {"school": ["school_report", "register_check", "support_meeting"], "city": ["city_report"]}


def a_city_of_families(own: Batch) -> None:
    """Every pupil has a sibling at each of the other schools, and misses four sessions for medical appointments."""
    city = TinyCity(own.city.parent, as_of="2025-10-24", phases={})
    for number in range(30):
        for urn in URNS:
            marks = f"/*{60 - number % 7} I*{number % 7} /*10 M*4"
            city.pupil(marks, urn=urn, household_id=f"H{number}", sex="FM"[number % 2], year_group=str(1 + number % 2))
    city.write()
    own.use_real_notebooks("support_meeting")
    own.settings["notebooks"] = NOTEBOOKS


def mark(own: Batch, before: str, after: str, times: int) -> None:
    """Give so many entries of the second school's register another code."""
    place = own.city.parent / "registers" / f"{URNS[1]}.csv"
    text = place.read_text(encoding="utf-8")
    assert text.count(f",{before},") >= times
    place.write_text(text.replace(f",{before},", f",{after},", times), encoding="utf-8")


def test_one_school_s_correction_makes_its_own_documents_and_the_city_s(own: Batch) -> None:
    """The package's own notebooks. One illness that was a medical appointment moves no figure that another school's
    report shows of its peers: the folder is, to the byte, that of a full run from nothing. Many absences do, and move
    families across schools: then the documents that show it are made, and again the folder is the same."""
    a_city_of_families(own)
    assert own.run().status == 0
    of_school = {f"{own.folder(URNS[1]).name}/{name}" for name in NOTEBOOKS["school"]}
    of_city = {"city/city_report"}
    others = [own.folder(urn).name for urn in URNS if urn != URNS[1]]

    mark(own, "I", "M", 1)
    ran = own.run()
    assert ran.err == "10 of 10 documents due are there (4 made now, 6 looked at and kept).\n"
    assert own.made() == of_school | of_city
    assert own.documents() == own.anew()

    mark(own, "/", "O", 600)
    ran = own.run()
    why = "4 of them because what they say of other schools has changed"
    assert ran.err == f"10 of 10 documents due are there (8 made now, {why}, 2 looked at and kept).\n"
    moved = {f"{folder}/{name}" for folder in others for name in ("school_report", "support_meeting")}
    assert own.made() == of_school | of_city | moved
    assert own.documents() == own.anew()
    own.prove_sound()


def test_in_a_kernel_too(own: Batch) -> None:
    """Where no process can be forked, what a kernel shows is compared with what a fork showed."""
    own.compare()
    assert own.run().status == 0
    own.miss(1)
    assert "(3 made now, 4 looked at and kept)" in own.run("--engine", "kernel").err
    own.miss(1)
    assert "2 of them because what they say of other schools has changed" in own.run("--engine", "kernel").err
    assert own.documents() == own.anew()


def test_a_document_that_is_not_as_it_was_made_is_not_kept(own: Batch) -> None:
    """Though it would say the same of other schools."""
    own.compare()
    assert own.run().status == 0
    own.miss(1)
    (own.folder(URNS[0]) / "school_report.html").unlink()
    ran = own.run("--dry-run")
    assert f"{own.folder(URNS[0]).name}/school_report: its file is gone, or is not as it was made\n" in ran.out
    looks = "3 looked at, and made if what they say of other schools has changed"
    assert ran.err == f"4 of 7 documents would be made; {looks}; 0 have not changed.\n"
    assert "(4 made now, 3 looked at and kept)" in own.run().err
    assert own.documents() == own.anew()


def test_a_look_that_fails_is_told_like_any_failure(own: Batch) -> None:
    """And the document that is there stays until it can be made."""
    own.compare()
    assert own.run().status == 0
    before = own.documents()
    own.miss(1)
    own.trouble("if urn == '999001': raise ValueError")
    ran = own.run()
    key = f"{own.folder(URNS[0]).name}/school_report"
    assert ran.status == 1
    assert f"Not made: {key}: cell [2] ended in ValueError" in ran.err
    assert own.documents()[f"{key}.html"] == before[f"{key}.html"]
    own.trouble("")
    assert f"{key}: it failed last time\n" in own.run("--dry-run").out
    assert own.run().status == 0
    assert own.documents() == own.anew()


def test_who_lives_with_whom_is_held_of_every_school(own: Batch) -> None:
    """A family that the pupils table tells of another school is no part of what is read of that school's registers,
    but of what documents say."""
    own.compare()
    place = own.city.parent / "pupils.csv"
    lines = place.read_text(encoding="utf-8").splitlines()
    place.write_text(
        "\n".join([f"{lines[0]},household_id", *(f"{line}," for line in lines[1:])]) + "\n", encoding="utf-8"
    )
    assert own.run().status == 0
    assert "7 unchanged" in own.run().err
    text = place.read_text(encoding="utf-8").splitlines()
    place.write_text("\n".join([*text[:-1], f"{text[-1]}H1"]) + "\n", encoding="utf-8")
    ran = own.run("--dry-run")
    assert "city/city_report: registers of schools that it is compared with have changed\n" in ran.out
    assert f"{own.folder(URNS[0]).name}/school_report: is looked at: " in ran.out
