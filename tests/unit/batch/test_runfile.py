"""Is every mistake in a run file told with its line, and are its paths its own?"""

from datetime import date
from pathlib import Path

import pytest

from attendlib.batch import load_run, settings_of
from attendlib.errors import RunError

WHOLE = "city: demo/city.yaml\nout: ../made\nas_of: 2026-03-27\nonly: ['999001']\nworkers: 2\n"


def written(folder: Path, text: str) -> Path:
    """A run file of that text."""
    place = folder / "run.yaml"
    place.write_text(text, encoding="utf-8")
    return place


def test_paths_are_taken_from_the_run_files_own_folder(tmp_path: Path) -> None:
    """It can be run from anywhere."""
    settings = load_run(written(tmp_path, WHOLE))
    assert settings.city == tmp_path / "demo/city.yaml"
    assert settings.out == tmp_path / "../made"
    assert (settings.as_of, settings.only, settings.workers) == (date(2026, 3, 27), ("999001",), 2)
    assert settings.formats == ("html",)
    assert "school_report" in settings.notebooks.school
    assert "city_report" in settings.notebooks.city


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("city: a.yaml\nout: b\nworker: 2\n", 'run.yaml, line 3: "worker" is not a key here: did you mean "workers"?'),
        ("city: a.yaml\n", 'the key "out" is missing'),
        ("city: a.yaml\nout: b\nas_of: soon\n", 'run.yaml, line 3: "as_of" is not right'),
        ("city: a.yaml\nout: b\nworkers: -1\n", 'run.yaml, line 3: "workers" is not right'),
        ("city: a.yaml\nout: b\nnotebooks:\n  schools: [x]\n", 'line 4: "schools" is not a key here'),
        ("city: a.yaml\nout: b\nonly:\n  - 999001\n", 'run.yaml, line 4: "only" is not right'),
        ("city: a.yaml\ncity: b.yaml\nout: c\n", "the same key stands twice"),
        ("city: [a.yaml\n", "not valid YAML"),
        ("city: a.yaml\nout: b\npolicyy: ours.yaml\n", 'line 3: "policyy" is not a key here: did you mean "policy"?'),
        ("- city\n", "must be a list of `key: value` lines"),
        ("city: a.yaml\nout: b\nformats: [htm]\n", '"htm" is not a format: did you mean "html"?'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(tmp_path: Path, text: str, told: str) -> None:
    """In words, without a traceback of the library that found it."""
    with pytest.raises(RunError) as raised:
        load_run(written(tmp_path, text))
    assert told in str(raised.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """A person mends them in one go."""
    with pytest.raises(RunError) as raised:
        load_run(written(tmp_path, "citty: a.yaml\nout: b\nworkers: many\n"))
    assert len(str(raised.value).splitlines()) == 3


def test_a_run_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the other way to start."""
    with pytest.raises(RunError, match="attendlib run --city"):
        load_run(tmp_path / "none.yaml")


def test_the_command_line_wins_over_the_run_file(tmp_path: Path) -> None:
    """What it does not say stays as the file has it."""
    settings = settings_of(written(tmp_path, WHOLE), out=tmp_path / "elsewhere", workers=1)
    assert (settings.out, settings.workers) == (tmp_path / "elsewhere", 1)
    assert settings.as_of == date(2026, 3, 27)


@pytest.mark.parametrize("said", [{}, {"city": Path("a.yaml")}, {"out": Path("b")}])
def test_without_a_run_file_city_and_folder_are_both_needed(said: dict[str, Path]) -> None:
    """Neither is guessed."""
    with pytest.raises(RunError, match="--city CITY --out DIR"):
        settings_of(None, **said)


def test_the_command_line_may_ask_for_other_formats(tmp_path: Path) -> None:
    """They replace the run file's; one that there is not is told with the nearest name."""
    place = written(tmp_path, WHOLE + "formats: [html, pdf]\n")
    assert settings_of(place).formats == ("html", "pdf")
    assert settings_of(place, formats=("docx", "xlsx")).formats == ("docx", "xlsx")
    with pytest.raises(RunError, match='--formats: "xslx" is not a format: did you mean "xlsx"'):
        settings_of(place, formats=("xslx",))


def test_a_policy_is_named_or_is_a_file_beside_the_run_file(tmp_path: Path) -> None:
    """A name stays a name; on the command line, which wins, a path is taken from the folder that one is in."""
    assert load_run(written(tmp_path, WHOLE)).policy == ""
    assert load_run(written(tmp_path, WHOLE + "policy: blue-coat-2025\n")).policy == "blue-coat-2025"
    place = written(tmp_path, WHOLE + "policy: rules/ours.yaml\n")
    assert settings_of(place).policy == str((tmp_path / "rules/ours.yaml").resolve())
    assert settings_of(place, policy="coventry-2012").policy == "coventry-2012"
    assert settings_of(place, policy="ours.yml").policy == str(Path("ours.yml").resolve())


@pytest.mark.parametrize("address", ["10.0.0.5:8786", "tcp://10.0.0.5", "http://host:1"])
def test_a_cluster_is_an_address(tmp_path: Path, address: str) -> None:
    """Of a scheduler, with its port; anything else is refused where it stands, and none means this machine."""
    assert settings_of(None, city=tmp_path, out=tmp_path).cluster == ""
    assert settings_of(None, city=tmp_path, out=tmp_path, cluster="tls://host:8786").cluster == "tls://host:8786"
    with pytest.raises(RunError, match="no address of a Dask scheduler"):
        settings_of(None, city=tmp_path, out=tmp_path, cluster=address)
    (tmp_path / "run.yaml").write_text(f"city: c\nout: o\ncluster: '{address}'\n", encoding="utf-8")
    with pytest.raises(RunError, match='line 3: "cluster" is not right'):
        load_run(tmp_path / "run.yaml")
