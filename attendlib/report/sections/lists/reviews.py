"""Which reviews are due, and how has attendance been since the step?"""

from collections.abc import Sequence

from attendlib.casework.lists import Review
from attendlib.report.blocks import Block, Callout, Column, PupilList, Several, Words
from attendlib.report.desk import Lists
from attendlib.report.sections.lists.said import pupil, rate, step
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import plural

COLUMNS = (
    Column("pupil", "Pupil"),
    Column("step", "Step"),
    Column("done", "Taken on", "date"),
    Column("due", "Review due", "date"),
    Column("before", "Attendance before", "percent"),
    Column("after", "Attendance since", "percent"),
    Column("verdict", "Since then"),
)
BETTER = "better"
NOTE = (
    "The oldest first. A review stays here until it is recorded that it was held (record: review), or until something "
    "else is on record for the pupil from its day on."
)


def reviews_table(lists: Lists, caption: str, reviews: Sequence[Review]) -> PupilList:
    """Reviews with attendance up to the step and since."""
    return PupilList(caption, COLUMNS, [_row(lists, review) for review in reviews], "no review is due.", note=NOTE)


def reviews_overdue(lists: Lists) -> Several | Callout:
    """How many reviews are overdue, and those of pupils whose attendance has not been better since the step."""
    told = without_marks(lists.view)
    if told:
        return told
    late = [review for review in lists.desk.reviews if review.on < lists.on]
    if not late:
        return Callout("good", "No review is overdue", "Every review whose day has passed has been followed up.")
    better = [review for review in late if _verdict(review) == BETTER]
    others = [review for review in late if _verdict(review) != BETTER]
    said = f"{plural(len(late), 'review')} overdue: attendance since the step is better for {len(better):,}, " + (
        f"not or not yet for {len(others):,}, who are listed." if others else "which is all of them."
    )
    blocks: list[Block] = [Words([said])]
    if others:
        blocks.append(reviews_table(lists, "Reviews overdue, without improvement", others))
    return Several(blocks)


def _verdict(review: Review) -> str:
    if not (review.before.possible and review.after.possible):
        return "not yet measured"
    return "no better" if review.no_improvement else BETTER


def _row(lists: Lists, review: Review) -> dict[str, object]:
    return {
        "pupil": pupil(lists, review.urn, review.upn),
        "step": step(lists, review.done.step),
        "done": review.done.date,
        "due": review.on,
        "before": rate(review.before),
        "after": rate(review.after),
        "verdict": _verdict(review),
    }
