"""Is what the store keeps whole, private and forgettable?"""

import os
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from attendlib.store import Store, store_for, write_whole

TABLE = pa.table({"x": [1, 2]})


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "a" / "store").make()


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    """0700 whatever the umask, also where the folder was there before with more."""
    before = os.umask(0)
    try:
        folder = tmp_path / "open"
        folder.mkdir(mode=0o755)
        Store(folder).make()
        Store(tmp_path / "new" / "store").make().put("999001", "marks/2025-26", TABLE)
    finally:
        os.umask(before)
    assert mode(folder) == mode(tmp_path / "new" / "store") == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_killed_write_leaves_no_half_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of before stays, whole; nothing else is left."""
    store.put("999001", "totals", TABLE)

    def killed(table: pa.Table, place: Path, **options: object) -> None:
        place.write_bytes(b"PAR1 half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(pq, "write_table", killed)
    for kind in ("totals", "marks/2025-26"):
        with pytest.raises(KeyboardInterrupt):
            store.put("999001", kind, TABLE)
    monkeypatch.undo()
    assert pq.read_table(store.total_files(["999001"])[0]).equals(TABLE)
    files = [file.name for file in store.folder.rglob("*") if file.is_file()]
    assert sorted(files) == [".gitignore", "999001.parquet"]


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    """A full disk at the last moment leaves the old text."""
    place = tmp_path / "kept" / "file.txt"
    write_whole(place, lambda part: part.write_text("old"))

    def full(part: Path) -> None:
        part.write_text("ne")
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        write_whole(place, full)
    assert [file.read_text() for file in place.parent.iterdir()] == ["old"]


def test_files_of_schools_and_years(store: Store) -> None:
    """Only the schools and academic years asked for; all years where none is named."""
    for urn, year in [("999001", "2024-25"), ("999001", "2025-26"), ("999002", "2025-26")]:
        store.put(urn, f"marks/{year}", TABLE)

    def told(*asked: object) -> list[str]:
        return [f"{file.parent.name}/{file.stem}" for file in store.mark_files(*asked)]  # type: ignore[arg-type]

    assert told(["999001"]) == ["2024-25/999001", "2025-26/999001"]
    assert told(["999002", "999001"], ["2025/26"]) == ["2025-26/999001", "2025-26/999002"]
    assert told(["999003"]) == told(["999001"], ["2020/21"]) == []


def test_forgetting_a_school_leaves_the_others(store: Store) -> None:
    """Every table and the entry of one school go."""
    for urn in ("999001", "999002"):
        for kind in ("marks/2025-26", "totals"):
            store.put(urn, kind, TABLE)
        store.put_findings(urn, [["a"]])
        store.put_entry(urn, {"accounts": []})
    store.drop("999001")
    assert store.held("999001") == []
    assert store.entry("999001") is None
    assert store.findings("999001") == []
    assert store.findings("999002") == [["a"]]
    assert [name.split("/")[0] for name in store.held("999002")] == ["findings", "marks", "totals"]
    entry = store.entry("999002")
    assert entry is not None
    assert entry["accounts"] == []


def test_where_the_store_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the city file; under ``ATTENDLIB_STORE`` if set, apart for each city."""
    monkeypatch.delenv("ATTENDLIB_STORE", raising=False)
    assert store_for(tmp_path / "city.yaml").folder == tmp_path / ".attendlib" / "city"
    monkeypatch.setenv("ATTENDLIB_STORE", str(tmp_path / "kept"))
    one, other = store_for(tmp_path / "city.yaml").folder, store_for(tmp_path / "town.yaml").folder
    assert one.parent == other.parent == tmp_path / "kept"
    assert one != other


def test_beside_a_city_on_a_read_only_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written where nothing may be: the user's cache folder is taken."""
    monkeypatch.delenv("ATTENDLIB_STORE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shelf.chmod(0o555)
    assert store_for(shelf / "city.yaml").folder.parent == tmp_path / "cache" / "attendlib"
    shelf.chmod(0o755)
