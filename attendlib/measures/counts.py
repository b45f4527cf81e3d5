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
    category, one = marks.category, 1
    attended = category.isin(ATTENDED).ifelse(one, 0)
    authorised = (category == Category.AUTHORISED.value).ifelse(one, 0)
    unauthorised = (category == Category.UNAUTHORISED.value).ifelse(one, 0)
    is_late = marks.code.isin([*late["before"], *late["after"]])
    return {
        "possible": (attended + authorised + unauthorised).sum(),
        "attended": attended.sum(),
        "authorised": authorised.sum(),
        "unauthorised": unauthorised.sum(),
        "absent": (authorised + unauthorised).sum(),
        "late_before_close": marks.code.isin(late["before"]).ifelse(one, 0).sum(),
        "late_after_close": marks.code.isin(late["after"]).ifelse(one, 0).sum(),
        "late_with_minutes": (is_late & marks.minutes_late.notnull()).ifelse(one, 0).sum(),
        "minutes_late": is_late.ifelse(marks.minutes_late.cast("float64"), 0.0).sum().coalesce(0.0).cast("int64"),
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
