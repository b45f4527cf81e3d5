"""Why were sessions missed?"""

import pandas as pd

from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table
from attendlib.report.sections.nothing import without_figures
from attendlib.report.view import View

ABSENCE = ("authorised absence", "unauthorised absence")


def reasons(view: View) -> Chart | Callout:
    """Each reason's share of possible sessions, this year to date."""
    told = without_figures(view)
    if told:
        return told
    frame = view.own(split="reason")
    frame = frame[frame.category.isin(ABSENCE)]
    if frame.empty:
        return Callout("good", "No absence", "No session was missed in this period.")
    frame = frame.assign(is_authorised=frame.category == ABSENCE[0])
    return charts.reasons(
        frame,
        reason="reason",
        value="percent_of_possible",
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
    own, peers = view.own(split="reason"), view.of_peers(split="reason")
    if not own.category.isin(ABSENCE).any():
        return Callout("good", "No absence by reason", "No session was missed in this period.")
    keys = ["reason", "category"]
    joined = (
        own[own.category.isin(ABSENCE)]
        .merge(
            peers[peers.category.isin(ABSENCE)][[*keys, "percent_of_possible"]],
            on=keys,
            how="outer",
            suffixes=("", "_peers"),
        )
        .fillna({"sessions": 0, "percent_of_possible": 0.0, "percent_of_possible_peers": 0.0})
    )
    joined = joined.sort_values(["category", "sessions", "reason"], ascending=[True, False, True])
    joined["sessions"] = joined["sessions"].astype(int)
    rounds_to_none = (joined["sessions"] > 0) & (joined["percent_of_possible"] == 0)
    joined["percent_of_possible"] = joined["percent_of_possible"].astype(object).mask(rounds_to_none, "low")
    joined["category"] = joined["category"].str.replace(" absence", "")
    against = f"All {view.phase} schools" if view.school else "All schools"
    columns = [
        Column("reason", "Reason"),
        Column("category", "Kind"),
        Column("sessions", "Sessions", "sessions"),
        Column("percent_of_possible", "Share of possible sessions", "percent"),
    ]
    if view.school:
        columns.append(Column("percent_of_possible_peers", against, "percent"))
    return Table.from_frame(joined, "Absence by reason", columns, "no session was missed in this period.")


def not_counted(view: View) -> Table | Callout:
    """Sessions recorded with codes that are in no rate."""
    told = without_figures(view)
    if told:
        return told
    frame = view.own(split="reason")
    frame = frame[frame.category == "not counted"].sort_values("sessions", ascending=False)
    return Table.from_frame(
        pd.DataFrame(frame),
        "Sessions that count neither as attended nor as absent",
        [Column("reason", "Reason"), Column("sessions", "Sessions", "sessions")],
        "no such code was used in this period.",
    )
