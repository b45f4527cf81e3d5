"""What do all the rules say, for a person to read?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attendlib.names import FOR_WHOM
from attendlib.policy import academic_year, benchmark_names, benchmarks, plain, rule, rule_names, table, table_names
from attendlib.policy.files import POLICIES
from attendlib.report.blocks import Block, Column, EndMark, Section, Table, Title, Words
from attendlib.report.rulebook.policies import policies
from attendlib.report.rulebook.tables import DOUBT, SOURCES, UNSAID, dates, ended, figures, listed, values, who
from attendlib.report.words import day, sentence

INVENTED = "synthetic/"
"""The folder of what invented cities are made from."""

CODES = {
    "code": "Code",
    "meaning": "Meaning",
    "category": "Category",
    "counts_as_possible": "A possible session",
    "start": "From",
    "end": "To",
}
"""The columns of the table of codes: a key of its rows, and its heading."""


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
        listed("Attendance codes", [row for row in table("codes") if on is None or _holds(row, on)], CODES),
        Section("Definitions, thresholds and duties"),
        *_rules(on),
        *_lists(on),
        Section("Policies", "Ladders of steps. Each step is a prompt for a person, who decides."),
        *policies(on),
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
        for held in values(known, on):
            source = f"Who says so: {who(held)}"
            yield ended(held) if held.ended else figures(dates(held), known, held, note=source)
        if not values(known, on):
            yield Words([UNSAID])


def _lists(on: date | None) -> Iterator[Block]:
    """A part for each list that is not the codes' and invents nothing."""
    for name in table_names():
        if name == "codes" or name.startswith(INVENTED):
            continue
        rows = [row for row in table(name) if on is None or _holds(row, on)]
        yield Section(sentence(plain(name)), level=3)
        named = {key: sentence(plain(key)) for key in table(name)[0] if key not in (*SOURCES, *DOUBT)}
        yield listed(sentence(plain(name)), rows, named)


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


def _holds(row: Mapping[str, str], on: date) -> bool:
    """Whether a row of a list, dated by days or by academic years, holds on a day."""
    now = academic_year(on) if "/" in row["start"] else on.isoformat()
    return row["start"] <= now and (not row.get("end") or now <= row["end"])
