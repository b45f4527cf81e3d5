"""What must a head or governor know, on one page?"""

from attendlib.report.blocks import Answer, Callout, Commentary
from attendlib.report.desk import Lists
from attendlib.report.sections.glance.affected import affected
from attendlib.report.sections.glance.changed import changed
from attendlib.report.sections.glance.standing import standing
from attendlib.report.sections.glance.todo import todo
from attendlib.report.sections.nothing import without_figures
from attendlib.report.since import Since


def at_a_glance(since: Since, lists: Lists | None = None) -> Commentary | Callout:
    """Where the school is, what changed, what needs doing and who is affected: each question that has an answer.
    ``lists``: by whose policy steps are due; none are told where it is left out."""
    view = since.view
    told = without_figures(view)
    if told:
        return told
    asked = {
        "Where are we?": standing(view),
        "What changed?": changed(since),
        "What needs doing?": todo(view, lists),
        "Who is affected?": affected(view),
    }
    answered = {question: list(sentences) for question, sentences in asked.items()}
    return Commentary([Answer(question, said) for question, said in answered.items() if said])
