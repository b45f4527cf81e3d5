"""Does every list explain itself, write its columns, and refuse what it cannot do?"""

from pathlib import Path

import pytest
import typer
from tiny import TinyCity

from attendlib.cli.lists import list as lists
from cli.conftest import Typed

NAMES = {
    "first-day-calls",
    "tracker",
    "persistent",
    "moved",
    "families",
    "recognition",
    "discuss",
    "lateness",
    "handover",
}
GROUP = typer.main.get_command(lists)


def test_these_are_the_lists() -> None:
    """A new list is named here, and so is documented and tried below."""
    assert set(GROUP.commands) == NAMES  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_list_explains_itself(typed: Typed, name: str) -> None:
    """What it holds, each option, and an example to copy."""
    said = typed("list", name, "--help")
    assert said.status == 0
    assert "Example" in said.out
    for parameter in GROUP.commands[name].params:  # type: ignore[attr-defined]
        assert getattr(parameter, "help", None), parameter.name


def test_the_group_lists_them_all(typed: Typed) -> None:
    """`attendlib list --help` names each, and says that the files name pupils."""
    said = typed("list", "--help")
    assert all(name in said.out for name in NAMES)
    assert "named staff" in said.out


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_list_is_written_marked(typed: Typed, sound: Path, name: str) -> None:
    """Who the row is about comes first, the marking last, and the last line beside it tells the day."""
    said = typed("list", name, sound)
    header = said.out.splitlines()[0].split(",")
    assert said.status == 0
    assert header[:7] == ["urn", "upn", "surname", "forename", "year_group", "tutor_group", "house"]
    assert header[-1] == "marking"
    assert "2025-09-12" in said.err.splitlines()[-1]
    assert all(line.endswith("Restricted: contains personal data") for line in said.out.splitlines()[1:])


@pytest.mark.parametrize("name", sorted(NAMES))
def test_what_is_told_beside_a_list_names_nobody(typed: Typed, sound: Path, tiny_city: TinyCity, name: str) -> None:
    """Names and UPNs stand in the file only."""
    said = typed("list", name, sound, "-o", sound.parent / "list.csv")
    assert said.out == ""
    assert "Canaryname" not in said.err
    assert not [pupil["upn"] for pupil in tiny_city.pupils if pupil["upn"] in said.err]


def test_a_name_that_a_spreadsheet_would_run_is_disarmed(typed: Typed, sound: Path) -> None:
    """A pupil of that name is persistently absent: the cell begins with an apostrophe."""
    assert "'=SUM(1)" in typed("list", "persistent", sound).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("persistent", "--school", "999009"), "has no school 999009"),
        (("tracker", "--policy", "coventry-2023"), 'did you mean "coventry-20'),
        (("tracker", "--on", "2026-09-01"), "not in the city's academic year"),
        (("tracker", "--last", "no-such.csv"), "cannot be read"),
        (("families", "--level", "letter-z"), 'no step "letter-z"'),
    ],
)
def test_what_cannot_be_is_2(typed: Typed, sound: Path, words: tuple[str, ...], told: str) -> None:
    """With a message that says what would do."""
    name, *rest = words
    said = typed("list", name, sound, *rest)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


def test_a_day_without_school_is_told(typed: Typed, sound: Path) -> None:
    """On a Saturday there is a list without rows, and the reason."""
    said = typed("list", "first-day-calls", sound, "--on", "2025-09-06")
    assert said.out.count("\n") == 1
    assert "999001: no session is held on 2025-09-06" in said.err


def test_a_class_without_register_is_told(typed: Typed, tiny_city: TinyCity) -> None:
    """Beside the list, by its name and the number of its pupils."""
    tiny_city.pupil("/*20", tutor_group="5A")
    for _ in range(2):
        tiny_city.pupil("/*18", tutor_group="5B")
    tiny_city.as_of = "2025-09-12"
    said = typed("list", "first-day-calls", tiny_city.write())
    assert "999001: class 5B (2 pupils) has no mark in the first session" in said.err


def test_policies_that_have_no_calling_list_are_told(typed: Typed, sound: Path) -> None:
    """The national guidance has none; the usual policy and Blue Coat's have one."""
    said = typed("list", "first-day-calls", sound, "--policy", "national-2024")
    assert "no record of a first-day-calling list" in said.err
    for words in ((), ("--policy", "blue-coat-2025")):
        assert "no record" not in typed("list", "first-day-calls", sound, *words).err
