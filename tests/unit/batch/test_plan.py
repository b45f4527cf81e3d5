"""Is what a run will make settled, and safe, before it starts?"""

import re
from pathlib import Path

import pytest
from batches import PARAMETERS, write_notebook
from tiny import TinyCity

from attendlib.batch.plan import check_parameters, folder_of, notebook_file, plan_for
from attendlib.errors import RuleError, RunError, UnknownRule
from attendlib.intake import open_city
from batch.conftest import OF_SCHOOL, Planned

NAMES = {
    "St Mary's C of E Primary": "st-marys-c-of-e-primary",
    "École Sainte-Anne": "ecole-sainte-anne",
    "CON": "con",
    "../../etc/passwd": "etc-passwd",
    "a\\b:c*?<d>|e": "a-b-c-d-e",
    "\u202eloohcS\u202c": "loohcs",
    "مدرسة": "",
    "   ": "",
    "...": "",
    "A" * 300: "a" * 60,
    "x" * 59 + " - y": "x" * 59,
}


@pytest.mark.parametrize(("name", "slug"), NAMES.items())
def test_a_folder_is_the_urn_and_the_name_in_plain_letters(name: str, slug: str) -> None:
    """Whatever a school is called, its folder can be made on every system and stays below the run's folder."""
    assert folder_of("999001", name) == (f"999001-{slug}" if slug else "999001")


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_begins_with_the_urn_and_holds_nothing_odd(name: str) -> None:
    """So it is never CON or another reserved name, never hidden, never ends in a dot or a blank."""
    assert re.fullmatch(r"999001(-[a-z0-9]+)*", folder_of("999001", name))


def test_schools_of_the_same_name_have_folders_of_their_own() -> None:
    """There are two St Mary's in most cities; the URN tells them apart."""
    assert folder_of("999001", "St Mary's") != folder_of("999002", "St Mary's")


def test_the_city_comes_after_its_schools(planned: Planned) -> None:
    """Every notebook for every school, then the city's; the same parameters for all but the school."""
    due = planned("good", "private", city=("whole",)).due
    assert [(one.urn, one.notebook) for one in due] == [
        ("999001", "good"),
        ("999001", "private"),
        ("999002", "good"),
        ("999002", "private"),
        ("", "whole"),
    ]
    assert {one.parameters["as_of"] for one in due} == {"2025-09-12"}
    assert len({one.parameters["run"] for one in due}) == 1
    assert len({one.key for one in due}) == len(due)


def test_an_edition_is_the_same_notebook_with_its_own_parameters(planned: Planned, notebooks: Path) -> None:
    """The report without names: another document, with a name of its own, from the one notebook."""
    parameters = PARAMETERS + 'urn = ""  # text: the school\nnames = "with"  # text: with or without'
    write_notebook(notebooks / "school_report.ipynb", parameters, OF_SCHOOL["good"])
    with_names, without = planned("school_report", "school_report_without_names", only=("999001",)).due[:2]
    assert notebook_file(without.notebook) == notebook_file(with_names.notebook) == notebooks / "school_report.ipynb"
    assert without.parameters == {**with_names.parameters, "names": "without"}
    assert without.key == "999001-school-999001/school_report_without_names"


def test_only_some_schools_and_the_city_are_made_when_asked(planned: Planned) -> None:
    """``only`` names URNs."""
    assert [one.urn for one in planned("good", only=("999002",), city=("whole",)).due] == ["999002", ""]


def test_a_school_that_is_not_there_stops_the_run(planned: Planned) -> None:
    """Nothing is made for a URN that was mistyped; the nearest is offered."""
    with pytest.raises(RunError, match='did you mean "999002"'):
        planned("good", only=("999022",))


def test_a_notebook_that_is_not_there_stops_the_run(planned: Planned) -> None:
    """The nearest name is offered."""
    with pytest.raises(RunError, match='did you mean "good"'):
        planned("goood")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "good.ipynb", ""])
def test_a_notebook_is_named_never_pathed(notebooks: Path, name: str) -> None:
    """Only those that travel with the package can be run."""
    with pytest.raises(RunError):
        notebook_file(name)


def test_an_unknown_parameter_is_refused_not_ignored(notebooks: Path) -> None:
    """Papermill would warn and use the notebook's own value."""
    with pytest.raises(RunError, match='has no parameter "as_off": did you mean "as_of"'):
        check_parameters(notebooks / "good.ipynb", {"as_off": "2026-03-27"})
    check_parameters(notebooks / "good.ipynb", {"as_of": "2026-03-27", "urn": "999001"})


def test_a_notebook_without_a_parameter_that_a_run_sets_stops_the_run(planned: Planned, notebooks: Path) -> None:
    """Before the first document, not once for each school."""
    write_notebook(notebooks / "narrow.ipynb", PARAMETERS, OF_SCHOOL["good"])
    with pytest.raises(RunError, match=r'narrow\.ipynb has no parameter "urn"'):
        planned("narrow")


def test_the_policy_of_a_run_is_given_to_the_notebooks_that_ask_for_one(planned: Planned, notebooks: Path) -> None:
    """The others are made as before."""
    parameters = PARAMETERS + 'urn = ""\npolicy = "coventry-2024"'
    write_notebook(notebooks / "asks.ipynb", parameters, OF_SCHOOL["good"])
    due = planned("asks", "good", policy="blue-coat-2025", only=("999001",)).due
    assert [one.parameters.get("policy") for one in due] == ["blue-coat-2025", None]
    assert "policy" not in planned("asks").due[0].parameters


def test_the_policy_of_the_city_file_is_that_of_a_run_that_names_none(
    planned: Planned, notebooks: Path, two_schools: TinyCity
) -> None:
    """What the run says comes before it."""
    write_notebook(notebooks / "asks.ipynb", PARAMETERS + 'urn = ""\npolicy = ""', OF_SCHOOL["good"])
    place = two_schools.write()
    place.write_text(f"policy: national-2024\n{place.read_text(encoding='utf-8')}", encoding="utf-8")
    city = open_city(place)
    for said, asked in (("", "national-2024"), ("blue-coat-2025", "blue-coat-2025")):
        settings = planned("asks", policy=said).settings
        assert {one.parameters["policy"] for one in plan_for(settings, city).due if one.urn} == {asked}


def test_a_policy_that_cannot_be_used_stops_the_run(planned: Planned, tmp_path: Path) -> None:
    """Before the first document: a name that there is not, a file that there is not, a file with a mistake."""
    with pytest.raises(UnknownRule, match='did you mean "blue-coat-2025"'):
        planned("good", policy="blue-coat-2052")
    with pytest.raises(RuleError, match=r"There is no policy file .*ours\.yaml"):
        planned("good", policy=str(tmp_path / "ours.yaml"))
    (tmp_path / "ours.yaml").write_text("description: ours\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"ours\.yaml, line 1"):
        planned("good", policy=str(tmp_path / "ours.yaml"))
