"""Why were sessions missed?"""

import pandas as pd

from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.public import reasons_shown
from attendlib.report.view import PLACES, View
from attendlib.report.words import phase_name, schools
from attendlib.rounding import percents

ABSENCE = ("authorised absence", "unauthorised absence")


def reasons(view: View) -> Chart | Callout:
    """Each reason's share of possible sessions, this year to date."""
    told = without_figures(view)
    if told:
        return told
    frame = _absences(view, view.own(split="reason"))
    if frame.empty:
        return Callout("good", "No absence", "No session was missed in this period.")
    return charts.reasons(
        frame.assign(is_authorised=frame.category == ABSENCE[0]),
        reason="reason",
        value="share",
        authorised="is_authorised",
        title="Reasons for absence",
        value_name="Share of possible sessions",
        note="Shares of possible sessions, not of absence. A reason not yet established (code N) "
        "counts as unauthorised until it is replaced.",
    )


def reasons_compared(view: View) -> Table | Callout:
    """Every reason beside all schools of the phase."""
    told = without_figures(view)
    if told:
        return told
    own, keys = _absences(view, view.own(split="reason")), ["reason", "category"]
    if own.empty:
        return Callout("good", "No absence by reason", "No session was missed in this period.")
    columns = [
        Column("reason", "Reason"),
        Column("category", "Kind"),
        Column("sessions", "Sessions", "sessions"),
        Column("share", "Share of possible sessions", "percent"),
    ]
    note = "" if view.has_peers or not view.school else f"No other {phase_name(view.phase)} school has figures."
    if view.has_peers:
        peers = _absences(view, view.of_peers(split="reason"))[[*keys, "share"]]
        nothing = {"sessions": 0, "share": 0.0, "share_peers": 0.0}
        own = own.merge(peers, on=keys, how="outer", suffixes=("", "_peers")).fillna(nothing)
        columns.append(Column("share_peers", f"All {schools(view.phase)}", "percent"))
    own = own.sort_values(["category", "sessions", "reason"], ascending=[True, False, True])
    own = own.assign(category=own["category"].str.replace(" absence", ""))
    return Table.from_frame(own, "Absence by reason", columns, "no session was missed in this period.", note=note)


def _absences(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The reasons of absence with their share of possible sessions as shown."""
    frame = reasons_shown(view, frame[frame.category.isin(ABSENCE)], ABSENCE)
    return frame.assign(share=low(percents(frame.sessions, frame.possible, PLACES), frame.sessions))


def not_counted(view: View) -> Table | Callout | None:
    """Sessions recorded with codes that are in no rate. None in a report for everybody: they may be one pupil's."""
    told = without_figures(view)
    if told or view.public:
        return told
    frame = view.own(split="reason")
    frame = frame[frame.category == "not counted"].sort_values("sessions", ascending=False)
    return Table.from_frame(
        pd.DataFrame(frame),
        "Sessions that count neither as attended nor as absent",
        [Column("reason", "Reason"), Column("sessions", "Sessions", "sessions")],
        "no such code was used in this period.",
    )
