"""Is every command and option explained to the person who asks for help?"""

import pytest
import typer

from attendlib.cli.app import app
from cli.conftest import Typed

COMMANDS = {"check", "codes", "list", "measures", "rule", "run", "synth", "verify"}
GROUP = typer.main.get_command(app)


def test_these_are_the_commands() -> None:
    """A new command is named here, and so is documented below."""
    assert set(GROUP.commands) >= COMMANDS  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(GROUP.commands))  # type: ignore[attr-defined]
def test_every_option_has_its_help(name: str, typed: Typed) -> None:
    """``--help`` tells what the command does, each option, and the exit statuses where they differ."""
    command = GROUP.get_command(None, name)  # type: ignore[attr-defined]
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"
    said = typed(name, "--help")
    assert said.status == 0
    for option in (word for parameter in command.params for word in parameter.opts if word.startswith("--")):
        assert option in said.out


def test_without_a_word_the_help_is_shown(typed: Typed) -> None:
    """Whoever types the name alone learns the commands."""
    said = typed()
    assert all(name in said.out + said.err for name in COMMANDS)
