"""What did each pupil reach, by the city's attainment table?

Read only when somebody asks for it: no attendance report needs it, and its mistakes stop none. Whether a pupil is on a
roll is for whoever joins the two to say: results come with pupils whose attendance is nowhere.
"""

from dataclasses import dataclass
from pathlib import Path

from attendlib.city.mistakes import Mistake, Mistakes
from attendlib.city.rows import Row, rows
from attendlib.policy import is_academic_year

NEEDED = ("upn", "key_stage", "measure", "academic_year", "score", "passed")
"""The columns of the table; ``level`` may be there too."""

_YES, _NO = ("1", "yes", "true", "y"), ("0", "no", "false", "n")


@dataclass(frozen=True)
class Result:
    """One pupil's result in one measure: a test, a subject, a score over several.

    score: None where none was given · passed: None where it was not said · level: the group for tables, such as "met
    the higher standard", or empty · row: in the table."""

    upn: str
    key_stage: str
    measure: str
    academic_year: str
    score: float | None
    passed: bool | None
    level: str
    row: int

    @property
    def says_nothing(self) -> bool:
        """Neither a score nor a level nor whether it was a pass."""
        return self.score is None and self.passed is None and not self.level


@dataclass(frozen=True)
class Attainment:
    """The table. ``remarks``: what a person should look at in it, though it stops nothing."""

    results: tuple[Result, ...]
    remarks: tuple[Mistake, ...]


def read_attainment(path: Path) -> Attainment:
    """Every row of the table. Raises CityError with every mistake in it: a score that is no figure, a ``passed`` that
    is neither yes nor no, a year that is none, and a second result of a pupil in the same measure and year."""
    mistakes = Mistakes()
    found: list[Result] = []
    seen: dict[tuple[str, str, str, str], int] = {}
    for row in rows(path, path.name, NEEDED, mistakes):
        result = _result(row)
        key = (result.upn, result.key_stage, result.measure, result.academic_year)
        earlier = seen.setdefault(key, row.number)
        if earlier != row.number:
            row.wrong(
                "measure",
                "this pupil has another result in the same measure and year",
                "keep the one that counts, or name the measures apart (first entry, resit)",
            )
        found.append(result)
    mistakes.stop_if_any()
    return Attainment(tuple(found), tuple(mistakes.remarks))


def _result(row: Row) -> Result:
    for column, meaning in (("upn", "pupil"), ("key_stage", "key stage"), ("measure", "measure")):
        if not row.text(column):
            row.wrong(column, f"the {meaning} is missing", "give it, or take the row out")
    year = row.text("academic_year")
    if not is_academic_year(year):
        row.wrong("academic_year", "not an academic year", "write it as 2024/25")
    score = row.figure("score")
    return Result(
        row.text("upn"),
        row.text("key_stage").upper(),
        row.text("measure"),
        year,
        None if score is None else float(score),
        _passed(row),
        row.text("level"),
        row.number,
    )


def _passed(row: Row) -> bool | None:
    text = row.text("passed").lower()
    if text and text not in _YES + _NO:
        row.wrong("passed", "neither yes nor no", "write 1 or 0; leave it empty where it is not known")
    return True if text in _YES else False if text in _NO else None
