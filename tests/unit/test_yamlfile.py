"""Is a YAML file read without guessing, and each mistake given its line?"""

from datetime import date
from pathlib import Path

import pytest

from attendlib.yamlfile import YamlMistake, did_you_mean, line_of, plain, read_mapping


def read(tmp_path: Path, text: str) -> object:
    place = tmp_path / "file.yaml"
    place.write_text(text, encoding="utf-8")
    return read_mapping(place)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("10:30", "10:30"),
        ("'#'", "#"),
        ("010", 10),
        ("2025-09-01", date(2025, 9, 1)),
        ("'2025-02-30'", "2025-02-30"),
        ("true", True),
    ],
)
def test_values_are_what_they_look_like(tmp_path: Path, text: str, value: object) -> None:
    """YAML 1.2: ``no`` and ``on`` are words, 10:30 is no number of minutes, a quoted date is text."""
    assert plain(read(tmp_path, f"key: {text}\n")) == {"key": value}


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """As Windows editors write it."""
    assert plain(read(tmp_path, "\ufeffkey: value\n")) == {"key": "value"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the same key stands twice"),
        ("a: &x 1\nb: *x\n", 2, "an alias"),
        ("a: [1\nb: 2\n", 2, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: 1\nday: 2025-02-30\n", 2, "there is no such day"),
        ("day: 2025-13-01\n", 1, "there is no such day"),
        ("- a\n- b\n", 1, "`key: value`"),
        ("", 1, "`key: value`"),
        ("just words\n", 1, "`key: value`"),
    ],
)
def test_mistakes_have_lines(tmp_path: Path, text: str, line: int, says: str) -> None:
    """What is wrong and where."""
    with pytest.raises(YamlMistake, match=says) as told:
        read(tmp_path, text)
    assert told.value.line == line


def test_lines_that_go_on_inside_each_other_are_a_mistake(tmp_path: Path) -> None:
    """Thousands deep, as no hand writes them: a message, not the end of the program."""
    with pytest.raises(YamlMistake, match="one inside another too deeply"):
        read(tmp_path, "\n".join(" " * depth + "a:" for depth in range(3000)))


def test_the_line_of_a_value(tmp_path: Path) -> None:
    """Of a key, of an entry of a list, of a key inside it; the nearest parent's where it is not there."""
    data = read(tmp_path, "a: 1\nlist:\n  - x: 1\n    y: 2\n  - x: 3\n")
    places = [("a",), ("list",), ("list", 0), ("list", 0, "y"), ("list", 1, "x"), ("list", 1, "z"), ("none",)]
    assert [line_of(data, place) for place in places] == [1, 2, 3, 4, 5, 5, 1]


def test_a_suggestion_or_all_that_is_known() -> None:
    """The nearest word, else the list."""
    assert did_you_mean("shool", ["school", "phase"]) == 'did you mean "school"?'
    assert did_you_mean("xyz", ["school", "phase"]) == "known here: school, phase"
