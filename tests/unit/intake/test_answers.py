"""Is an answer given again only to the same question about the same inputs?"""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from attendlib.errors import MeasureError
from attendlib.intake.answers import forget, kept
from attendlib.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store").make()


def entry(sha256: str = "a", rest: str = "r", changed: int = 1) -> dict[str, Any]:
    files = [{"path": "a.csv", "sha256": sha256, "options": "{}", "size": 1, "changed": changed}]
    return {"fingerprint": {"rest": rest, "files": files}}


def answer(store: Store, question: str, entries: list[dict[str, Any]], value: int) -> int:
    """The answer where ``value`` is what would be worked out; the entries are of schools 1, 2, ..."""
    of_schools = {str(urn): one for urn, one in enumerate(entries, start=1)}
    table = kept(store, question, of_schools, lambda: pa.table({"x": [value]}))
    return int(table.column("x")[0].as_py())


@pytest.mark.parametrize(
    ("question", "entries", "again"),
    [
        ("q", [entry()], True),
        ("q", [entry(changed=2)], True),
        ("p", [entry()], False),
        ("q", [entry(sha256="b")], False),
        ("q", [entry(rest="s")], False),
        ("q", [entry(), entry()], False),
        ("q", [], False),
    ],
)
def test_the_same_question_about_the_same_inputs(
    store: Store, question: str, entries: list[dict[str, Any]], again: bool
) -> None:
    """A file's time is no input; its bytes, the schools asked about and all else that decides marks are."""
    assert answer(store, "q", [entry()], 1) == 1
    assert answer(store, question, entries, 2) == (1 if again else 2)


def test_other_code_other_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A definition that changed is worked out anew."""
    assert answer(store, "q", [entry()], 1) == 1
    monkeypatch.setattr("attendlib.intake.answers.digest_of_code", lambda rooms: "changed")
    assert answer(store, "q", [entry()], 2) == 2


@pytest.mark.parametrize(("urn", "of_the_school", "of_both"), [("1", 2, 2), ("2", 1, 2)])
def test_forgetting(store: Store, urn: str, of_the_school: int, of_both: int) -> None:
    """Nothing is given again in which a school has a part whose marks change; what is known of another alone stays."""
    assert answer(store, "q", [entry()], 1) == 1
    assert answer(store, "q", [entry(), entry()], 1) == 1
    forget(store, [urn])
    assert answer(store, "q", [entry()], 2) == of_the_school
    assert answer(store, "q", [entry(), entry()], 2) == of_both


def test_an_error_keeps_nothing(store: Store) -> None:
    """A question that cannot be answered leaves no answer behind."""

    def fail() -> pa.Table:
        raise MeasureError("no such measure")

    with pytest.raises(MeasureError):
        kept(store, "q", {"1": entry()}, fail)
    assert answer(store, "q", [entry()], 3) == 3
