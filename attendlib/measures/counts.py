"""How many sessions of each kind?

Attended = present + approved educational activity; absent = authorised + unauthorised; possible = attended + absent.
Everything else (not counted, administrative) is in neither numerator nor denominator. Source: DfE, Pupil absence
statistics methodology, Annex A. All counts are whole sessions, pooled, never averaged.
"""

from typing import TYPE_CHECKING

from attendlib.codes import Category
from attendlib.store import POSSIBLE

if TYPE_CHECKING:
    import ibis.expr.types as ir

COUNTS = ("possible", "attended", "authorised", "unauthorised", "absent")
"""The counts that marks and census totals both give."""

LATENESS = ("late_before_close", "late_after_close", "minutes_late", "late_with_minutes")
"""What only marks give: late sessions (L, and U which is also unauthorised), the minutes recorded for them, and how
many of them have minutes."""


ATTENDED = (Category.PRESENT.value, Category.ACTIVITY.value)
ABSENT = (Category.AUTHORISED.value, Category.UNAUTHORISED.value)
"""The categories of marks that make up the possible sessions."""


def of_marks(marks: "ir.Table", late: dict[str, tuple[str, ...]]) -> "dict[str, ir.Value]":
    """Each count as an aggregate over marks. ``late``: the codes for late before and after the register closed."""
    category, code, minutes = marks.category, marks.code, marks.minutes_late
    attended = marks.count(where=category.isin(ATTENDED))
    authorised = marks.count(where=category == Category.AUTHORISED.value)
    unauthorised = marks.count(where=category == Category.UNAUTHORISED.value)
    is_late = code.isin([*late["before"], *late["after"]])
    return {
        "possible": attended + authorised + unauthorised,
        "attended": attended,
        "authorised": authorised,
        "unauthorised": unauthorised,
        "absent": authorised + unauthorised,
        "late_before_close": marks.count(where=code.isin(late["before"])),
        "late_after_close": marks.count(where=code.isin(late["after"])),
        "late_with_minutes": minutes.count(where=is_late),
        "minutes_late": minutes.sum(where=is_late).coalesce(0.0).cast("int64"),
    }


def of_totals(totals: "ir.Table") -> "dict[str, ir.Value]":
    """The same counts as an aggregate over census totals, whose attended sessions are what absence leaves of the
    possible ones. Totals know nothing of lateness."""

    def sessions(*categories: str) -> "ir.IntegerScalar":
        return totals.category.isin(categories).ifelse(totals.sessions, 0).sum()

    authorised, unauthorised = sessions(Category.AUTHORISED.value), sessions(Category.UNAUTHORISED.value)
    nothing = (totals.sessions * 0).sum()
    return {
        "possible": sessions(POSSIBLE),
        "attended": sessions(POSSIBLE) - authorised - unauthorised,
        "authorised": authorised,
        "unauthorised": unauthorised,
        "absent": authorised + unauthorised,
        **dict.fromkeys(LATENESS, nothing),
    }
