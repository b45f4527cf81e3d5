"""What needs doing?"""

from collections.abc import Iterator

from attendlib.report.blocks import Sentence
from attendlib.report.sections.registers import without_a_mark, without_a_reason
from attendlib.report.view import View

QUALITY = "How good the registers are"


def todo(view: View) -> Iterator[Sentence]:
    """What to mend in the registers, and what it would do to the figures."""
    for what, words in (("Mend the registers.", without_a_mark(view)), ("Find the reasons.", without_a_reason(view))):
        if words:
            yield Sentence(f"{what} {words}", QUALITY)
