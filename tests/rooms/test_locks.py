"""Do the lock files hold what pyproject.toml asks for, the same in both, with hashes and no address?"""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
USERS, DEVELOPERS = "requirements.lock", "requirements-dev.lock"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; ([^\\]+?))? \\$", flags=re.MULTILINE)


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[tuple[str, str], str]:
    """The version of each package and of the conditions under which it is wanted."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {(plain(name), when): version for name, version, when in PIN.findall(text)}


def asked(*extras: str) -> set[str]:
    """The packages that the project names itself."""
    lines = [*PROJECT["dependencies"], *(line for e in extras for line in PROJECT["optional-dependencies"][e])]
    return {plain(re.split(r"[\[<>=! ]", line)[0]) for line in lines}


@pytest.mark.parametrize(
    ("lock", "extras"), [(USERS, ("build",)), (DEVELOPERS, ("build", "cluster", "lab", "spark", "test"))]
)
def test_every_package_asked_for_is_in_the_lock(lock: str, extras: tuple[str, ...]) -> None:
    """A new dependency is locked before it is used."""
    assert asked(*extras) - {name for name, _ in pins(lock)} == set()


def test_both_locks_hold_the_same_versions() -> None:
    """What the tests pass with is what a run is made with."""
    users, developers = pins(USERS), pins(DEVELOPERS)
    versions = {name: {v for (n, _), v in developers.items() if n == name} for name, _ in users}
    assert users
    assert {name: version for (name, _), version in users.items() if version not in versions[name]} == {}


@pytest.mark.parametrize("lock", [USERS, DEVELOPERS])
def test_a_lock_has_hashes_and_names_no_place(lock: str) -> None:
    """It installs from whichever registry or mirror a council allows, and only the same bytes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)
    for package in re.split(r"\n(?=[A-Za-z0-9])", text):
        assert "--hash=sha256:" in package, package.splitlines()[0]
