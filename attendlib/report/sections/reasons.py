"""Why were sessions missed?"""

from collections.abc import Sequence

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.report import charts
from attendlib.report.blocks import Callout, Chart, Column, Table
from attendlib.report.sections.measured import low
from attendlib.report.sections.nothing import without_figures
from attendlib.report.sections.public import ABSENCE, reasons_shown
from attendlib.report.sections.withheld import hide
from attendlib.report.view import PLACES, View
from attendlib.report.words import phase_name, schools
from attendlib.rounding import percents


def reasons(view: View) -> Chart | Callout:
    """Each reason's share of possible sessions, this year to date."""
    told = without_figures(view)
    if told:
        return told
    frame = _own(view, ABSENCE)
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
    own, keys = _own(view, ABSENCE), ["reason", "category"]
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
        peers = view.of_peers(split="reason")
        peers = _shares(view, peers[peers.category.isin(ABSENCE)], ABSENCE)[[*keys, "share"]]
        nothing = {"sessions": 0, "share": 0.0, "share_peers": 0.0, "place": len(own)}
        own = own.merge(peers, on=keys, how="outer", suffixes=("", "_peers")).fillna(nothing)
        columns.append(Column("share_peers", f"All {schools(view.phase)}", "percent"))
    own = own.sort_values(["category", "place", "reason"])
    own = own.assign(category=own["category"].str.replace(" absence", ""))
    return Table.from_frame(own, "Absence by reason", columns, "no session was missed in this period.", note=note)


def _own(view: View, kinds: Sequence[str]) -> pd.DataFrame:
    """The reasons of some kinds with their sessions, share of possible sessions as shown, and place among all, most
    sessions first. In a city's report those of so few pupils that somebody could be told are withheld, others with
    them, for a kind's sessions are known; they stand last, so that their place tells nothing. A school's report without
    names puts them together."""
    frame = view.own(split="reason")
    frame = _shares(view, frame[frame.category.isin(kinds)], kinds)
    frame = frame.sort_values(["sessions", "reason"], ascending=[False, True])
    frame["place"] = range(len(frame))
    if not view.public or view.without_names or frame.empty:
        return frame
    rule, keys = small_numbers(view.window.end), ["category", "reason"]
    pupils = view.own("enrolment", split="reason").groupby(keys).size()
    frame = frame.astype({"sessions": object, "share": object}).reset_index(drop=True)
    for _, part in frame.groupby("category"):
        counted = [int(pupils.loc[key]) for key in zip(part.category, part.reason, strict=True)]
        gone = part.index[rule.groups(counted)]
        hide(frame, gone, ["sessions", "share"])
        frame.loc[gone, "place"] = len(frame)
    return frame


def _shares(view: View, frame: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """The share of possible sessions as shown, of reasons put together where they are to be."""
    frame = reasons_shown(view, frame, kinds)
    return frame.assign(share=low(percents(frame.sessions, frame.possible, PLACES), frame.sessions))


def not_counted(view: View) -> Table | Callout | None:
    """Sessions recorded with codes that are in no rate. None in a school's report without names: they may be one
    pupil's."""
    told = without_figures(view)
    if told or view.without_names:
        return told
    frame = _own(view, ("not counted",)).sort_values(["place", "reason"])
    return Table.from_frame(
        pd.DataFrame(frame),
        "Sessions that count neither as attended nor as absent",
        [Column("reason", "Reason"), Column("sessions", "Sessions", "sessions")],
        "no such code was used in this period.",
    )
