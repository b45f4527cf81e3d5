"""Does every number in ``params/rules`` say from which day it holds and who says so?

The files are read as they are, not through the loader, so that what the loader might let through is seen here.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from attendlib.policy.files import rules_folder

FILES = sorted(place for place in rules_folder().rglob("*") if place.is_file())
OF_POLICIES = ("steps", "settings", "records", "prompts", "hold")
"""The parts of a policy of which every entry has a source of its own."""


def without_source(name: str, said: Mapping[str, Any]) -> Iterator[str]:
    """The places of a rule that lack a first day or a document."""
    if not said.get("values"):
        yield f"{name}: no values"
    for start, held in said.get("values", {}).items():
        if type(start) is not date:
            yield f"{name}, {start}: not a day"
        if not names_a_document(held.get("reference")):
            yield f"{name}, {start}: no reference"
        for part in OF_POLICIES if name.startswith("policies/") else ():
            yield from (f"{name}, {start}: {part}" for entry in entries(held.get(part, [])) if not sourced(entry))


def entries(part: Any) -> list[Mapping[str, Any]]:
    """The entries of a part of a policy, however it holds them."""
    if isinstance(part, list):
        return part
    return list(part.values()) if all(isinstance(entry, dict) for entry in part.values()) else [part]


def sourced(entry: Mapping[str, Any]) -> bool:
    return names_a_document(entry.get("source") or entry.get("reference"))


def names_a_document(text: Any) -> bool:
    """More than a word, for a reader has to find it."""
    return isinstance(text, str) and len(text.split()) > 1


def rows_without_source(place: Path) -> list[int]:
    """The lines of a list that lack a first day (or academic year) or a document."""
    with place.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert rows, place
    return [
        line
        for line, row in enumerate(rows, start=2)
        if not (row.get("start") or row.get("academic_year"))
        or not (row.get("reference") or row.get("source") or "").strip()
    ]


@pytest.mark.parametrize("place", FILES, ids=lambda place: place.relative_to(rules_folder()).as_posix())
def test_every_number_has_a_date_and_a_source(place: Path) -> None:
    """No file of another kind, no value without its first day, no row, step, setting or prompt without its document."""
    name = place.relative_to(rules_folder()).as_posix()
    if place.suffix == ".csv":
        assert rows_without_source(place) == []
    else:
        assert place.suffix == ".yaml"
        assert list(without_source(name, yaml.safe_load(place.read_text(encoding="utf-8")))) == []


def test_what_lacks_one_is_found(tmp_path: Path) -> None:
    """A value, a step and a row without a source, and a value without a day, are each found."""
    rule = {"values": {date(2020, 9, 1): {"count": 10}, "autumn": {"count": 1, "reference": "SI 2020/1"}}}
    assert list(without_source("trial.yaml", rule)) == [
        "trial.yaml, 2020-09-01: no reference",
        "trial.yaml, autumn: not a day",
    ]
    steps = {"steps": [{"step": "a"}], "hold": {"record": "hold"}, "reference": "A policy, July 2025"}
    assert list(without_source("policies/a.yaml", {"values": {date(2020, 9, 1): steps}})) == [
        "policies/a.yaml, 2020-09-01: steps",
        "policies/a.yaml, 2020-09-01: hold",
    ]
    place = tmp_path / "trial.csv"
    place.write_text("start,what,reference\n2020-09-01,a,SI 2020/1\n,b,SI 2020/1\n2020-09-01,c,\n", encoding="utf-8")
    assert rows_without_source(place) == [3, 4]
