"""Do the marks of a real school year give the figures that were published of it?"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from tiny import TinyCity

from attendlib.codes import code_book
from attendlib.rounding import as_published

SCHOOLS = ["103674", "134426", "103763"]
"""Two Coventry primaries and a special school of 2018/19."""


@pytest.fixture(scope="module")
def published(shared: Path) -> pd.DataFrame:
    """Coventry's schools of 2018/19: census counts beside the printed rates, by URN."""
    frame = pd.read_csv(
        shared / "published" / "coventry_schools_201819_absence_attainment.csv", dtype=str, keep_default_na=False
    )
    return frame.set_index("urn")


def evenly(total: int, among: int) -> list[int]:
    """``total`` in ``among`` whole parts that differ by one at most."""
    return [total // among + (i < total % among) for i in range(among)]


def pupils_of(row: "pd.Series[str]") -> Iterator[tuple[int, int, int]]:
    """(possible, authorised, unauthorised) of as many pupils as were enrolled, the persistently absent first, so that
    the sums of both sorts are the published ones."""
    names = ("sess_possible", "sess_authorised", "sess_unauthorised")
    persistent, enrolments = int(row["enrolments_pa_10_exact"]), int(row["enrolments"])
    of_persistent = [int(row[f"{name}_pa_10_exact"]) for name in names]
    of_others = [int(row[name]) - part for name, part in zip(names, of_persistent, strict=True)]
    for totals, among in ((of_persistent, persistent), (of_others, enrolments - persistent)):
        possible, authorised, unauthorised = (evenly(total, among) for total in totals)
        # The last pupils get the odd unauthorised sessions, so that nobody collects all the remainders.
        yield from zip(possible, authorised, reversed(unauthorised), strict=True)


def reasons_of(row: "pd.Series[str]", flag: str) -> Iterator[str]:
    """The codes of the school's authorised or unauthorised sessions, one for each, as many of each as were published;
    sessions of which no reason was published get the code for other circumstances."""
    entries = {e.bucket: e.code for e in code_book().in_force(pd.Timestamp("2019-01-07").date()) if getattr(e, flag)}
    counts = Counter({code: int(row[bucket]) for bucket, code in reversed(entries.items()) if row[bucket].isdigit()})
    other = int(row[f"sess_{flag}"]) - sum(counts.values())
    counts[{"authorised": "C", "unauthorised": "O"}[flag]] += other
    return counts.elements()


@pytest.mark.parametrize("urn", SCHOOLS)
def test_a_real_school_year(published: pd.DataFrame, tiny_city: TinyCity, urn: str) -> None:
    """An enrolment-by-session grid with the published totals of possible sessions, of each reason, and of the
    persistently absent: the measures are the census counts, and round to the printed PERCTOT and PPERSABS10."""
    row, tiny_city.first = published.loc[urn], 2018
    tiny_city.half_terms = (*tiny_city.half_terms[:-1], ("summer 6", "06-01", "07-26"))
    authorised, unauthorised = reasons_of(row, "authorised"), reasons_of(row, "unauthorised")
    for possible, leave, absence in pupils_of(row):
        away = [next(authorised) for _ in range(leave)] + [next(unauthorised) for _ in range(absence)]
        tiny_city.pupil(" ".join([*away, f"/*{possible - len(away)}"]), urn=urn)
    assert next(authorised, next(unauthorised, None)) is None
    del tiny_city.phases["999001"]
    (found,) = tiny_city.asked("school")
    assert found["possible"] == int(row["sess_possible"])
    assert (found["authorised"], found["unauthorised"], found["absent"]) == tuple(
        int(row[f"sess_{name}"]) for name in ("authorised", "unauthorised", "overall")
    )
    assert (found["enrolments"], found["persistently_absent"]) == (
        int(row["enrolments"]),
        int(row["enrolments_pa_10_exact"]),
    )
    assert as_published(found["absent"], found["possible"]) == float(row["PERCTOT"])
    assert as_published(found["persistently_absent"], found["enrolments"]) == float(row["PPERSABS10"])
    by_code = {r["code"]: r["sessions"] for r in tiny_city.asked("school", split="code")}
    assert by_code["I"] == int(row["sess_auth_illness"])
    assert by_code["G"] == int(row["sess_unauth_holiday"])
    (account,) = tiny_city.open().accounts
    assert (account.accepted, account.rejected) == (int(row["sess_possible"]), 0)
