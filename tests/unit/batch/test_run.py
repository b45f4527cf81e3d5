"""Does a run make what it can, say what it could not, and take nothing half made for done?"""

import os
import re
from pathlib import Path

import pytest
from tiny import TinyCity

from attendlib.batch import Made, Plan, RunResult, RunSettings, plan_for, run_plan, write_index
from attendlib.documents import FORMATS
from attendlib.errors import RunError
from attendlib.intake import open_city
from batch.conftest import CANARY, Planned

BROKEN = ("raises", "deliberate", "leaves", "dies", "no_end", "another_end", "no_title")


def ran(plan: Plan) -> tuple[dict[str, Made], RunResult, str]:
    """The plan carried out: what was made of the first school by notebook, all of it, and the text of its index."""
    result = run_plan(plan)
    place = write_index(plan, result, open_city(plan.settings.city))
    by_notebook = {made.due.notebook: made for made in result.made if made.due.urn == "999001"}
    return by_notebook, result, place.read_text(encoding="utf-8")


def test_a_notebook_that_fails_costs_its_own_document_only(planned: Planned, capfd: pytest.CaptureFixture[str]) -> None:
    """One run with a notebook for each way to fail: an error of the notebook's, one of attendlib's, a quiet exit, a
    dead kernel, an end not reached, the end of another run, a report without a title. The others and the city are made;
    the index says which were not and leads to no document that is not there; a pupil's name in an error is not
    repeated."""
    plan = planned("good", *BROKEN, only=("999001",), city=("whole",))
    made, result, index = ran(plan)
    out = plan.settings.out
    assert {name for name, one in made.items() if one.problem} == set(BROKEN)
    assert [one.due.notebook for one in result.failed] == list(BROKEN)
    assert "ask for a day" in made["deliberate"].problem
    assert sorted(f.name for f in out.rglob("*") if f.is_file()) == ["good.html", "index.html", "whole.html"]
    for name in BROKEN:
        assert name.replace("_", " ") in index or name in index
    links = re.findall(r'<a href="([^"#]+\.html)"', index)
    assert links
    assert all((out / link).is_file() for link in links)
    told = capfd.readouterr()
    assert CANARY not in index + told.out + told.err + "".join(one.problem for one in result.made)


def test_every_format_asked_for_is_made_and_led_to(planned: Planned) -> None:
    """Page, PDF, Word and Excel beside each other; the index calls each by the name that a person knows it by."""
    plan = planned("good", only=("999001",), formats=tuple(FORMATS))
    made, _, index = ran(plan)
    assert [Path(file).suffix for file in made["good"].files] == [".html", ".pdf", ".docx", ".xlsx"]
    links = re.findall(r'<a href="([^"#]+)">([^<]+)<', index)
    assert [label for _, label in links] == ["good", "good (PDF)", "good (Word)", "good (Excel)"]
    assert all((plan.settings.out / place).stat().st_size > 1000 for place, _ in links)


def test_another_school_is_made_though_one_failed(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """The school whose notebook cannot be executed is told in the index; the other's report and the city's are made."""
    from attendlib.batch import execute

    whole = execute.executed

    def only_the_second(notebook: Path, parameters: dict[str, str], timeout: int) -> object:
        if parameters.get("urn") == "999001":
            raise RuntimeError(f"the kernel died over {CANARY}")
        return whole(notebook, parameters, timeout)

    monkeypatch.setattr(execute, "executed", only_the_second)
    plan = planned("good", city=("whole",))
    _, result, index = ran(plan)
    assert [one.due.urn for one in result.failed] == ["999001"]
    assert (plan.settings.out / result.failed[0].due.folder / "good.html").exists() is False
    assert {file for one in result.made for file in one.files} == {"999002-school-999002/good.html", "city/whole.html"}
    assert "not made" in index
    assert CANARY not in index + result.failed[0].problem


@pytest.mark.skipif(os.name != "posix", reason="kernels are spoken to through files where the system has such")
def test_nobody_else_can_speak_to_a_kernel(planned: Planned) -> None:
    """Each has a folder of its own for its sockets, so that kernels started together cannot meet and no other user of
    the machine can listen."""
    made, _, _ = ran(planned("alone", only=("999001",)))
    assert made["alone"].problem == ""


def test_several_processes_make_every_document(two_schools: TinyCity, tmp_path: Path) -> None:
    """Two at a time, with the package's own notebooks, each school's document its own."""
    for urn in ("999003", "999004"):
        two_schools.pupil("/*20", urn=urn)
    notebooks = {"school": ("register_check",), "city": ()}
    asked = {"city": two_schools.write(), "out": tmp_path / "out", "notebooks": notebooks, "workers": 2}
    settings = RunSettings.model_validate(asked)
    result = run_plan(plan_for(settings, open_city(settings.city)))
    assert [one.problem for one in result.made] == [""] * 4
    for one in result.made:
        assert f"School {one.due.urn}" in (settings.out / one.files[0]).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_stops_the_run(planned: Planned, tmp_path: Path) -> None:
    """Before anything is executed."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written to"):
        run_plan(planned("good", out=tmp_path / "file" / "out"))


def test_a_document_that_is_there_stays_when_a_rerun_fails(planned: Planned) -> None:
    """What was made before is not half replaced: a file is written beside its place and moved there in one step."""
    plan = planned("good", only=("999001",))
    place = plan.settings.out / plan.due[0].folder / "good.html"
    place.parent.mkdir(parents=True)
    place.write_text("the report of last term", encoding="utf-8")
    ran(planned("raises", only=("999001",)))
    assert place.read_text(encoding="utf-8") == "the report of last term"
    assert not list(plan.settings.out.rglob("*.part"))
