"""How well could persistent absence be foretold, for whom worse, and by what?"""

from collections.abc import Sequence

import pandas as pd

from attendlib.report import charts
from attendlib.report.blocks import Chart, Column, Several, Table, Words
from attendlib.report.sections.groups import GROUPS
from attendlib.report.sections.research.refused import or_why
from attendlib.report.sections.research.said import chance, reach, reach_columns, signed
from attendlib.report.words import day, plural, sentence
from attendlib.research import EarlyWarning, by_group, calibration
from attendlib.research.warning.early import REST
from attendlib.rounding import half_up, percent

CALLED = {"fsm": "free school meals", "sen": "special educational needs", "eal": "first language"}
"""What a group of the pupils table is called where its column's name is not the word."""

FORETOLD = {
    REST: "persistent absence in the {ahead} school days from that day on",
    "year": "persistent absence in the year to the end of those {ahead} school days",
}
SIGNS = {
    "so_far": "absence in the year so far",
    "rate": "absence in the days looked back on",
    "fortnight": "absence in the last fortnight",
    "unauthorised": "unauthorised absence",
    "spells": "separate spells of absence",
    "late": "lateness",
}
"""What the score goes by, in words; shares enter as their square roots."""


@or_why
def about(told: EarlyWarning) -> Words:
    """What was foretold, of whom, and whether it was told better than by absence so far."""
    what = FORETOLD[told.outcome].format(ahead=told.ahead)
    happened = int(told.scored.outcome.sum())
    gain = told.difference
    verdict = (
        "The score is better than absence so far alone."
        if gain.low > 0
        else "The score is worse than absence so far alone, if by little: such intervals are somewhat too narrow."
        if gain.high < 0
        else "The score is not clearly better than absence so far alone: a list of those who missed most does as well."
    )
    return Words(
        [
            f"On {day(told.on)} the chance of {what} was foretold for {plural(len(told.scored), 'enrolment')}; it came "
            f"for {happened:,} of them.",
            f"{verdict} The difference of the two areas under the curve is {signed(gain, 4)}.",
        ]
    )


@or_why
def account(told: EarlyWarning) -> Table:
    """What became of every enrolment of the schools that sent marks."""
    rows = [{"what": sentence(what), "enrolments": count} for what, count in told.account.items()]
    rows.append({"what": "All enrolments", "enrolments": sum(told.account.values())})
    columns = [Column("what", "What became of them"), Column("enrolments", "Enrolments", "count")]
    return Table("Enrolments scored, or why not", columns, rows, "nobody was scored.", total=True)


@or_why
def skill(told: EarlyWarning) -> Several:
    """The areas under the curve, and how true the chances were, of the score and of the simple rule."""
    both = {"The score": told.score, "Absence so far alone": told.simple_rule}
    frame = pd.DataFrame([{"name": name, **reach(one.auc, 2)} for name, one in both.items()])
    area = charts.intervals(
        frame,
        "name",
        "value",
        "Area under the curve",
        label_name="Foretold by",
        value_name="Area under the curve",
        reference=("No better than chance", 0.5),
        places=2,
        note="The chance that somebody to whom it happened had been scored higher than somebody to whom it did not. "
        "The intervals take pupils to be independent, which makes them somewhat too narrow.",
    )
    rows = [
        {
            "name": name,
            "brier": half_up(one.brier, 3),
            "of_rate": half_up(one.of_rate, 3),
            "over": half_up(one.over, 1),
            **reach(one.slope, 2),
        }
        for name, one in both.items()
    ]
    columns = [
        Column("name", "Foretold by"),
        Column("brier", "Brier score", "number", 3),
        Column("of_rate", "Brier score of one chance for all", "number", 3),
        Column("over", "Foretold less what came, in points", "points", 1),
        *reach_columns("Calibration slope", 2),
    ]
    table = Table(
        "Were the chances the true ones?",
        columns,
        rows,
        "nobody was scored.",
        note="A lower Brier score is better. A slope of 1 is right; below it chances were too extreme.",
    )
    return Several([area, table])


@or_why
def chances(told: EarlyWarning) -> Chart:
    """What was foretold and what came, by fifth of the chances."""
    frame = calibration(told.scored.outcome.to_numpy(), told.scored.chance.to_numpy())
    rows = []
    for place, one in enumerate(frame.itertuples(), start=1):
        rows.append(
            {
                "name": f"Fifth {place} of 5 ({plural(int(one.enrolments), 'enrolment')})",
                "value": percent(int(one.happened), int(one.enrolments)),
                "low": half_up(100 * float(one.low), 1),
                "high": half_up(100 * float(one.high), 1),
                "foretold": half_up(100 * float(one.chance), 1),
            }
        )
    return charts.intervals(
        pd.DataFrame(rows),
        "name",
        "value",
        "What was foretold and what came",
        label_name="By the score's chance, lowest first",
        value_name="Share to whom it happened",
        marker="foretold",
        marker_name="mean chance foretold",
        kind="percent",
        note="Intervals by Wilson's method, pupils taken to be independent.",
    )


@or_why
def weights(told: EarlyWarning) -> Table:
    """What the score goes by."""
    rows = [
        {"sign": SIGNS[name], **reach(one, 2), "p": chance(one.p)}
        for name, one in told.weights.terms.items()
        if name in SIGNS
    ]
    return Table(
        "What the score goes by",
        [Column("sign", "Sign"), *reach_columns("Weight", 2), Column("p", "p")],
        rows,
        "it goes by nothing.",
        note=f"Logarithms of odds, learnt on {day(told.learnt_on)} from all schools together; shares enter as their "
        "square roots. Signs go together, so no weight means much alone.",
    )


@or_why
def fairness(told: EarlyWarning, groups: Sequence[str], flag: int) -> Several:
    """For each group, who is flagged, who is flagged rightly and who is missed, when the highest ``flag`` percent of
    all are flagged."""
    return Several([_of_group(told, group, flag) for group in groups])


def _of_group(told: EarlyWarning, group: str, flag: int) -> Table:
    rows = told.scored[told.scored[group] != ""] if group in told.scored else told.scored.head(0)
    frame = by_group(rows, group, "outcome", "chance", flag / 100) if len(rows) else pd.DataFrame()
    names = GROUPS.get(group, {})
    made = [
        {
            "group": names.get(str(getattr(one, group)), str(getattr(one, group))),
            "enrolments": int(one.enrolments),
            "became": int(one.happened),
            "happened": percent(int(one.happened), int(one.enrolments)),
            "chance": half_up(100 * float(one.chance), 1),
            "flagged": int(one.flagged),
            "right": percent(int(one.right), int(one.flagged)),
            "missed": percent(int(one.missed), int(one.happened)),
        }
        for one in frame.itertuples()
    ]
    columns = [
        Column("group", "Group"),
        Column("enrolments", "Enrolments", "count"),
        Column("became", "Became persistently absent", "count"),
        Column("happened", "Share", "percent"),
        Column("chance", "Mean chance foretold", "percent"),
        Column("flagged", "Flagged", "count"),
        Column("right", "Of those flagged, became so", "percent"),
        Column("missed", "Of those who became so, not flagged", "percent"),
    ]
    return Table(
        f"By {CALLED.get(group, group.replace('_', ' '))}",
        columns,
        made,
        "the pupils table does not give this group.",
        note=f"The {flag}% of all with the highest chances are flagged, by one line for all groups. "
        "No share is set against chance here: those of few enrolments differ by much where the score is as good for "
        "all, and among so many groups and shares some stand out by chance alone.",
    )
