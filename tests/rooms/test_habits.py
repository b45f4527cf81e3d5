"""Does every module keep the habits of the house: its question first, short, the register's words, no today?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "attendlib"
HELD = {
    module.relative_to(HOUSE).as_posix(): ast.parse(module.read_text(encoding="utf-8"))
    for module in sorted(HOUSE.rglob("*.py"))
}
"""Every module of the package, parsed."""

LONGEST_FILE, LONGEST_FUNCTION = 220, 40
"""Lines of a module; lines of a function's body, its docstring apart. Past that it is two rooms."""

CUPBOARDS = re.compile(r"utils?|helpers?|common|core|misc|managers?|process_.*|.*_v\d+")
"""Names that say nothing about what is inside."""

DAY_OR_YEAR = re.compile(r"(19|20)\d\d-\d\d-\d\d|(19|20)\d\d/\d\d")
NOT_LAW = {
    ("cli/synth.py", "2025/26"),  # the invented city's usual year
    ("synth/city.py", "2025/26"),
    ("dateform.py", "date(2001, 9, 3)"),  # a day written out to see whether a date format can be read back
    ("columns.py", "date(1970, 1, 1)"),  # from where a column of days counts
}
CLOCK = {"today", "now", "utcnow", "localtime", "gmtime"}


def dated(held: ast.Module) -> Iterator[str]:
    """Days and academic years that stand alone as a value in the code, and dates that are built from a literal year."""
    for node in ast.walk(held):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DAY_OR_YEAR.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"date", "datetime"}:
            year = node.args[0] if node.args else None
            if isinstance(year, ast.Constant) and isinstance(year.value, int) and 1900 < year.value < 2200:
                yield ast.unparse(node)


def lines_of_body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines of it there are to read, the docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_a_module_begins_with_its_question() -> None:
    """The first sentence of every docstring is the one question that the module answers."""
    first = {name: (ast.get_docstring(held) or "").split("\n")[0] for name, held in HELD.items()}
    assert {name: words for name, words in first.items() if "?" not in words or ". " in words.split("?")[0]} == {}


def test_a_module_can_be_read_in_one_go() -> None:
    """No file is longer than the habit allows."""
    lines = {name: len((HOUSE / name).read_text(encoding="utf-8").splitlines()) for name in HELD}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_a_function_can_be_read_in_one_go() -> None:
    """No function's body is longer than the habit allows."""
    lines = {
        f"{name}: {node.name}": lines_of_body(node)
        for name, held in HELD.items()
        for node in ast.walk(held)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_FUNCTION} == {}


def test_nothing_public_is_without_a_docstring() -> None:
    """Whoever calls it need not read it."""
    public = [
        (name, node)
        for name, held in HELD.items()
        for node in held.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [f"{name}: {node.name}" for name, node in public if not ast.get_docstring(node)] == []


def test_nothing_asks_the_clock() -> None:
    """A rule is asked for a day, and a run for its as-of day: the same inputs give the same report tomorrow."""
    called = [(n, c.func) for n, held in HELD.items() for c in ast.walk(held) if isinstance(c, ast.Call)]
    assert [name for name, call in called if isinstance(call, ast.Attribute) and call.attr in CLOCK] == []


def test_no_day_from_law_is_written_into_the_code() -> None:
    """Days and academic years stand in params/rules, with their reference."""
    assert {(name, what) for name, held in HELD.items() for what in dated(held)} <= NOT_LAW


def test_no_room_is_a_cupboard() -> None:
    """A room's name says what is in it."""
    names = {Path(part).stem for name in HELD for part in Path(name).parts}
    assert not sorted(name for name in names if CUPBOARDS.fullmatch(name))
