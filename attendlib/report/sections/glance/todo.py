"""What needs doing?"""

from collections.abc import Iterable, Iterator
from itertools import islice

from attendlib.report.blocks import Sentence
from attendlib.report.desk import Lists
from attendlib.report.sections.codes_unlike import Unlike, unlike
from attendlib.report.sections.lists.by_step import due_now
from attendlib.report.sections.near import what_headroom_asks
from attendlib.report.sections.registers import without_a_mark, without_a_reason
from attendlib.report.view import View
from attendlib.report.words import listed
from attendlib.report.written import LOW

MOST = 2
"""Codes that are told, the one with most sessions first."""

REASONS = "Why sessions were missed"
STEPS, PUPILS, QUALITY = "Steps due by the policy", "Pupils to talk about", "How good the registers are"


def _worth_a_look(found: Iterable[Unlike]) -> str:
    """The codes used unlike other schools, each with both shares of sessions; empty for none."""
    said = []
    for one in found:
        own, others = (f"{rate}%" if rate != LOW else "nearly none" for rate in (one.own, one.others))
        said.append(f"{one.code} {'more' if one.more else 'less'} ({own} of sessions, others {others})")
    return f"Look at the codes. Used unlike at other schools: {listed(said)}." if said else ""


def todo(view: View, lists: Lists | None) -> Iterator[Sentence]:
    """Which steps are due, whom to talk to before and after the line, and what to mend in the registers."""
    due = due_now(lists) if lists else ""
    if due:
        yield Sentence(f"Decide on the steps. {due}", STEPS)
    if not view.public:
        yield from (Sentence(words, PUPILS) for words in what_headroom_asks(view))
        codes = _worth_a_look(islice(unlike(view), MOST))
        if codes:
            yield Sentence(codes, REASONS)
    for what, words in (("Mend the registers.", without_a_mark(view)), ("Find the reasons.", without_a_reason(view))):
        if words:
            yield Sentence(f"{what} {words}", QUALITY)
