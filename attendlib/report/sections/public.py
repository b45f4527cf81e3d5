"""What does a school's report without names leave out, and what does it put together?"""

from collections.abc import Callable, Iterable
from functools import lru_cache

import pandas as pd

from attendlib.disclosure import small_numbers
from attendlib.report.blocks import Section
from attendlib.report.since import GROUPED
from attendlib.report.view import View, rerated
from attendlib.report.words import listed

ABSENCE = ("authorised absence", "unauthorised absence")


def restricted_section(view: View, title: str) -> Section | None:
    """The heading of a section that names pupils; None in a report that anybody may read, which does not have it."""
    return None if view.public else Section(title)


def pooled(view: View, frame: pd.DataFrame, kind: str, label: Callable[[str], str]) -> pd.DataFrame:
    """A frame by one kind of group with ``label``, small groups put together in a report without names."""
    shown = groups_shown(view, kind)
    labels = [listed([label(name) for name in shown.get(value, (value,))]) for value in frame[kind]]
    labelled = frame.assign(label=labels)
    if not view.without_names:
        return labelled
    counts = [name for name in frame if not name.endswith("_percent") and name != kind]
    first = labelled.groupby("label", sort=False)[kind].first()
    summed = labelled.groupby("label", sort=False, as_index=False)[counts].sum()
    return rerated(summed.assign(**{kind: first.tolist()}))


@lru_cache(maxsize=64)
def groups_shown(view: View, kind: str) -> dict[str, tuple[str, ...]]:
    """For each group of a kind those that it is shown with, in a report without names; nothing in any other, where each
    stands alone."""
    if not view.without_names:
        return {}
    frame = view.own("enrolment", *GROUPED).query("possible > 0")
    members = {str(value): frozenset(upns) for value, upns in frame.groupby(kind).upn}
    return small_numbers(view.window.end).together(members)


def reasons_shown(view: View, frame: pd.DataFrame, kinds: Iterable[str]) -> pd.DataFrame:
    """A frame with a row per reason: in a report without names those for which few pupils were away put together,
    within each of ``kinds``. ``percent_of_possible`` is left to whoever shows it."""
    if not view.without_names:
        return frame
    names = {}
    for kind in kinds:
        for reason, shown in _reasons_with(view, kind).items():
            names[reason, kind] = reason if len(shown) == 1 else f"{kind.capitalize()}, other reasons together"
    pairs = zip(frame.reason, frame.category, strict=True)
    fresh = frame.assign(reason=[names.get(pair, f"{pair[1].capitalize()}, other reasons together") for pair in pairs])
    whole = fresh.groupby(["reason", "category"], sort=False, as_index=False)
    return whole.agg({"sessions": "sum", "possible": "first"})


def told_alone(view: View, reasons: Iterable[str]) -> bool:
    """Whether none of these reasons of absence is put together with others in a school's report without names."""
    shown = [_reasons_with(view, kind) for kind in ABSENCE]
    return all(len(of_kind.get(reason, (reason,))) == 1 for of_kind in shown for reason in reasons)


@lru_cache(maxsize=4)
def _reasons_with(view: View, kind: str) -> dict[str, tuple[str, ...]]:
    frame = view.own("enrolment", split="reason")
    frame = frame[(frame.category == kind) & (frame.sessions > 0)]
    members = {str(reason): frozenset(upns) for reason, upns in frame.groupby("reason").upn}
    return small_numbers(view.window.end).together(members)
