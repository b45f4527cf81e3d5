"""Do the marks come out near the published levels?

Tolerances: a code's share of some 1.2 million sessions varies between seeds because spells, blocks and schools vary,
not because sessions are few. Over seeds, phase levels move by about a twentieth, so a tenth is asked of levels; single
codes that come in blocks for a few pupils vary by a third or more, so only the frequent ones are held, to a fifth.
"""

from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from attendlib.codes import code_book
from attendlib.policy import benchmarks, table

from .conftest import Opened

FIRST_DAY = date(2025, 9, 1)


class Told:
    """Counts by phase, from the register files as they were written."""

    def __init__(self, opened: Opened) -> None:
        self.codes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.pupils: dict[str, list[np.ndarray]] = defaultdict(list)
        for register in opened.registers:
            phase = opened.city.school(register.urn).phase
            texts = register.mark.values
            kinds = [code_book().entry(text, FIRST_DAY) for text in texts]
            absent, possible = (np.array([getattr(k, name) for k in kinds]) for name in ("absent", "possible"))
            pupils = len(register.pupil.values)
            missed, sessions = (
                np.bincount(register.pupil.index, weights=kind[register.mark.index], minlength=pupils)
                for kind in (absent, possible)
            )
            self.pupils[phase].append(np.stack([missed, sessions]))
            for text, count in zip(texts, np.bincount(register.mark.index, minlength=len(texts)), strict=True):
                self.codes[phase][text] += int(count)

    def pupils_of(self, *phases: str) -> tuple[np.ndarray, np.ndarray]:
        """Absent and possible sessions of each enrolment with a possible session."""
        both = np.concatenate([part for phase in phases for part in self.pupils[phase]], axis=1)
        missed, sessions = both[:, both[1] > 0]
        return missed, sessions


@pytest.fixture(scope="module")
def told(opened: Opened) -> Told:
    return Told(opened)


def published(phase: str, measure: str) -> float:
    """England's percentage, 2025/26 year to date."""
    return next(
        float(row["percent"])
        for row in benchmarks("daily_year_to_date")
        if (row["academic_year"], row["area"], row["phase"], row["measure"]) == ("2025/26", "England", phase, measure)
    )


@pytest.mark.parametrize("phase", ["primary", "secondary"])
def test_absence_of_a_phase_is_englands(told: Told, phase: str) -> None:
    """Overall absence is within a tenth of England's in 2025/26."""
    missed, sessions = told.pupils_of(phase)
    assert 100 * missed.sum() / sessions.sum() == pytest.approx(published(phase, "overall_absence"), rel=0.1)


def test_absence_of_special_schools_is_englands(told: Told) -> None:
    """With two hundred pupils in three special schools, a quarter either way."""
    missed, sessions = told.pupils_of("special")
    assert 100 * missed.sum() / sessions.sum() == pytest.approx(published("special", "overall_absence"), rel=0.25)


def test_persistent_and_severe_absence_have_englands_shares(told: Told) -> None:
    """16 to 20.5% of enrolments miss a tenth of their sessions, 1.2 to 3% miss half: near 18.8 and 2.4."""
    missed, sessions = told.pupils_of("primary", "secondary", "special")
    assert 0.16 < (10 * missed >= sessions).mean() < 0.205
    assert 0.012 < (2 * missed >= sessions).mean() < 0.03


@pytest.mark.parametrize("phase", ["primary", "secondary"])
@pytest.mark.parametrize("role", ["illness", "late", "medical", "other", "late_unauthorised", "holiday"])
def test_frequent_codes_have_their_published_share(told: Told, phase: str, role: str) -> None:
    """Within a fifth of the share of possible sessions that England's registers hold. Leave of absence is not asked:
    a mark string holds every code of two characters as leave."""
    code = next(row["code"] for row in table("synthetic/codes") if row["role"] == role)
    share = next(
        float(row["percent"]) for row in table("synthetic/code_shares") if (row["phase"], row["role"]) == (phase, role)
    )
    _, sessions = told.pupils_of(phase)
    assert 100 * told.codes[phase][code] / sessions.sum() == pytest.approx(share, rel=0.2)


def test_every_role_stands_for_a_code_in_force() -> None:
    """The generator's codes are those of the code set; its planted faults are not in it."""
    for row in table("synthetic/codes"):
        fine = code_book().status(row["code"], FIRST_DAY) == "in force"
        assert fine is not row["role"].startswith("fault")
