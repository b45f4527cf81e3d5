"""Is what the README says so: its commands, its examples, its map of the house?"""

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from keyboard import Typed
from law import Law

from attendlib.batch import load_run
from attendlib.casework import check_policy, policy
from attendlib.city.said import read_city_file
from attendlib.cli.app import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

FOUND = {"check", "diff"}
"""Commands that end with 1 where they found something: records set aside, as in a city with planted faults, or what is
another than in the run before."""

SINGLE_LINE = {"run": "attendlib run params/runs/demo.yaml", "test": "python -m pytest"}
"""The two commands by their mark, and what each is for."""


def blocks(language: str) -> list[str]:
    """What stands between fences of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def examples() -> list[list[str]]:
    """The words of every line that begins with ``$ attendlib``."""
    lines = [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
    return [shlex.split(line[2:], comments=True) for line in lines]


@pytest.mark.parametrize("mark", SINGLE_LINE)
def test_each_of_the_two_commands_is_one_line(mark: str) -> None:
    """It can be copied whole, makes its own environment, and installs nothing without its hash."""
    (command,) = re.findall(rf"<!-- {mark} -->\n```console\n(.*?)```", README, flags=re.DOTALL)
    assert command.count("\n") == 1
    assert command.startswith("python3 -m venv .venv && ")
    assert SINGLE_LINE[mark] in command
    installs = re.findall(r"pip install (.*?) &&", command)
    assert installs
    assert all("--require-hashes" in one or "--no-deps --no-build-isolation" in one for one in installs)
    assert all((ROOT / name).is_file() for name in re.findall(r"-r (\S+)", command))


def test_the_examples_run_one_after_the_other(tmp_path: Path) -> None:
    """In an empty folder, as a newcomer types them; the last makes reports with a page that leads to them."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for attendlib, command, *words in examples():
        assert attendlib == "attendlib"
        said = subprocess.run(
            [sys.executable, "-m", attendlib, command, *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert said.returncode in ({0, 1} if command in FOUND else {0}), f"{command}: {said.stderr}"
        assert "Traceback" not in said.stderr
    assert (tmp_path / "my-reports" / "index.html").is_file()
    assert (tmp_path / "findings.csv").read_text(encoding="utf-8").startswith("urn,file,row,column,rule")


def test_its_lines_of_python_run() -> None:
    """As they stand, in the folder of the project."""
    (lines,) = blocks("python")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        [sys.executable, "-c", lines], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert "absence" in said.stdout


def test_every_command_is_in_it() -> None:
    """A command that the README does not name is not found."""
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert not {name for name in commands if f"attendlib {name}" not in README}
    assert {words[1] for words in examples()} <= commands


def test_its_example_of_a_change_of_law_can_be_copied(law: Law, typed: Typed) -> None:
    """The line as it stands there, put below the values of the rule: the rule says so from that academic year on, and
    so do the policies that name it."""
    (example,) = [block for block in blocks("yaml") if block.startswith("values:") and "steps:" not in block]
    law.add("persistent_absence", example.removeprefix("values:\n").rstrip("\n"))
    said = {day: typed("rule", "persistent_absence", "--on", day).out for day in ("2027-07-31", "2027-08-01")}
    assert ["percent: 10" in said["2027-07-31"], "percent: 8" in said["2027-08-01"]] == [True, True]
    assert "the document that says so" in said["2027-08-01"]
    assert policy("national-2024", date(2027, 9, 1)).says.steps[0].name == "Persistently absent, missing 8% or more"


def test_its_policy_is_a_whole_policy(tmp_path: Path) -> None:
    """As it stands there, with nothing else in the file."""
    (example,) = [block for block in blocks("yaml") if block.startswith("values:") and "steps:" in block]
    (tmp_path / "ours.yaml").write_text(example, encoding="utf-8")
    assert check_policy(tmp_path / "ours.yaml") == []
    assert [step.step for step in policy(tmp_path / "ours.yaml", date(2025, 9, 1)).says.steps] == ["letter-a", "plan"]


def test_its_city_file_and_run_file_are_read(tmp_path: Path) -> None:
    """The two YAML files to copy have no key that is not one."""
    for block in blocks("yaml"):
        name = "city.yaml" if block.startswith("name:") else "run.yaml" if block.startswith("city:") else "rule.yaml"
        (tmp_path / name).write_text(block, encoding="utf-8")
    told, _ = read_city_file(tmp_path / "city.yaml")
    assert told.registers
    assert told.census
    assert load_run(tmp_path / "run.yaml").city == tmp_path / "my-city/city.yaml"


def test_its_map_has_every_room_and_no_other() -> None:
    """The table of the house is the house."""
    table = README[README.index("| floor | room | question |") :].split("\n\n")[0]
    named = {room for row in table.splitlines()[2:] for room in re.findall(r"`(\w+)`", row.split("|")[2])}
    rooms = {
        place.stem
        for place in (ROOT / "attendlib").iterdir()
        if not place.name.startswith(("_", ".")) and (place.suffix == ".py" or (place / "__init__.py").is_file())
    }
    assert named == rooms


def test_nothing_else_stands_at_the_top() -> None:
    """The top level is kept small: what it may hold is known."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a checkout")
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    plan = {"LICENSE", "README.md", "attendlib", "notebooks", "params", "pyproject.toml", "reports", "tests"}
    assert {name for name in top - plan if not name.startswith(".") and not name.endswith(".lock")} == set()
