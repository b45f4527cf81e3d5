"""Do the categories of the code book turn DfE's published counts of codes into DfE's published totals?"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from attendlib.codes import Category, code_book
from attendlib.policy import academic_year_start

YTD_2025, YTD_2026 = "EES_ytd_202425.csv", "EES_ytd_202526_to_2026-07-10.csv"
DAILY = "daily_attendance_coventry_england_2022_2025.csv"
WEEKLY = "weekly_attendance_coventry_england_2022_2025.csv"
DASHBOARD = "dashboard_202526_w37_daily_weekly_ytd_coventry_england.csv"
ROWS = {YTD_2025: 491, YTD_2026: 643, DAILY: 708, WEEKLY: 347, DASHBOARD: 56}
NAMED = {"reason_present_am": "/", "reason_present_pm": "\\", "reason_not_attending_planned_closed": "#"}


@dataclass(frozen=True)
class Counted:
    """A published file: its rows that hold numbers, and for each row and code the count and what the code means."""

    rows: pd.DataFrame
    codes: list[str]
    counts: NDArray[np.float64]
    entries: NDArray[np.int32]

    def among(self, chosen: list[bool]) -> pd.Series:
        """Sessions per row of the entries chosen, one answer for each entry of the code book."""
        flags = np.array([*chosen, False])
        return pd.Series((self.counts * flags[self.entries]).sum(axis=1), index=self.rows.index)

    def sum(self, flag: str) -> pd.Series:
        """Sessions per row whose code has the flag on the row's day."""
        return self.among([bool(getattr(entry, flag)) for entry in code_book().codes()])

    def published(self, column: str) -> pd.Series:
        return pd.to_numeric(self.rows[column])


def code_of(column: str) -> str | None:
    """The code that a DfE column counts, told from its name alone."""
    found = re.match(r"reason_([a-z][0-9]?)_", column)
    return NAMED.get(column) or (found[1].upper() if found else None)


def day_of(name: str, row: "pd.Series[str]") -> date:
    """A day on which the row's sessions were held."""
    if name == DAILY:
        return date.fromisoformat(row["attendance_date"])
    if name == DASHBOARD:
        day, month, year = row["attendance_date"].split("/")
        return date(int(year), int(month), int(day))
    if name == WEEKLY:
        return date.fromisocalendar(int(row["time_period"]), int(row["time_identifier"].removeprefix("Week ")), 1)
    return academic_year_start(f"{row['time_period'][:4]}/{row['time_period'][4:]}").replace(month=10)


@pytest.fixture(scope="module")
def read(shared: Path) -> dict[str, Counted]:
    """The five kept files."""
    return {name: counted(shared / "published" / name) for name in ROWS}


def counted(path: Path) -> Counted:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame = frame[frame["possible_sessions"] != "c"].reset_index(drop=True)
    columns = {column: code for column in frame.columns if (code := code_of(column))}
    days = np.array([day_of(path.name, row) for _, row in frame.iterrows()], dtype="datetime64[D]")
    distinct, where = np.unique(days, return_inverse=True)
    entries = code_book().positions(list(columns.values()), distinct)[:, where].T
    counts = frame[list(columns)].apply(pd.to_numeric, errors="coerce").fillna(0).to_numpy(dtype=float)
    return Counted(frame, list(columns.values()), counts, entries)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    ("flag", "column"),
    [
        ("attended", "overall_attendance"),
        ("unauthorised", "unauthorised_absence"),
        ("late", "late_sessions"),
    ],
)
def test_codes_add_up_to_the_published_total(read: dict[str, Counted], name: str, flag: str, column: str) -> None:
    """On every row, the sessions of the codes with the flag are the published total, to the session."""
    file = read[name]
    pd.testing.assert_series_equal(file.sum(flag), file.published(column), check_names=False, check_dtype=False)
    assert len(file.rows) == ROWS[name]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    ("category", "column"),
    [(Category.PRESENT, "present_sessions"), (Category.ACTIVITY, "approved_educational_activity")],
)
def test_attendance_parts(read: dict[str, Counted], name: str, category: Category, column: str) -> None:
    """Present is both strokes and L; activities are B, J, K, P, V and W, and D is not among them."""
    file = read[name]
    ours = file.among([entry.category is category for entry in code_book().codes()])
    pd.testing.assert_series_equal(ours, file.published(column), check_names=False, check_dtype=False)


@pytest.mark.parametrize("name", ROWS)
def test_possible_is_attended_and_absent(read: dict[str, Counted], name: str) -> None:
    """Absent sessions are authorised and unauthorised, possible sessions attended and absent, on every row."""
    file = read[name]
    absent = file.published("authorised_absence") + file.sum("unauthorised")
    for ours, column in [(absent, "overall_absence"), (file.sum("attended") + absent, "possible_sessions")]:
        pd.testing.assert_series_equal(ours, file.published(column), check_names=False, check_dtype=False)
    assert len(file.rows) == ROWS[name]


@pytest.mark.parametrize(("name", "equal"), [(YTD_2025, 435), (YTD_2026, 592), (DASHBOARD, 56)])
def test_authorised_codes(read: dict[str, Counted], name: str, equal: int) -> None:
    """The authorised codes never exceed the total; they equal it on every row where the legacy F is printed too."""
    file = read[name]
    ours, published = file.sum("authorised"), file.published("authorised_absence")
    assert (ours <= published).all()
    assert int((ours == published).sum()) == equal
    assert ("F" in file.codes) == (equal == len(file.rows))


@pytest.mark.parametrize("name", [DAILY, WEEKLY])
def test_authorised_codes_never_exceed_the_total(read: dict[str, Counted], name: str) -> None:
    """Where codes are missing from print (F, the COVID-19 sub-codes of 2022), the sum falls short, never over."""
    file = read[name]
    assert (file.sum("authorised") <= file.published("authorised_absence")).all()


def test_authorised_codes_close_in_the_export_of_autumn_2023(read: dict[str, Counted]) -> None:
    """That export prints F: with it, all 250 rows equal the total and the whole possible total follows from codes."""
    file = read[DAILY]
    here = file.rows["source_file"] == "sql_export_2023_10_23_full"
    assert int(here.sum()) == 250
    for flag, column in [("authorised", "authorised_absence"), ("possible", "possible_sessions")]:
        assert (file.sum(flag)[here] == file.published(column)[here]).all()


def test_the_whole_denominator_follows_from_the_codes(read: dict[str, Counted]) -> None:
    """Week 37 of 2025 prints every code: possible sessions are the codes that count, on 56 of 56 rows, though D, Q,
    Y, Y1 to Y7, planned closure and Z are printed with numbers beside them."""
    file = read[DASHBOARD]
    assert int((file.sum("possible") == file.published("possible_sessions")).sum()) == 56
    outside = ["D", "Q", "Y", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "#", "Z"]
    assert all(file.counts[:, file.codes.index(code)].sum() > 0 for code in outside)


@pytest.mark.parametrize("name", ROWS)
def test_no_session_was_published_before_its_code_began(read: dict[str, Counted], name: str) -> None:
    """A code that the book does not yet know on a row's day has no sessions on that row."""
    file = read[name]
    assert file.counts[file.entries < 0].sum() == 0


@pytest.mark.parametrize(("name", "holiday", "interview"), [(YTD_2025, 1465, 503), (YTD_2026, 388, 87)])
def test_retired_codes_still_arrive(read: dict[str, Counted], name: str, holiday: int, interview: int) -> None:
    """H and J are retired, yet England still counts them, in the totals that they last belonged to."""
    file = read[name]
    nation = (file.rows["geographic_level"] == "National") & (file.rows["education_phase"] == "Total")
    at = int(np.flatnonzero(nation)[0])
    told = {code: int(file.counts[at, file.codes.index(code)]) for code in ("H", "J")}
    assert told == {"H": holiday, "J": interview}
    assert {code_book().status(code, day_of(name, file.rows.iloc[at])) for code in told} == {"retired"}
