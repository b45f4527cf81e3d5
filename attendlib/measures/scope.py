"""Whom does the official scope leave out, and why?

DfE's annual statistics cover enrolments aged 5 to 15 on 31 August before the year, without boarders and very small
schools; the sixth half term does not count for pupils aged 15, nor do enrolments first seen in it. Source: Pupil
absence statistics methodology; the numbers are in the rule ``official_scope``.
"""

from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from attendlib.ages import turned
from attendlib.measures.asked import Asked
from attendlib.measures.steps import BOARDS, NOT_BORN, OLD, YOUNG
from attendlib.names import DFE
from attendlib.policy import official_terms, rule


@dataclass(frozen=True)
class Scope:
    """The official scope of one academic year. ``youngest`` is the last birth date counted, ``oldest`` the last that is
    too early, ``cut_age`` the last of the age whose sessions from ``last_half_term`` on are left out."""

    youngest: date
    oldest: date
    cut_age: date
    last_half_term: date
    smallest_school: int


def scope_of(asked: Asked) -> Scope | None:
    """The official scope for the question's academic year; None when everyone on the register is asked for."""
    if asked.scope != DFE:
        return None
    held, year = rule("official_scope").on(asked.window.end), asked.window.academic_years[0]
    last = [term.first for term in official_terms(year) if held["last_half_term"] in term.half_terms]
    cut = held["last_half_term_left_out_at"]
    return Scope(
        turned(held["youngest"], year),
        turned(held["oldest"] + 1, year),
        turned(cut, year) if cut else date.min,
        last[0] if last else date.max,
        held["fewest_enrolments"],
    )


def why_out(enrolments: ir.Table, scope: Scope) -> ir.StringValue:
    """For each enrolment why it is outside the scope by what it is, null where it is inside."""
    born = enrolments.born
    return ibis.cases(
        (born.isnull(), NOT_BORN),
        (born > ibis.date(scope.youngest), YOUNG),
        (born <= ibis.date(scope.oldest), OLD),
        (enrolments.boarder, BOARDS),
        else_=None,
    )


def counted(marks: ir.Table, enrolments: ir.Table, scope: Scope) -> ir.Table:
    """The marks inside the scope: of enrolments inside it, without the last half term of pupils aged 15."""
    inside = enrolments.filter(why_out(enrolments, scope).isnull())
    inside = inside.select("urn", "upn", cut=inside.born <= ibis.date(scope.cut_age))
    kept = marks.inner_join(inside, ["urn", "upn"])
    return kept.filter(~(kept.cut & (kept.date >= ibis.date(scope.last_half_term)))).drop("cut")


def first_seen_late(seen: ir.Table, scope: Scope) -> ir.Table:
    """Of ``seen``, which has each enrolment's ``first`` day, those first seen in the last half term."""
    return seen.filter(seen["first"] >= ibis.date(scope.last_half_term))


def kept_enrolments(per_enrolment: ir.Table, seen: ir.Table, scope: Scope) -> ir.Table:
    """Without enrolments first seen in the last half term and without schools that have too few left. ``per_enrolment``
    has urn, upn and possible; ``seen`` urn, upn and the ``first`` day on which the year knows of them."""
    kept = per_enrolment.filter(per_enrolment.possible > 0).anti_join(first_seen_late(seen, scope), ["urn", "upn"])
    size = kept.group_by("urn").aggregate(size=kept.upn.nunique())
    return kept.semi_join(size.filter(size["size"] >= scope.smallest_school), "urn")
