"""Does a comparison of two runs tell what moved, to those who may know it and in the words of the register?"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from batches import CANARY, Batch
from keyboard import Typed

from attendlib.batch import manifest as room
from attendlib.batch.compare import Compared, compared
from attendlib.batch.manifest import kept_in, read_manifest
from attendlib.batch.moved import moved
from attendlib.batch.publish import HIDDEN
from attendlib.batch.verify import differences
from attendlib.errors import RunError

KEPT = Path(HIDDEN, "manifests")
CHANGE = "I,"


def told(found: Compared, part: str) -> set[tuple[str, ...]]:
    """What moved of a part, as text."""
    return {(one.about, one.what, one.before, one.after, one.note) for one in found.moved if one.part == part}


@pytest.fixture
def two_runs(own: Batch) -> Batch:
    """A school's two sessions of absence became attendance between two runs into one folder."""
    assert own.run().status == 0
    place = own.city.parent / "registers" / "999002.csv"
    place.write_text(place.read_text(encoding="utf-8").replace(",I,", ",L,"), encoding="utf-8")
    assert own.run().status == 0
    return own


def test_what_moved_between_the_last_two_runs(two_runs: Batch) -> None:
    """The register that changed, its documents and the city's, its marks by code, its pupil who crossed 10%, figures;
    nothing of the other schools but the reports that compare themselves with it."""
    found = compared(two_runs.out, None)
    assert found.untold == ""
    assert told(found, "made with") == set()
    assert told(found, "input") == {("registers/999002.csv", "changed", "", "", "")}
    assert told(found, "marks") == {
        ("School 999002 (999002)", "with another code", "", "2", ""),
        ("Tiny", "with another code", "", "2", ""),
        ("Tiny", "recoded", "I", "L", "2"),
    }
    assert told(found, "class") == {
        ("Tiny", "persistently absent (10% missed)", "3", "2", "1 crossed out of it"),
        ("School 999002 (999002)", "persistently absent (10% missed)", "1", "0", "1 or 2 crossed out of it"),
    }
    assert ("School 999002 (999002)", "attendance", "90.0%", "100.0%", "") in told(found, "figure")
    assert ("Tiny", "attendance", "90.0%", "93.3%", "") in told(found, "figure")
    assert {about for about, *_ in told(found, "figure")} == {"Tiny", "School 999002 (999002)"}


def test_the_manifests_alone_tell_all_but_marks(two_runs: Batch) -> None:
    """Where the store does not remember, it is said; nothing is guessed."""
    store = next(two_runs.city.parent.rglob("remembered"))
    whole = compared(two_runs.out, None)
    shutil.rmtree(store)
    found = compared(two_runs.out, None)
    assert "remembers the marks of its latest runs only" in found.untold
    assert found.moved == tuple(one for one in whole.moved if one.part not in ("marks", "class"))


def test_a_copy_of_a_manifest_will_do(two_runs: Batch, tmp_path: Path) -> None:
    """Wherever it was put; the city is found by the other one, or named."""
    copy = tmp_path / "far" / "away" / "autumn.json"
    copy.parent.mkdir(parents=True)
    shutil.copy(two_runs.out / KEPT / "0001.json", copy)
    whole = compared(two_runs.out, None)
    assert compared(copy, two_runs.out).moved == whole.moved
    other = shutil.copy(two_runs.out / "manifest.json", copy.with_name("spring.json"))
    assert "name it with --city" in compared(copy, Path(other)).untold
    assert compared(copy, Path(other), two_runs.city).moved == whole.moved


def test_settings_rules_and_programs_that_differ(two_runs: Batch) -> None:
    """Each by its name, as it was and is."""
    run = read_manifest(two_runs.out / "manifest.json")
    then = json.loads(json.dumps(run))
    then["period"]["as_of"] = "2025-09-11"
    then["program"]["versions"]["duckdb"] = "1.0"
    then["asked"]["formats"] = ["html", "pdf"]
    then["rules"]["used"] = [{"name": "Persistent absence", "value": "15%", "since": "2010", "reference": "r"}]
    then["failures"] = [{"document": "city/city_report", "problem": "no figures"}]
    found = [(one.about, one.what, one.before, one.after) for one in moved(then, run)]
    assert found == [
        ("city/city_report", "could not be made", "no figures", "made"),
        ("period", "last day", "2025-09-11", "2025-09-12"),
        ("asked for", "formats", "html, pdf", "html"),
        ("rule", "Persistent absence", "15% (since 2010)", ""),
        ("program", "duckdb", "1.0", run["program"]["versions"]["duckdb"]),
    ]


def test_two_academic_years_have_no_mark_in_common(two_runs: Batch, tmp_path: Path) -> None:
    """So that marks are left out, and that is said."""
    told_ = json.loads((two_runs.out / "manifest.json").read_text(encoding="utf-8"))
    told_["period"]["academic_year"] = "2024/25"
    told_["digest"] = room.digest_of(told_)
    (tmp_path / "old.json").write_text(json.dumps(told_), encoding="utf-8")
    assert "two academic years" in compared(tmp_path / "old.json", two_runs.out).untold


def test_manifests_are_kept_while_they_are_of_use(own: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for each run that made something else, the latest few; each is verified like the one in its place."""
    monkeypatch.setattr(room, "RUNS_KEPT", 2)
    for day in ("2025-09-09", "2025-09-10", "2025-09-10", "2025-09-11"):
        own.settings["as_of"] = day
        assert own.run(patches=[keep_two]).status == 0
    kept = kept_in(own.out / KEPT)
    assert [place.name for place in kept] == ["0002.json", "0003.json"]
    assert kept[-1].read_bytes() == (own.out / "manifest.json").read_bytes()
    assert differences(kept[-1]) == differences(own.out / "manifest.json") == []
    assert {one.path for one in differences(kept[0])} >= {"city/city_report.html"}


def keep_two() -> None:
    """Keep few manifests."""
    room.RUNS_KEPT = 2


def test_nobody_is_named(two_runs: Batch, typed: Typed) -> None:
    """Neither where all can read nor on the screen."""
    for place in (*two_runs.out.rglob("*.json"),):
        text = place.read_text(encoding="utf-8")
        assert CANARY not in text
        assert "33190012" not in text
    said = typed("diff", str(two_runs.out))
    assert CANARY not in said.out + said.err
    assert "33190012" not in said.out + said.err


def test_the_command_says_so(two_runs: Batch, typed: Typed, tmp_path: Path) -> None:
    """A heading for each part; as CSV, a row for each thing; a status: 0 nothing, 1 something moved, 2 no two runs."""
    said = typed("diff", str(two_runs.out))
    assert said.status == 1
    assert "Marks\n  Tiny: with another code 2; recoded I → L (2)\n  School 999002 (999002): with another" in said.out
    assert "  registers/999002.csv: changed\n" in said.out
    listed = tmp_path / "moved.csv"
    assert typed("diff", str(two_runs.out), "-o", str(listed)).status == 1
    assert "class,Tiny,persistently absent (10% missed),3,2,1 crossed out of it" in listed.read_text(encoding="utf-8")
    assert typed("diff", str(two_runs.out), str(two_runs.out)).status == 0
    assert typed("diff", str(two_runs.out / "manifest.json")).status == 2


@pytest.mark.parametrize(
    ("spoil", "told_"),
    [
        (lambda out: (out / KEPT / "0001.json").unlink(), "has not had two runs"),
        (lambda out: (out / KEPT / "0001.json").write_text("{}"), "is not a manifest"),
    ],
)
def test_without_two_runs_there_is_nothing_to_compare(
    two_runs: Batch, spoil: Callable[[Path], object], told_: str
) -> None:
    """And the person is told which is missing."""
    spoil(two_runs.out)
    with pytest.raises(RunError, match=told_):
        compared(two_runs.out, None)
