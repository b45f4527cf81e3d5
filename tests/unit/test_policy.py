"""Does the only reader of the rules find them, name them and guard them?"""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from attendlib import places, policy
from attendlib.errors import RuleError, UnknownRule
from attendlib.policy import files
from attendlib.policy.terms import easter_sunday, spring_bank_holiday


def test_every_file_of_rules_loads() -> None:
    """No file in ``params/rules`` is there without being read: each loads, and none is of another kind."""
    loaded = [policy.rule(name) for name in policy.rule_names()]
    tables = [policy.table(name) for name in policy.table_names()]
    published = [policy.benchmarks(name) for name in policy.benchmark_names()]
    there = [path for path in files.rules_folder().rglob("*") if path.is_file()]
    assert len(loaded) + len(tables) + len(published) == len(there)
    assert all(tables)
    assert all(published)


@pytest.mark.parametrize(
    ("ask", "name", "words"),
    [
        (policy.rule, "persistant_absence", 'did you mean "persistent_absence"'),
        (policy.rule, "zzz", "known here: absence_bands"),
        (policy.rule, "../rules/persistent_absence", "There is no rule"),
        (policy.table, "code", 'did you mean "codes"'),
        (policy.benchmarks, "full_year", "full_year_census"),
    ],
)
def test_an_unknown_name_gets_the_nearest(ask: object, name: str, words: str) -> None:
    """A misspelt rule, table or benchmark is an error that names the likely one, and a path is no name."""
    with pytest.raises(UnknownRule) as refused:
        ask(name)  # type: ignore[operator]
    assert words in str(refused.value)


def test_a_figure_that_a_rule_does_not_have() -> None:
    """A misspelt figure is an error with the likely one; ``get`` and ``in`` work as for any mapping."""
    held = policy.rule("persistent_absence").on(date(2025, 9, 1))
    with pytest.raises(KeyError, match='did you mean "percent"'):
        held["percnt"]
    assert "percnt" not in held
    assert held.get("percnt") is None
    assert dict(held) == {"percent": 10, "inclusive": True, "method": "exact"}


def test_what_is_handed_out_cannot_be_changed_for_others() -> None:
    """A list in a rule is closed to changes, and a table is a fresh copy for each who asks."""
    assert isinstance(policy.rule("absence_bands").on(date(2025, 9, 1))["lower_edges"], tuple)
    policy.table("codes")[0]["category"] = "changed"
    assert policy.table("codes")[0]["category"] == "present"


@pytest.mark.parametrize("label", ["2025", "2025/27", "2025-26", "25/26", "2025/2026", "20２5/26", ""])
def test_what_is_no_academic_year(label: str) -> None:
    """Only two years that follow each other, four digits and two."""
    with pytest.raises(RuleError, match="2025/26"):
        policy.academic_year_start(label)


def test_easter_sunday() -> None:
    """The earliest and latest Easters of these centuries and some between."""
    known = [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]
    assert [easter_sunday(day.year) for day in known] == known


@pytest.mark.parametrize(
    "day",
    [date(2011, 5, 30), date(2012, 6, 4), date(2013, 5, 27), date(2021, 5, 31), date(2022, 6, 2), date(2026, 5, 25)],
)
def test_the_spring_bank_holiday(day: date) -> None:
    """The last Monday of May, moved for the jubilees of 2012 and 2022."""
    assert spring_bank_holiday(day.year, policy.rule("official_terms").on(day)) == day


def test_the_digest_tells_any_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files give the same digest; a changed byte or a changed name another."""
    monkeypatch.setattr(files, "rules_folder", lambda: tmp_path)
    seen = []
    for name, text in [("a.yaml", "x"), ("a.yaml", "y"), ("b/a.csv", "x"), ("notes.txt", "z")]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        seen.append(files.rules_digest())
    assert len(set(seen)) == 3
    assert seen[2] == seen[3] == files.rules_digest()


def test_a_wheel_carries_its_own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a checkout's ``params`` beside the package, files are those inside it; with one, the checkout's."""
    package = tmp_path / "site" / "attendlib"
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert places.shipped("notebooks") == package / "shipped" / "notebooks"
    (tmp_path / "site" / "params" / "rules").mkdir(parents=True)
    assert places.shipped("params", "runs") == tmp_path / "site" / "params" / "runs"


def test_asking_for_codes_loads_nothing_heavy() -> None:
    """Policy and codes start without pandas, numpy, ibis or pydantic."""
    script = (
        "import sys; from attendlib.codes import code_book; code_book();"
        "print(sorted({'pandas', 'numpy', 'ibis', 'pydantic', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
