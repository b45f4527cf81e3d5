"""How good are the registers, and what could that do to the headline?"""

from collections import Counter
from functools import lru_cache

import pandas as pd

from attendlib.checks import ALL_RULES, OUTCOMES, Finding
from attendlib.measures.counts import COUNTS
from attendlib.measures.unmarked import Unmarked, unmarked
from attendlib.report.blocks import Callout, Column, Table, Words
from attendlib.report.sections.nothing import IN_PART, without_marks
from attendlib.report.sections.thresholds import in_force
from attendlib.report.view import View
from attendlib.report.words import day, plural, quoted, sentence
from attendlib.report.written import days_written
from attendlib.rounding import percent

EFFECTS = {"error": "Set aside, in no figure", "warning": "A warning", "note": "Set aside as a repeat, or a note"}
"""What each severity of a finding means for the figures."""

MOST_ROWS = 200
"""Findings listed one by one in a report; all of them are in the file that ``attendlib check`` writes."""


def accounting(view: View) -> Table:
    """What became of every record of every register file."""
    accounts = [account for account in view.open.accounts if account.urn in view.urns]
    rows = [
        {
            "file": a.file,
            "layout": a.layout or "not recognised",
            "records": a.records,
            **{name: getattr(a, name) for name in OUTCOMES},
        }
        for a in accounts
    ]
    columns = [
        Column("file", "File"),
        Column("layout", "Layout"),
        Column("records", "Records read", "count"),
        *(Column(name, name.capitalize(), "count") for name in OUTCOMES),
    ]
    return Table(
        "Records by outcome",
        columns,
        rows,
        "no register file is listed for it in the city file.",
        note="Records read = accepted + rejected + duplicate + missing + administrative, verified for each file. "
        "Missing: no mark was made. Administrative: # (closed) and Z (not yet on roll).",
    )


def findings_by_rule(view: View) -> Table:
    """Each rule that found something, how often, and how to mend it."""
    found: dict[str, list[Finding]] = {}
    for finding in (finding for urn in view.urns for finding in view.open.findings(urn)):
        found.setdefault(finding.rule, []).append(finding)
    words = {rule_.name: rule_.says for rule_ in ALL_RULES}
    rows = [
        {
            "says": sentence(words.get(name, name.replace("-", " "))),
            "severity": EFFECTS[one_of[0].severity],
            "count": len(one_of),
            "mend": quoted(sentence(one_of[0].mend)),
        }
        for name, one_of in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    columns = [
        Column("says", "What was found"),
        Column("count", "How often", "count"),
        Column("severity", "What it did"),
        Column("mend", "How to mend it"),
    ]
    return Table("Findings by rule", columns, rows, "the checks found nothing.")


def findings(view: View) -> Table:
    """The findings one by one, by file and row, without any pupil's name. What is found of several marks of a row, for
    the row's own cell is wrong, stands once."""
    found = [finding for urn in view.urns for finding in view.open.findings(urn)]
    order = {"error": 0, "warning": 1, "note": 2}
    found.sort(key=lambda f: (order[f.severity], f.rule, f.file, f.row))
    lines = Counter(found)
    listed = list(lines.items())[:MOST_ROWS]
    rows = [
        {
            "file": f.file,
            "row": str(f.row) if f.row else "whole file",
            "column": f.column,
            "message": days_written(quoted(sentence(f.message))),
            "count": count,
            "mend": quoted(sentence(f.mend)),
        }
        for f, count in listed
    ]
    columns = [
        Column("row", "Row"),
        Column("file", "File"),
        *([Column("column", "Column")] if any(f.column for f, _ in listed) else []),
        Column("message", "Finding"),
        *([Column("count", "How often", "count")] if len(lines) < len(found) else []),
        Column("mend", "How to mend it"),
    ]
    shown = sum(count for _, count in listed)
    more = f"{len(found):,} findings; the first {shown} are listed. “attendlib check” writes them all to a file."
    return Table("Every finding", columns, rows, "the checks found nothing.", note=more if shown < len(found) else "")


def effect(view: View) -> Words | Callout:
    """What the sessions without a usable mark could do to the headline if every one of them were mended. Of schools
    whose figures are of marks alone: what termly totals are made of is not known."""
    schools = _with_marks_alone(view)
    if not schools:
        return without_marks(view) or Callout("note", "Termly totals in a part of the year", IN_PART)
    gaps = _gaps(view)
    sentences = [
        f"{gaps.expected:,} sessions were due up to {day(view.window.end)} for pupils on roll; "
        f"{gaps.marked:,} have a mark that could be used and {plural(gaps.without, 'session')} "
        f"{'has' if gaps.without == 1 else 'have'} none (set aside, blank or not in the file)."
    ]
    if gaps.without:
        now = _counts(view)
        marked = f"From the marks alone it is {percent(int(now.attended), int(now.possible))}%."
        sentences.append(f"{without_a_mark(view)} {marked}")
    sentences += filter(None, [without_a_reason(view)])
    others = len(view.urns) - len(schools)
    if others:
        sentences.append(
            f"{plural(others, 'school')} without single marks for the whole period "
            f"{'is' if others == 1 else 'are'} not in this."
        )
    return Words(bullets=sentences)


def without_a_mark(view: View) -> str:
    """Between which figures attendance could be, were every session without a usable mark mended; empty where none
    is."""
    if not _with_marks_alone(view) or not _gaps(view).without:
        return ""
    now, gaps = _counts(view), _gaps(view)
    low = percent(int(now.attended), int(now.possible) + gaps.without)
    high = percent(int(now.attended) + gaps.without, int(now.possible) + gaps.without)
    have = f"{plural(gaps.without, 'session')} {'has' if gaps.without == 1 else 'have'} no usable mark"
    return f"{have}: attendance is {low}% if all were absences, {high}% if none was."


def without_a_reason(view: View) -> str:
    """How many sessions wait for their reason to be established, in years that have a rule for them; empty for none."""
    schools, held = _with_marks_alone(view), in_force("code_n_resolution", view.window.end)
    if held is None or not schools:
        return ""
    codes, provisional = view.own("school", split="code"), held["code"]
    waiting = int(codes[(codes.code == provisional) & codes.school.isin(schools)].sessions.sum())
    if not waiting:
        return ""
    now = _counts(view)
    as_is, settled = (percent(int(now.unauthorised) - less, int(now.possible)) for less in (0, waiting))
    told = f"{plural(waiting, 'session')} still {'has' if waiting == 1 else 'have'} code {provisional}"
    would = f"unauthorised absence would be {settled}% instead of {as_is}%."
    moves = f" If all were authorised, {would}" if settled != as_is else ""
    return f"{told} (reason not yet established).{moves}"


def _with_marks_alone(view: View) -> list[str]:
    return [urn for urn, reach in view.reach.items() if reach.last_mark and not reach.totals]


@lru_cache(maxsize=2)
def _gaps(view: View) -> Unmarked:
    """The sessions due and marked of the schools whose figures are of marks alone."""
    schools = _with_marks_alone(view)
    return unmarked(view.open.sources(schools, view.window), schools, view.window)


def _counts(view: View) -> pd.Series:
    marked = view.own("school", "session")
    return marked[marked.school.isin(_with_marks_alone(view))][[*COUNTS]].sum()
