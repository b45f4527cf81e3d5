"""Do imports go downstairs only, with every room on a floor, and does each check and reader stand alone?"""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "attendlib"
KINDS = ("checks/deciding", "checks/of_school", "checks/remarking", "readers/layouts")
SINGLE = {kind: {file.stem for file in (HOUSE / kind).glob("[a-z]*.py")} for kind in KINDS}


def imports_of(module: Path) -> set[str]:
    """The modules that a file imports, by their full names; of ``from a import b`` both ``a`` and ``a.b``."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_every_contract_is_kept() -> None:
    """The contracts of pyproject.toml hold: floors, exhaustively, and numbers that neither draw nor run notebooks."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    told = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]
    assert "0 broken" in told.stdout


def test_nothing_is_let_off_the_contracts() -> None:
    """No import is excused by name, and the floors are exhaustive: a new room has to be given its floor."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contracts = {contract["id"]: contract for contract in settings["contracts"]}
    assert not any("ignore" in key for contract in contracts.values() for key in contract)
    assert contracts["floors"]["exhaustive"] is True
    assert contracts["floors"]["containers"] == ["attendlib"]


@pytest.mark.parametrize("room", sorted(SINGLE))
def test_one_check_and_one_reader_do_not_lean_on_another(room: str) -> None:
    """Each can be read, changed and removed alone: what two of them need stands in a module that is neither."""
    for name in sorted(SINGLE[room]):
        leant_on = {module.rsplit(".", 1)[1] for module in imports_of(HOUSE / room / f"{name}.py") if "." in module}
        assert not leant_on & (SINGLE[room] - {name}), name


def test_one_list_does_not_lean_on_another() -> None:
    """What the desk puts together, each list says alone; only the parts of a tracker are shared."""
    lists = {"caseload", "discuss", "families", "first_day_calls", "moved", "persistent", "recognition", "tracker"}
    for name in sorted(lists):
        inside = imports_of(HOUSE / "casework" / "lists" / f"{name}.py")
        assert not {module.rsplit(".", 1)[1] for module in inside if "." in module} & (lists - {name}), name


@pytest.mark.parametrize("room", ["measures", "checks", "readers", "city", "policy", "intake", "synth", "report"])
def test_a_room_is_entered_by_its_door_or_by_a_whole_module(room: str) -> None:
    """No other room takes a name that begins with an underscore."""
    for module in sorted(HOUSE.rglob("*.py")):
        if module.relative_to(HOUSE).parts[0] != room:
            taken = [name for name in imports_of(module) if name.startswith(f"attendlib.{room}.")]
            assert not [name for name in taken if name.rsplit(".", 1)[1].startswith("_")], module.name
