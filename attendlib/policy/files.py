"""Which files hold the rules, and have they changed?"""

import hashlib
from pathlib import Path

from attendlib.errors import UnknownRule
from attendlib.places import shipped
from attendlib.yamlfile import did_you_mean

BENCHMARKS = "benchmarks"
POLICIES = "policies/"
"""Where the policies stand among the rules."""

USUAL_POLICY = "coventry-2024"
"""Whose steps are asked where neither a person nor the city file says."""


def rules_folder() -> Path:
    """The folder of the rules: ``params/rules``."""
    return shipped("params", "rules")


def rule_names() -> list[str]:
    """Every rule that has a history, in order: its path below ``params/rules`` without ``.yaml``."""
    return _names(".yaml")


def policy_names() -> list[str]:
    """The policies that come with attendlib, in order."""
    return [name.removeprefix(POLICIES) for name in rule_names() if name.startswith(POLICIES)]


def table_names() -> list[str]:
    """Every list, in order, benchmarks apart: its path below ``params/rules`` without ``.csv``."""
    return [name for name in _names(".csv") if not name.startswith(f"{BENCHMARKS}/")]


def benchmark_names() -> list[str]:
    """Every table of published figures, in order: the file's name in ``params/rules/benchmarks`` without ``.csv``."""
    return [name.removeprefix(f"{BENCHMARKS}/") for name in _names(".csv") if name.startswith(f"{BENCHMARKS}/")]


def file_of(name: str, known: list[str], kind: str, suffix: str, folder: str = "") -> Path:
    """The file of that name among those ``known``. Raises UnknownRule with the nearest name, or with all of them."""
    if name in known:
        return rules_folder() / folder / f"{name}{suffix}"
    raise UnknownRule(f'There is no {kind} "{name}": {did_you_mean(name, known)}')


def names_a_file(name: str) -> bool:
    """Whether a rule is named by the path of a file of one's own, and not as one of those here."""
    return name.endswith((".yaml", ".yml"))


def named_from(folder: Path, name: str) -> str:
    """A policy as it is named in a file of this folder: its name as it is, the path of its file in whole."""
    return str((folder / name).resolve()) if names_a_file(name) else name


def rules_digest() -> str:
    """SHA-256 of every file of rules with its place, in hexadecimal: two runs with one digest used the same rules."""
    folder, seen = rules_folder(), hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".csv")):
        content = path.read_bytes()
        seen.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.hexdigest()


def _names(suffix: str) -> list[str]:
    folder = rules_folder()
    return sorted(p.relative_to(folder).as_posix().removesuffix(suffix) for p in folder.rglob(f"*{suffix}"))
