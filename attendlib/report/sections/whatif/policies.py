"""How much work would one policy be beside another, or with another number?"""

from collections.abc import Sequence

from attendlib.casework import Policy
from attendlib.casework.lists.news import label
from attendlib.casework.whatif import Caseload, around_the_first, caseloads, hours, settings
from attendlib.report.blocks import Callout, Column, Table, Words
from attendlib.report.cases import Cases
from attendlib.report.sections.nothing import without_marks
from attendlib.report.words import plural, sentence

NO_TIME = "z"
"""The mark for hours that nobody has to find."""


def what_if_in_brief(cases: Cases, minutes: int) -> Words | Callout:
    """What each policy asks of the people who carry it out, in a sentence each."""
    told = without_marks(cases.view)
    if told:
        return told
    lines = [
        f"{one.policy.says.title}: a step is due for {plural(one.due, 'enrolment')} ({hours(one.due, minutes)} hours "
        f"at {plural(minutes, 'minute')} each). If nothing had been done yet, {one.clean:,} would have a first step "
        f"({hours(one.clean, minutes)} hours)."
        for one in _loads(cases, cases.policies)
    ]
    return Words(bullets=lines or ["Nobody is on roll."])


def _loads(cases: Cases, policies: Sequence[Policy]) -> list[Caseload]:
    """The caseload of the whole view under each policy; none where nobody is on roll."""
    view = cases.view
    return list(caseloads(view.open.city, view.open.store, policies, cases.on, by=("city",), urns=view.urns))


def caseload_of_policy(cases: Cases, minutes: int) -> Table | Callout:
    """Every step of the policy with whom it is due for, and from a clean start."""
    return without_marks(cases.view) or _by_step(cases, cases.policy, minutes)


def caseload_beside_it(cases: Cases, minutes: int) -> Table | Callout:
    """The same of the policy beside it."""
    if cases.against is None:
        return Callout("note", "No other policy", "Name one as `against` in the parameters to see it here.")
    return without_marks(cases.view) or _by_step(cases, cases.against, minutes)


def _by_step(cases: Cases, policy: Policy, minutes: int) -> Table:
    rows = [
        {
            "step": load.name if load.is_step else sentence(load.name),
            "due": load.due,
            "due_hours": hours(load.due, minutes) if load.is_step else NO_TIME,
            "clean": load.clean,
            "clean_hours": hours(load.clean, minutes) if load.is_step else NO_TIME,
        }
        for one in _loads(cases, [policy])
        for load in one.loads
    ]
    columns = [
        Column("step", "Step"),
        Column("due", "Due now", "count"),
        Column("due_hours", "Hours now", "number"),
        Column("clean", "From a clean start", "count"),
        Column("clean_hours", "Hours from a clean start", "number"),
    ]
    return Table(
        f"Caseload: {policy.says.title}",
        columns,
        rows,
        "nobody is on roll.",
        note=f"Due now: with what the interventions table has on record. From a clean start: the first step each pupil "
        f"would get if nothing had been done yet; holds are kept. Hours at {plural(minutes, 'minute')} each. Every "
        f"enrolment is in one row. {policy.remark(cases.on)}".strip(),
    )


def settings_compared(cases: Cases, setting: str, minutes: int) -> Table | Callout:
    """The caseload for each value of a setting, such as "school_target=93,94,95"; of the policy's first percentage,
    where none is named."""
    told = without_marks(cases.view)
    if told:
        return told
    varied = setting or around_the_first(cases.policy)
    if not varied:
        return Callout(
            "note", "No setting is varied", f"{cases.policy.says.title} has no percentage among its settings."
        )
    asked = [cases.policy.chosen(values) for values in settings([varied])]
    steps = [step for step in cases.policy.says.steps if step.when.of_attendance]
    rows = [
        {
            "setting": ", ".join(f"{name} {float(number):g}" for name, number in one.policy.given.items()),
            "due": one.due,
            "clean": one.clean,
            "hours": hours(one.clean, minutes),
            **{load.step: load.clean for load in one.loads},
        }
        for one in _loads(cases, asked)
    ]
    first = [step for step in steps if not step.requires]
    columns = [
        Column("setting", "Setting"),
        Column("due", "With a step due now", "count"),
        Column("clean", "From a clean start", "count"),
        *(Column(step.step, f"Of these {label(cases.policy, step.step)}", "count") for step in first),
        Column("hours", f"Hours, {minutes} minutes each", "number"),
    ]
    return Table(
        "The caseload for each value of a setting",
        columns,
        rows,
        "nobody is on roll.",
        note="A school that has a number of its own in the schools table is asked with the value here all the same.",
    )


def what_to_conclude(cases: Cases) -> Words:
    """What the numbers of the page mean, and what they do not."""
    remarks = [one.remark(cases.on) for one in cases.policies]
    return Words(
        bullets=[
            "These are counts of pupils as they attended up to now. A cut-off that takes in more pupils does not make "
            "anybody attend more: what the letters and meetings do is another question.",
            "A higher cut-off brings in more pupils, and mostly those who missed little: a person's time goes to them "
            "and not to the few who miss most. The hours say how much time.",
            "Early in the year a few days missed are a large share, so each cut-off takes in more pupils then than it "
            "will in summer. Compare with the same week of another year, not with another month.",
            "From a clean start is the first week of a new policy, the heaviest. Due now is a week like this one.",
            "A pupil just above a line is not different from one just below it. Look at pupils, not at lines.",
            *filter(None, remarks),
        ]
    )
