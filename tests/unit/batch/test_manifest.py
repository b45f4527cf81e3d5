"""Does a run's manifest say what was made from what, and does anybody find out when that is no longer so?"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from batches import CANARY, PARAMETERS, SHOWN, URNS, Batch, write_notebook

from attendlib.batch.manifest import digest_of
from attendlib.batch.verify import Difference, differences
from attendlib.city.said import TABLES, CityFile
from attendlib.cli import main
from attendlib.errors import RunError
from attendlib.intake.changed import sha256_of
from attendlib.places import shipped


def manifest_of(batch: Batch) -> dict[str, Any]:
    """The manifest that the last run left."""
    told: dict[str, Any] = json.loads((batch.out / "manifest.json").read_text(encoding="utf-8"))
    return told


def test_it_names_every_file_read_and_made(batch: Batch, undisturbed: dict[str, str]) -> None:
    """By its SHA-256; what became of every record; the rules, the programs, the checks that each document passed."""
    batch.run()
    told = manifest_of(batch)
    assert {output["path"]: output["sha256"] for output in told["outputs"]} == undisturbed
    assert all(len(output["checks"]) == 3 for output in told["outputs"] if output["path"] != "index.html")
    folder = batch.out / told["folder"]
    inputs = told["inputs"]
    for one in (inputs["city"], *inputs["tables"], *inputs["registers"]):
        assert sha256_of(folder / one["path"]) == one["sha256"]
    assert {one["holds"] for one in inputs["tables"]} == {"schools", "pupils", "calendar"}
    assert [(one["urn"], one["records"], one["accepted"]) for one in inputs["registers"]] == [
        (urn, 20, 20) for urn in URNS
    ]
    assert told["program"]["versions"]["papermill"]
    assert told["period"] == {"academic_year": "2025/26", "as_of": "2025-09-12"}
    assert (told["digest"], told["failures"]) == (digest_of(told), [])


def test_it_names_every_table_that_a_city_may_have() -> None:
    """Every key of a city file is a table, its registers, its series, or what it says itself."""
    itself = {"policy", "name", "la_code", "academic_year", "as_of", "registers", "census", "series"}
    itself |= {"statistical_neighbours", "similar_schools_method"}
    assert set(CityFile.model_fields) == itself | set(TABLES)


def test_it_names_no_pupil(batch: Batch) -> None:
    """Nor does what it says of a failure."""
    batch.trouble(f"if urn == '999002': raise ValueError('{CANARY}')")
    batch.run()
    told = manifest_of(batch)
    assert [failure["document"] for failure in told["failures"]] == [
        "999002-school-999002/register_check",
        "999002-school-999002/school_report",
    ]
    text = json.dumps(told)
    assert CANARY not in text
    assert "A331900120" not in text


def test_two_runs_of_the_same_have_one_digest(batch: Batch) -> None:
    """However many workers there were, and how long it took; another day is another digest."""
    batch.run()
    first = manifest_of(batch)
    batch.run("--force", "--workers", "1")
    again = manifest_of(batch)
    assert first["digest"] == again["digest"]
    assert set(again["timings"]["documents"]) == {
        output["path"].removesuffix(".html") for output in again["outputs"] if output["path"] != "index.html"
    }
    batch.settings["as_of"] = "2025-09-11"
    batch.run()
    assert manifest_of(batch)["digest"] != first["digest"]


def test_the_rules_of_real_reports_are_in_it(own: Batch) -> None:
    """Each once, with its date and its reference, as the documents themselves print them."""
    own.use_real_notebooks()
    ran = own.run("--only", "999001")
    assert (ran.status, ran.left) == (0, 0), ran.err
    used = manifest_of(own)["rules"]["used"]
    assert "Persistent absence" in {rule["name"] for rule in used}
    assert all(rule["value"] and rule["since"] and rule["reference"] for rule in used)
    assert len({json.dumps(rule) for rule in used}) == len(used)


def test_what_has_changed_since_is_found(own: Batch) -> None:
    """A document that was edited, one that is gone, one that is somebody else's, an input that is another."""
    own.run()
    manifest = own.out / "manifest.json"
    assert differences(manifest) == []
    (own.folder("999001") / "school_report.html").write_text("edited", encoding="utf-8")
    (own.folder("999002") / "school_report.html").unlink()
    (own.folder("999003") / "note.txt").write_text("a note", encoding="utf-8")
    (own.city.parent / "registers" / "999002.csv").write_bytes(b"other")
    (own.city.parent / "registers" / "999003.csv").unlink()
    assert differences(manifest) == [
        Difference("changed", "output", "999001-school-999001/school_report.html"),
        Difference("missing", "output", "999002-school-999002/school_report.html"),
        Difference("extra", "output", "999003-school-999003/note.txt"),
        Difference("changed", "input", "registers/999002.csv"),
        Difference("missing", "input", "registers/999003.csv"),
    ]


def test_the_command_says_so(batch: Batch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each difference, and a status: 0 none, 1 some, 2 no manifest."""

    def verified(place: Path) -> tuple[object, str]:
        monkeypatch.setattr("sys.argv", ["attendlib", "verify", str(place)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr().out

    batch.run()
    assert verified(batch.out / "manifest.json") == (0, "")
    (batch.folder("999001") / "note.txt").touch()
    assert verified(batch.out / "manifest.json") == (1, "extra output: 999001-school-999001/note.txt\n")
    assert verified(batch.out / "none.json") == (2, "")


def test_a_file_that_a_notebook_is_given_is_one_that_it_was_made_from(own: Batch) -> None:
    """A policy of one's own, which is not among the rules: when it changes, what it decided is made again and nothing
    else, the manifest proves it false until then, and one that changes meanwhile spoils no document."""
    policy = own.notebooks.parent / "ours.yaml"
    policy.write_text("below: 96\n", encoding="utf-8")
    sources = [SHOWN.format(name="school_report"), "EndMark(run)"]
    given = "urn = ''\npolicy = '../ours.yaml'\n"
    write_notebook(own.notebooks / "school_report.ipynb", PARAMETERS + given, sources)
    assert own.run().status == 0
    (told,) = manifest_of(own)["inputs"]["given"]
    assert (own.out / manifest_of(own)["folder"] / told["path"]).resolve() == policy.resolve()
    assert differences(own.out / "manifest.json") == []
    policy.write_text("below: 97\n", encoding="utf-8")
    assert differences(own.out / "manifest.json") == [Difference("changed", "input", told["path"])]
    assert "its policy, or another file or value that it is given, has changed" in own.run("--dry-run").out
    own.run()
    assert own.made() == {f"{urn}-school-{urn}/school_report" for urn in URNS}
    assert differences(own.out / "manifest.json") == []
    own.trouble(f"from pathlib import Path; Path({str(policy)!r}).write_text(f'below: {{urn}}')")
    assert "ours.yaml was changed while the documents were made" in own.run("--force").err


def test_documents_are_made_again_when_the_policy_of_the_city_file_changes(own: Batch) -> None:
    """A run that names none has the city's, and the manifest has it among what was read and what was asked."""
    policy = own.city.parent / "ours.yaml"
    shutil.copy(shipped("params", "rules", "policies", "blue-coat-2025.yaml"), policy)
    own.city.write_text(f"policy: ours.yaml\n{own.city.read_text(encoding='utf-8')}", encoding="utf-8")
    shown = [SHOWN.format(name="school_report"), "EndMark(run)"]
    write_notebook(own.notebooks / "school_report.ipynb", PARAMETERS + "urn = ''\npolicy = ''\n", shown)
    assert own.run().status == 0
    assert [one["path"] for one in manifest_of(own)["inputs"]["given"]] == ["ours.yaml"]
    assert manifest_of(own)["asked"]["policy"] == "ours"
    assert own.run().status == 0
    assert own.made() == set()
    policy.write_text(policy.read_text(encoding="utf-8").replace("value: 95", "value: 94"), encoding="utf-8")
    assert "its policy, or another file or value that it is given, has changed" in own.run("--dry-run").out
    own.run()
    assert own.made() == {f"{urn}-school-{urn}/school_report" for urn in URNS}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace('"urn": "999001"', '"urn": "999009"', 1), "was changed after it was written"),
        (lambda text: text[:200], "is not a manifest"),
        (lambda text: "[]", "is not a manifest"),
        (lambda text: "{}", "is not a manifest"),
    ],
)
def test_a_manifest_that_was_edited_proves_nothing(batch: Batch, spoil: Any, told: str) -> None:
    """And is refused."""
    batch.run()
    place = batch.out / "manifest.json"
    place.write_text(spoil(place.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(RunError, match=told):
        differences(place)
