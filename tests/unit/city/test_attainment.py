"""Is every mistake in an attainment table named with its row and column, and nothing private repeated?"""

from pathlib import Path

import pytest
from tiny import upn_number

from attendlib.city import read_attainment
from attendlib.errors import CityError

HEADER = "upn,key_stage,measure,academic_year,score,passed,level"
UPN = upn_number(0)
SOUND = f"{UPN},ks2,mathematics,2024/25,104.5,1,expected"


def table(folder: Path, *lines: str, header: str = HEADER) -> Path:
    """The table with these rows."""
    place = folder / "attainment.csv"
    place.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return place


def test_a_row_becomes_a_result(tmp_path: Path) -> None:
    """Key stages are written in capitals; a score is a figure, a pass yes or no."""
    (result,) = read_attainment(table(tmp_path, SOUND)).results
    assert (result.upn, result.key_stage, result.measure) == (UPN, "KS2", "mathematics")
    assert (result.score, result.passed, result.level, result.row) == (104.5, True, "expected", 2)
    assert not result.says_nothing


def test_what_is_not_given_stays_unknown(tmp_path: Path) -> None:
    """An empty score is none, never nought; without a score, level or pass the row says nothing."""
    (result,) = read_attainment(table(tmp_path, f"{UPN},KS2,mathematics,2024/25,,,")).results
    assert (result.score, result.passed, result.level) == (None, None, "")
    assert result.says_nothing


def test_the_column_of_levels_may_be_left_out(tmp_path: Path) -> None:
    """The six other columns are needed."""
    short = HEADER.removesuffix(",level")
    (result,) = read_attainment(table(tmp_path, f"{UPN},KS2,mathematics,2024/25,90,0", header=short)).results
    assert (result.passed, result.level) == (False, "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"{UPN},KS2,mathematics,2024/25,Zebedee,1,", "column score: not a figure"),
        (f"{UPN},KS2,mathematics,2024/25,1e5,1,", "column score: not a figure"),
        (f"{UPN},KS2,mathematics,2024/25,100,Zebedee,", "column passed: neither yes nor no"),
        (f"{UPN},KS2,mathematics,2024,100,1,", "column academic_year: not an academic year"),
        (f"{UPN},,mathematics,2024/25,100,1,", "column key_stage: the key stage is missing"),
        (f"{UPN},KS2,,2024/25,100,1,", "column measure: the measure is missing"),
        (",KS2,mathematics,2024/25,100,1,", "column upn: the pupil is missing"),
        (f"{UPN},KS2,mathematics,2024/25,99,0,", "column measure: this pupil has another result"),
    ],
)
def test_a_mistake_is_told_with_its_row_and_no_cell(tmp_path: Path, row: str, said: str) -> None:
    """Row 3, the column, what is wrong; never what stood there."""
    with pytest.raises(CityError) as error:
        read_attainment(table(tmp_path, SOUND, row))
    assert f"attainment.csv, line 3: {said}" in str(error.value)
    assert "Zebedee" not in str(error.value)
    assert UPN not in str(error.value)


def test_results_in_other_measures_or_years_stand_beside_each_other(tmp_path: Path) -> None:
    """Several results per pupil are usual."""
    rows = [SOUND, SOUND.replace("mathematics", "reading"), SOUND.replace("2024", "2023").replace("/25", "/24")]
    assert len(read_attainment(table(tmp_path, *rows)).results) == 3


def test_letters_that_had_to_be_assumed_are_a_remark(tmp_path: Path) -> None:
    """A file that is not UTF-8 is read, and said."""
    place = table(tmp_path)
    place.write_bytes(f"{HEADER}\n{UPN},KS2,fran\xe7ais,2024/25,100,1,\n".encode("cp1252"))
    found = read_attainment(place)
    assert [result.measure for result in found.results] == ["français"]
    assert len(found.remarks) == 1
