"""Does absence come in spells, as often and as long as asked?"""

import numpy as np

from attendlib.synth.facts import having
from attendlib.synth.fill import Filled, paint
from attendlib.synth.letters import call_off
from attendlib.synth.sheet import fresh
from attendlib.synth.spells import CAUSES, draw, pressure
from attendlib.synth.terms import Days


def _drawn(share: float, length: float) -> tuple[np.ndarray, np.ndarray]:
    pupils, days = 2000, 130
    open_ = np.ones(days, dtype=bool)
    shares = np.array([[share] * pupils, [share / 2] * pupils, [0.0] * pupils])
    spells = draw(shares, np.full((3, pupils), length), np.ones((3, days)), open_, np.random.default_rng(5))
    return spells.state, spells.first_days()


def test_the_long_run_share_of_days_is_the_one_asked_for() -> None:
    """With 6% of days ill and 3% off otherwise, in spells of 2.5 days, 260,000 pupil-days come within a tenth of it."""
    state, _ = _drawn(0.06, 2.5)
    assert abs((state == 1).mean() - 0.06) < 0.006
    assert abs((state == 2).mean() - 0.03) < 0.003
    assert not (state == 3).any()


def test_spells_are_as_long_as_asked() -> None:
    """A spell lasts 2.5 days on average, so absence is not scattered day by day."""
    state, first = _drawn(0.06, 2.5)
    assert 2.2 < (state > 0).sum() / first.sum() < 2.8


def test_illness_peaks_in_winter_and_the_last_day_before_a_holiday_is_missed() -> None:
    """Illness starts more often in January than in June; other reasons more often on a last day; the mean is 1."""
    days = np.arange(np.datetime64("2025-09-01"), np.datetime64("2026-07-18"))
    days = days[np.is_busday(days)]
    open_ = ~((days >= np.datetime64("2025-12-20")) & (days <= np.datetime64("2026-01-04")))
    table = pressure(days, open_)
    at = {str(day): column for column, day in enumerate(days)}
    assert table[0, at["2026-01-20"]] > 1.4 * table[0, at["2026-06-16"]]
    other = CAUSES.index("other")
    assert table[other, at["2025-12-19"]] > 1.5 * table[other, at["2025-12-12"]]
    assert np.allclose(table[:, open_].mean(axis=1), 1)


def test_a_meeting_calls_off_later_spells_only() -> None:
    """After a meeting about three tenths of a pupil's later spells are gone; what was before stays as it was."""
    rng, pupils = np.random.default_rng(9), 400
    days = np.arange(np.datetime64("2025-09-01"), np.datetime64("2026-03-28"))
    days = days[np.is_busday(days)]
    sheet = fresh(pupils, Days(days, np.ones(len(days), dtype=bool), np.ones(len(days), dtype=np.int8)))
    shares = np.array([[0.06] * pupils, [0.06] * pupils, [0.01] * pupils])
    spells = draw(shares, np.full((3, pupils), 2.0), np.ones((3, len(days))), sheet.days.open, rng)
    paint(sheet, spells, rng)
    before, after = sheet.cells.copy(), 70
    filled = Filled(sheet, spells, np.ones_like(before, dtype=bool))
    for row in range(pupils):
        call_off(filled, row, after, rng)
    absent = having(*CAUSES)
    later = (absent[sheet.cells].sum() - absent[before[:, : 2 * after]].sum()) / absent[before[:, 2 * after :]].sum()
    assert (sheet.cells[:, : 2 * after] == before[:, : 2 * after]).all()
    assert 0.66 < later < 0.78
