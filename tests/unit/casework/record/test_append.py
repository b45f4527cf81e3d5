"""Is a row added at the end, and not a byte of what was there changed?"""

import codecs
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attendlib.casework.record.append import append, make_table
from attendlib.casework.record.entry import Entry
from attendlib.errors import OutputError

ENTRY = Entry("999001", "A331900120000", date(2026, 3, 27), "letter-a", "sent")
HEADER = "urn,upn,date,step,outcome"
ROW = "999001,A331900120000,2026-03-27,letter-a,sent"


def added(tmp_path: Path, held: bytes, *entries: Entry) -> bytes:
    """What a table holds afterwards beyond what it held before, which is there still."""
    place = tmp_path / "interventions.csv"
    place.write_bytes(held)
    append(place, entries or [ENTRY])
    now = place.read_bytes()
    assert now.startswith(held)
    return now[len(held) :]


def test_a_row_is_added(tmp_path: Path) -> None:
    """With the table's line end."""
    assert added(tmp_path, f"{HEADER}\n".encode()) == f"{ROW}\n".encode()
    assert added(tmp_path, f"{HEADER}\r\n{ROW}\r\n".encode()) == f"{ROW}\r\n".encode()


def test_a_line_end_that_is_missing_comes_first(tmp_path: Path) -> None:
    """The last row there keeps its bytes, and its cells."""
    assert added(tmp_path, f"{HEADER}\n{ROW}".encode()) == f"\n{ROW}\n".encode()
    assert added(tmp_path, HEADER.encode()) == f"\n{ROW}\n".encode()


def test_columns_are_those_of_the_table(tmp_path: Path) -> None:
    """In its order; one that attendlib does not know stays empty."""
    held = b'outcome,"note, with a comma",step, date ,upn,urn\n'
    assert added(tmp_path, held) == b"sent,,letter-a,2026-03-27,A331900120000,999001\n"


def test_the_parent_stands_in_its_column(tmp_path: Path) -> None:
    """Where the table has one; where it has not, nothing is written and it is said what to add."""
    named = replace(ENTRY, parent="1")
    assert added(tmp_path, b"parent,outcome,step,date,upn,urn\n", named) == (
        b"1,sent,letter-a,2026-03-27,A331900120000,999001\n"
    )
    with pytest.raises(OutputError, match="no column parent"):
        added(tmp_path, f"{HEADER}\n".encode(), named)
    assert (tmp_path / "interventions.csv").read_bytes() == f"{HEADER}\n".encode()


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_the_delimiter_is_that_of_the_table(tmp_path: Path, sign: str) -> None:
    """As a spreadsheet abroad saves it."""
    held = HEADER.replace(",", sign).encode() + b"\n"
    assert added(tmp_path, held) == ROW.replace(",", sign).encode() + b"\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("cp1252", b""), ("utf-16-le", codecs.BOM_UTF16_LE),
     ("utf-16-be", codecs.BOM_UTF16_BE)],
)  # fmt: skip
def test_the_encoding_is_that_of_the_table(tmp_path: Path, encoding: str, mark: bytes) -> None:
    """A byte order mark stays where it is, at the beginning, and is not written again."""
    held = mark + f"{HEADER},note\n{ROW},Zoë\n".encode(encoding)
    assert added(tmp_path, held) == f"{ROW},\n".encode(encoding)


def test_several_rows_are_one_piece(tmp_path: Path) -> None:
    """In order."""
    other = Entry("999002", "B", date(2026, 3, 28), "meeting", "held")
    assert added(tmp_path, f"{HEADER}\n".encode(), ENTRY, other) == (
        f"{ROW}\n999002,B,2026-03-28,meeting,held\n".encode()
    )


def test_nothing_to_add_touches_nothing(tmp_path: Path) -> None:
    """Not even a table that is not there."""
    append(tmp_path / "none.csv", [])
    assert not (tmp_path / "none.csv").exists()


def test_a_write_that_fails_half_way_leaves_the_table_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: what went in is taken out again, and it is said."""
    place, held = tmp_path / "interventions.csv", f"{HEADER}\n{ROW}\n".encode()
    place.write_bytes(held)

    def full(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="is as it was"):
        append(place, [ENTRY])
    assert place.read_bytes() == held


def test_a_table_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(OutputError, match="cannot be written to"):
        append(tmp_path / "none.csv", [ENTRY])
    (tmp_path / "x.csv").write_bytes(b"\0\0")
    with pytest.raises(OutputError, match="cannot be written to"):
        append(tmp_path / "x.csv", [ENTRY])


def test_a_new_table_has_its_header(tmp_path: Path) -> None:
    """One that is there is never made anew."""
    make_table(tmp_path / "new.csv")
    assert (tmp_path / "new.csv").read_text(encoding="utf-8") == f"{HEADER},parent\n"
    with pytest.raises(OutputError):
        make_table(tmp_path / "new.csv")
