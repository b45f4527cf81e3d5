"""How much casework is there in the city as a whole, without telling of anybody?"""

from collections import Counter
from collections.abc import Sequence

from attendlib.casework.issued import FIRST, NONE, SECOND, on_record
from attendlib.casework.lists.news import label
from attendlib.disclosure import small_numbers
from attendlib.policy import academic_year_start, rule
from attendlib.report.blocks import Callout, Column, Table
from attendlib.report.cases import Cases
from attendlib.report.sections.nothing import without_marks
from attendlib.report.view import PLACES
from attendlib.report.words import listed
from attendlib.report.written import HIDDEN
from attendlib.rounding import percent

Line = tuple[str, int]
"""What is counted, and how many enrolments on roll it is true of."""


def casework_totals(cases: Cases) -> Table | Callout:
    """Steps due, holds, the threshold for notices, notices on record and returns: the city's totals, those that could
    tell of somebody withheld."""
    told = without_marks(cases.view)
    if told:
        return told
    on_roll = sum(one.on_roll for one in cases.by_school)
    parts = [_steps(cases), *_notices(cases)]
    rows = [row for lines, whole in parts for row in _rows(cases, lines, whole, on_roll)]
    silent = f" No single marks are held of {listed(cases.silent)}." if cases.silent else ""
    return Table(
        "Casework of the city",
        [
            Column("what", "What"),
            Column("count", "How many", "count"),
            Column("share", "Per 100 on roll", "number", PLACES),
        ],
        rows,
        "nobody is on roll.",
        note=f"Of {on_roll:,} enrolments on roll, by {cases.policy.says.title}. A prompt, not a decision. The "
        f"city's casework has it school by school, for named staff.{silent}",
    )


def _rows(cases: Cases, lines: Sequence[Line], whole: bool, on_roll: int) -> list[dict[str, object]]:
    """A row for each line. whole: they make up a total that is shown too, so that a small one needs company."""
    rule_ = small_numbers(cases.on)
    counts = [count for _, count in lines]
    gone = (
        rule_.counts(counts, [on_roll] * len(counts)) if whole else [rule_.is_small_count(n, on_roll) for n in counts]
    )
    return [
        {"what": what, "count": HIDDEN if one else n, "share": HIDDEN if one else percent(n, on_roll, PLACES)}
        for (what, n), one in zip(lines, gone, strict=True)
    ]


def _steps(cases: Cases) -> tuple[list[Line], bool]:
    """The steps that are due for somebody, and who is on hold; the rest of those on roll is known."""
    due: Counter[str] = sum((one.steps for one in cases.by_school), Counter())
    steps = [(f"Due: {label(cases.policy, step.step)}", due[step.step]) for step in cases.policy.says.steps]
    return [*steps, ("On hold: a person decides", sum(one.on_hold for one in cases.by_school))], True


def _notices(cases: Cases) -> list[tuple[list[Line], bool]]:
    """The threshold and the returns, where the law of the day has them."""
    if cases.notices is None:
        return []
    held, schools, price = cases.notices.rules[0], cases.by_school, cases.notices.rules[1]
    start = academic_year_start(cases.view.academic_year)
    issued = sum(
        notice.on >= start for own in on_record(cases.view.open.city, price, cases.on).values() for notice in own
    )
    following: Counter[str] = sum((one.following for one in schools), Counter())
    threshold = f"{held['sessions']} sessions in {held['school_weeks']} school weeks"
    called: Counter[str] = sum((one.returns for one in schools), Counter())
    runs, sickness = (rule(name).on(cases.on) for name in ("attendance_return", "sickness_return"))
    returns = [
        (f"Return: {runs['school_days']} days in a row, not authorised", called[runs["return"]]),
        (f"Return: {sickness['school_days']} days of illness", called[sickness["return"]]),
    ]
    alone = [
        (f"Reached the threshold for a notice ({threshold})", sum(one.reached for one in schools)),
        ("Notices on record this year", issued),
        *returns,
    ]
    names = {FIRST: "the first", SECOND: "the second", NONE: "none, for two stand already"}
    standing = [(f"Still at the threshold, next notice: {words}", following[name]) for name, words in names.items()]
    return [(alone, False), (standing, True)]
