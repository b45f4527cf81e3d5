"""Does a written date or session mean what it says, and nothing that it does not?"""

import numpy as np
import pytest

from attendlib.dateform import DAY_FIRST, ISO
from attendlib.readers import dates


@pytest.mark.parametrize(
    ("text", "form", "means"),
    [
        ("01/09/2025", DAY_FIRST, "2025-09-01"),
        (" 1/9/2025 ", DAY_FIRST, "2025-09-01"),
        ("2025-09-01", DAY_FIRST, "2025-09-01"),
        ("01/09/2025 00:00:00", DAY_FIRST, "2025-09-01"),
        ("2025-09-01T00:00:00.000000", ISO, "2025-09-01"),
        ("29/02/2024", DAY_FIRST, "2024-02-29"),
        ("09/01/2025", "%m/%d/%Y", "2025-09-01"),
        ("01/09/2025 00:00", "%d/%m/%Y %H:%M", "2025-09-01"),
        ("1 September 2025", "%d %B %Y", "2025-09-01"),
    ],
)
def test_a_date_by_its_form_or_in_iso_form(text, form, means):
    """The stated form, ISO beside it, and midnight as no time of day."""
    assert dates.day(text, form) == np.datetime64(means, "D")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", DAY_FIRST),
        ("13/13/2025", DAY_FIRST),
        ("29/02/2025", DAY_FIRST),
        ("01/09/25", DAY_FIRST),
        ("01-09-2025", DAY_FIRST),
        ("01/09/2025 08:55", DAY_FIRST),
        ("01/09/2025 08:55", "%d/%m/%Y %H:%M"),
        ("2025-09-01T00:00:00Z", ISO),
        ("2025-09-01T00:00:00+01:00", ISO),
        ("2025-08-31 23:00:00", ISO),
        ("٠١/٠٩/٢٠٢٥", DAY_FIRST),
        ("45901", DAY_FIRST),
        ("today", DAY_FIRST),
    ],
)
def test_anything_else_is_no_date(text, form):
    """Two-digit years, other signs, times of day, other zones, other digits, serial numbers."""
    assert np.isnat(dates.day(text, form))


@pytest.mark.parametrize(("text", "session"), [("AM", 0), ("PM", 1), (" pm ", 1), ("A", -1), ("", -1), ("AM1", -1)])
def test_a_session_is_am_or_pm(text, session):
    """Letter case and outer blanks apart, nothing else."""
    assert dates.session(text) == session
