"""How many enrolments does the official scope leave out of an answer, and why?

Everyone on the register with a possible session is either counted or left out for the first reason that applies, so the
counts add up.
"""

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from attendlib.measures.asked import Asked
from attendlib.measures.scope import Scope, first_seen_late, scope_of, why_out
from attendlib.measures.sources import Sources
from attendlib.measures.steps import CUT, LATE, SMALL
from attendlib.measures.table import described, first_seen, per_enrolment
from attendlib.names import ROLL


@dataclass(frozen=True)
class LeftOut:
    """``counted`` and the enrolments left out, by ``reasons``, are all that have a possible session in the window."""

    counted: int
    reasons: dict[str, int]

    @property
    def everyone(self) -> int:
        """Those on the register with a possible session."""
        return self.counted + sum(self.reasons.values())


def left_out(sources: Sources, asked: Asked) -> LeftOut:
    """Whom the question counts and whom not. With everyone on the register asked for, nobody is left out."""
    inside, scope = _with_sessions(sources, asked), scope_of(asked)
    counted = int(inside.count().execute())
    if scope is None:
        return LeftOut(counted, {})
    outside = _with_sessions(sources, replace(asked, scope=ROLL)).anti_join(inside, ["urn", "upn"])
    reasons = _reasons(outside, inside, sources, asked, scope)
    rows = reasons.group_by("reason").aggregate(enrolments=reasons.count()).order_by(ibis.desc("enrolments"), "reason")
    return LeftOut(counted, {row["reason"]: row["enrolments"] for row in rows.to_pyarrow().to_pylist()})


def _reasons(outside: ir.Table, inside: ir.Table, sources: Sources, asked: Asked, scope: Scope) -> ir.Table:
    """Why each enrolment is ``outside``: for what it is, when it came, which of its sessions count, or where it is."""
    who, school = ["urn", "upn"], "urn"
    is_out = sources.enrolments.select(*who, why=why_out(sources.enrolments, scope))
    late = first_seen_late(first_seen(sources, asked), scope).select(*who, late=True)
    has_others = inside.select(school).distinct().mutate(others=True)
    told = outside.inner_join(is_out, who).left_join(late, who).drop("urn_right", "upn_right")
    told = told.left_join(has_others, school)
    return told.select(reason=ibis.coalesce(told.why, ibis.cases((told.late, LATE), (told.others, CUT), else_=SMALL)))


def _with_sessions(sources: Sources, asked: Asked) -> ir.Table:
    """The enrolments with a possible session that an answer counts, each once."""
    table = per_enrolment(sources, asked)
    here = described(sources, asked).select("urn", "upn")
    return table.filter(table.possible > 0).select("urn", "upn").distinct().semi_join(here, ["urn", "upn"])
