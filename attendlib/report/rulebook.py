"""What do all the rules say, for a person to read?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attendlib.errors import NotInForce
from attendlib.names import FOR_WHOM
from attendlib.policy import (
    Held,
    Rule,
    academic_year,
    benchmark_names,
    benchmarks,
    plain,
    rule,
    rule_names,
    table,
    table_names,
    told,
)
from attendlib.report.blocks import Block, Column, EndMark, Section, Table, Title, Words
from attendlib.report.words import day, sentence

POLICIES, INVENTED = "policies/", "synthetic/"
"""Folders of the rules: ladders of steps, and what invented cities are made from."""

UNSAID = "It has no value on that day."

STEPS = {
    "name": "Step",
    "when": "When",
    "requires": "Only after",
    "review_weeks": "Weeks to its review",
    "who": "Who acts",
    "does": "What is done",
}
SETTINGS = {"name": "Setting", "value": "Value", "unit": "Unit", "explanation": "Why"}
PROMPTS = {"name": "Prompt", "codes": "Codes", "sessions": "Sessions", "who": "Who acts"}
RECORDS = {"record": "On record as", "name": "What it is", "review_weeks": "Weeks to its review"}
CONTRADICTIONS = {"what": "What the sources say against each other", "resolved": "How it is read here"}
CODES = {
    "code": "Code",
    "meaning": "Meaning",
    "category": "Category",
    "counts_as_possible": "A possible session",
    "start": "From",
    "end": "To",
}
"""The columns of a table: a key of its rows, and its heading."""

IN_POLICIES = {
    "steps": STEPS,
    "settings": SETTINGS,
    "prompts": PROMPTS,
    "records": RECORDS,
    "contradictions": CONTRADICTIONS,
}
"""The parts of a policy that are tables of their own."""

SOURCES, DOUBT = ("reference", "source"), ("unconfirmed",)
"""What is told of a row in small print below its table: the document it comes from, and what nobody has checked."""


def rulebook(on: date | None = None) -> list[Block]:
    """Every rule, list, policy and table of published figures with its dates and who says so, as a report. on: what
    held on that day alone; without it, every value."""
    when = f"what held on {day(on)}" if on else "every value with its dates"
    return [
        Title("The rules behind the figures", facts=[("Shown", when), (FOR_WHOM, "everybody")]),
        Words(
            [
                "Every number that decides something about a pupil or a school is here, with the day from which it "
                "holds and the document that it comes from. Where nobody has checked it at its source, it says so.",
            ]
        ),
        Section("Attendance codes", "What each mark of a register means, by the days on which it is in force."),
        _listed("Attendance codes", [row for row in table("codes") if on is None or _holds(row, on)], CODES),
        Section("Definitions, thresholds and duties"),
        *_rules(on),
        *_lists(on),
        Section("Policies", "Ladders of steps. Each step is a prompt for a person, who decides."),
        *_policies(on),
        Section("Published figures", "Statistics that reports set beside a school's or a city's own."),
        _published(),
        Section(
            "Invented cities",
            "What the demo city and other invented ones are made from. No rule and no report reads it.",
        ),
        _invented(),
        EndMark("the rules"),
    ]


def _rules(on: date | None) -> Iterator[Block]:
    """A part for each rule that is no policy, with a table for each of its values."""
    for known in (rule(name) for name in rule_names() if not name.startswith(POLICIES)):
        yield Section(sentence(plain(known.name)), known.description, level=3)
        for held in _values(known, on):
            yield _ended(held) or _figures(_dates(held), known, held, note=f"Who says so: {_who(held)}")
        if not _values(known, on):
            yield Words([UNSAID])


def _policies(on: date | None) -> Iterator[Block]:
    """A part for each policy, with tables of its steps, its settings and the rest."""
    for known in (rule(name) for name in rule_names() if name.startswith(POLICIES)):
        yield Section(known.name.removeprefix(POLICIES), known.description, level=3)
        for held in _values(known, on):
            ended = _ended(held)
            yield ended or Words([f"{held['title']}: {_dates(held)}. Who says so: {_who(held)}"])
            yield from [] if ended else _parts(known, held)
        if not _values(known, on):
            yield Words([UNSAID])


def _ended(held: Held) -> Words | None:
    return Words([f"The rule ended on {day(held.start)}. Who says so: {_who(held)}"]) if held.ended else None


def _parts(known: Rule, held: Held) -> Iterator[Table]:
    for key, columns in IN_POLICIES.items():
        if rows := held.get(key):
            yield _listed(f"{held['title']}: {plain(key)}", _rows(rows), columns)
    rest = {key: value for key, value in held.items() if key not in ("title", *IN_POLICIES)}
    yield _figures(f"{held['title']}: what else it says", known, rest)


def _figures(caption: str, known: Rule, held: Mapping[str, Any], note: str = "") -> Table:
    """A row for each figure that a value of a rule holds: what it means, and what it is."""
    rows = [{"what": sentence(known.fields[key]), "value": plain(told(value))} for key, value in held.items()]
    columns = [Column("what", "What is said"), Column("value", f"Value ({known.unit})")]
    return Table(caption, columns, rows, "it says nothing.", note=note)


def _rows(held: Any) -> list[Mapping[str, Any]]:
    """The entries of a part of a policy; where each goes by a name, with that."""
    named = isinstance(held, Mapping)
    return [{"name": sentence(plain(name)), **entry} for name, entry in held.items()] if named else list(held)


def _lists(on: date | None) -> Iterator[Block]:
    """A part for each list that is not the codes' and invents nothing."""
    for name in table_names():
        if name == "codes" or name.startswith(INVENTED):
            continue
        rows = [row for row in table(name) if on is None or _holds(row, on)]
        yield Section(sentence(plain(name)), level=3)
        named = {key: sentence(plain(key)) for key in table(name)[0] if key not in (*SOURCES, *DOUBT)}
        yield _listed(sentence(plain(name)), rows, named)


def _published() -> Table:
    return _counted("Published figures", {name: benchmarks(name) for name in benchmark_names()}, "source")


def _invented() -> Table:
    lists = {name.removeprefix(INVENTED): table(name) for name in table_names() if name.startswith(INVENTED)}
    return _counted("Lists for invented cities", lists, "reference")


def _counted(caption: str, lists: Mapping[str, Sequence[Mapping[str, str]]], source: str) -> Table:
    """A row for each list and document that it comes from."""
    rows = [
        {"list": sentence(plain(name)), "rows": count, "source": who}
        for name, held in lists.items()
        for who, count in Counter(row[source] for row in held).items()
    ]
    columns = [Column("list", "List"), Column("rows", "Rows", "count"), Column("source", "Who says so")]
    return Table(caption, columns, rows, "there is none.")


def _listed(caption: str, rows: Sequence[Mapping[str, Any]], named: Mapping[str, str]) -> Table:
    """Rows in words, with their documents and doubts in small print; a column that no row fills is left out."""
    filled = [key for key in named if any(row.get(key) not in (None, "") for row in rows)] or list(named)
    note = [
        *_small_print("Who says so", rows, SOURCES, filled[0]),
        *_small_print("Not confirmed", rows, DOUBT, filled[0]),
    ]
    cells = [{key: _cell(row.get(key)) for key in filled} for row in rows]
    return Table(caption, [Column(key, named[key]) for key in filled], cells, "there is none.", note=" ".join(note))


def _small_print(what: str, rows: Sequence[Mapping[str, Any]], keys: Sequence[str], name: str) -> list[str]:
    """What is said of the rows under the first of the keys that they have, each with the rows of which it is said."""
    of: dict[str, list[str]] = {}
    for row in rows:
        said = next((row[key] for key in keys if row.get(key)), "")
        if said:
            of.setdefault(said.rstrip("."), []).append(_cell(row[name]))
    of_all = len(of) == 1 and sum(map(len, of.values())) == len(rows)
    return [f"{what}{'' if of_all else f' ({_listing(names)})'}: {said}." for said, names in of.items()]


def _listing(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _cell(value: Any) -> str:
    return "" if value is None else plain(told(value))


def _values(known: Rule, on: date | None) -> list[Held]:
    if on is None:
        return list(known.values)
    try:
        return [known.on(on)]
    except NotInForce:
        return []


def _holds(row: Mapping[str, str], on: date) -> bool:
    """Whether a row of a list, dated by days or by academic years, holds on a day."""
    now = academic_year(on) if "/" in row["start"] else on.isoformat()
    return row["start"] <= now and (not row.get("end") or now <= row["end"])


def _dates(held: Held) -> str:
    return f"From {day(held.start)} {f'to {day(held.until)}' if held.until else 'and still in force'}"


def _who(held: Held) -> str:
    doubt = f" Not confirmed: {held.unconfirmed.rstrip('.')}." if held.unconfirmed else ""
    return f"{held.reference.rstrip('.')}.{doubt}"
