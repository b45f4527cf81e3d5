"""Which notebook shows every block and every chart, with the names that break pages?"""

import math
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from attendlib.documents.index import Document, Entry, Group, index_page
from attendlib.report import charts
from attendlib.report.blocks import (
    Answer,
    Block,
    Callout,
    Chart,
    Column,
    Commentary,
    EndMark,
    Figure,
    Headline,
    PupilList,
    Rules,
    RuleUsed,
    Section,
    Sentence,
    Table,
    Title,
    ToFillIn,
    Words,
)

LONG = "St Mary Magdalene and St Thomas of Canterbury Church of England Voluntary Aided Primary School"
HOSTILE = ("<script>alert(1)</script>", "=SUM(1)", "\u202eback\u202c \u05d0\u05d1\u05d2", "A" * 300, 'O\'Neil & "Zoë"')


def all_charts() -> list[Chart]:
    """One of each chart, on invented figures."""
    weeks = [date(2025, 9, 1) + timedelta(weeks=week) for week in range(20) if week not in (8, 16, 17)]
    weekly = pd.DataFrame({"week": weeks, "rate": [94 - at % 5 / 2 for at in range(len(weeks))]})
    weekly["city"] = weekly["rate"] - 0.5
    days = [day for day in pd.date_range("2025-09-02", "2025-12-19") if day.weekday() < 5]
    daily = pd.DataFrame({"day": days, "rate": [90 + at % 8 for at in range(len(days))]})
    halves = [(day, half) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday") for half in ("AM", "PM")]
    week = pd.DataFrame([(*pair, 5 + at / 2) for at, pair in enumerate(halves)], columns=["weekday", "session", "rate"])
    why = pd.DataFrame(
        [("Illness", True, 3.4), ("Holiday not authorised", False, 1.1)],
        columns=["reason", "authorised", "percent_of_possible"],
    )
    banded = pd.DataFrame(
        [
            ("90 to 100%", 221, "Not persistently absent"),
            ("50 to 90%", 41, "Persistently absent"),
            ("Below 50%", "c", "Severe"),
        ],
        columns=["band", "pupils", "group"],
    )
    years = pd.DataFrame(
        [("2017/18", 95.1, 95.2), ("2018/19", 95.0, 95.3), ("2019/20", None, None), ("2020/21", 94.1, 95.4)],
        columns=["year", "own", "england"],
    )
    named = pd.DataFrame(
        {"name": [LONG, "Ash Green", "<b>Elm</b>"], "rate": [14.2, 22.9, "c"], "city": [18.0, 18.0, None]}
    )
    apart = pd.DataFrame(
        [
            (LONG, 4.1, "Primary"),
            ("Ash Green", 4.2, "Primary"),
            ("<b>Elm</b>", 4.2, "Primary"),
            ("Oak Hill", 8.0, "Special"),
        ],
        columns=["name", "rate", "group"],
    )
    sure = pd.DataFrame(
        [(LONG, 91.2, 88.0, 93.1, 90.0), ("Ash Green", 94.0, 93.5, 96.2, 95.0), ("Elm", None, None, None, None)],
        columns=["name", "rate", "low", "high", "foretold"],
    )
    return [
        charts.trend(
            weekly, "week", "rate", "Attendance by week", label="Ash Green", other="city", other_label="All schools",
            reference=[("England", Decimal("94.5"))],
        ),
        charts.heatmap(daily, "day", "rate", "Attendance on every day"),
        charts.pattern(week, "weekday", "session", "rate", "Absence by weekday and session"),
        charts.reasons(why, "Reasons for absence"),
        charts.bands(banded, "Pupils by attendance", group="group"),
        charts.bars(named, "name", "rate", "Persistent absence", marker="city", marker_name="City", highlight=LONG),
        charts.intervals(
            sure, "name", "rate", "Attendance at the end of term", label_name="School", value_name="Attendance",
            reference=("England", Decimal("94.5")), marker="foretold", marker_name="Foretold", kind="percent",
        ),
        charts.course(
            pd.DataFrame({"when": ["2nd before", "last before", "1st after"], "own": [8.1, 14.2, 9.0],
                          "other": [8.0, "c", None]}),
            "when", [("own", LONG), ("other", "<b>Others</b>")], "Before and after", label_name="Fortnight", before=2,
            event="Letter A",
        ),
        charts.history(
            years, "year", [("own", "Ash Green"), ("england", "England")], "Over the years", apart="2020/21"
        ),
        charts.strip(apart, "Absence by phase", group="group", whole={"Primary": 4.2, "Special": 8.0}),
        charts.cut_offs(
            pd.DataFrame({"cut": [80, 85, 90, 92.5, 95, 99], "below": [12, 40, 1890, 2250, 2900, 4100]}),
            "cut", "below", "Enrolments below each cut-off",
            marks=[(LONG, 80.0, 12), ("Letter B", 90.0, 1890), ("Letter A", 95.0, 2900), ("<b>Pre</b>", 99.0, 4100)],
        ),
        funnel(),
    ]  # fmt: skip


def funnel() -> Chart:
    """Sixty schools, two of them far out, and the own one."""
    schools = [(f"School {at}", 20_000 + 4_000 * at, 93 + (at * 7 % 11 - 5) / 5, False) for at in range(60)]
    schools += [(LONG, 90_000, 87.1, True), ("Elm Park", 200_000, 97.0, True), ("Ash Green", 120_000, 93.4, False)]
    frame = pd.DataFrame(schools, columns=["name", "possible", "rate", "outside"])
    sizes = range(10_000, 270_000, 10_000)
    curves = [(size, *(round(93 + k * 400 / math.sqrt(size), 2) for k in (-3, -2, 2, 3))) for size in sizes]
    limits = pd.DataFrame(curves, columns=["size", "low_998", "low_95", "high_95", "high_998"])
    title = "Attendance by size of school"
    return charts.funnel(
        frame, limits, title, target=("City", Decimal("93.0")), rate_name="attendance", own="Ash Green"
    )


def all_blocks() -> list[Block]:
    """One of each block at least, in the order of a report."""
    columns = [
        Column("name", "Pupil"),
        Column("missed", "Sessions missed", "sessions"),
        Column("rate", "Attendance", "percent"),
    ]
    pupils = [{"name": name, "missed": 1234, "rate": Decimal("90.3")} for name in HOSTILE]
    groups = [
        {"name": "Year 7", "missed": 1234, "rate": Decimal("93.4")},
        {"name": "Year 8", "missed": "c", "rate": "c"},
        {"name": "Year 9", "missed": 0, "rate": None},
    ]
    return [
        Title("Ash Green <School>", "Autumn term", [("Period", "2 September to 19 December 2025")], restricted=True),
        Section("In brief", "How the school stands."),
        Headline(
            [
                Figure(
                    "Attendance", Decimal("93.4"), "%", "0.4 points above last year", "up", beside=["England: 93.1%"]
                ),
                Figure("Persistently absent", "c", "%", note="of 430 pupils"),
                Figure("Severely absent", 7, "pupils", "same as last year", "level"),
            ]
        ),
        Words(["One paragraph."], ["One bullet."]),
        Commentary(
            [
                Answer(
                    "Where <are> we?", [Sentence("Attendance is 93.4%.", "Tables"), Sentence("It was 93%.", "Charts")]
                ),
                Answer("What changed?", [Sentence('"Year 9" & others missed more.', "Tables")]),
            ]
        ),
        Callout("warning", "Registers are missing", "Class 4B has no marks."),
        Callout("good", "Punctuality", "Better."),
        Callout("note", "Sessions", "A session is a half day."),
        Section("Charts"),
        *all_charts(),
        Section("Tables", level=2),
        Section("By year group", level=3, new_page=True),
        Table("Attendance by year group", columns, groups, "no pupils.", note="Small print.", total=True),
        Table("Children missing education", columns, [], "nobody is missing."),
        Section("Charts"),
        *all_charts()[:1],
        PupilList("Pupils near the line", columns, pupils, "no pupil is near."),
        ToFillIn("Agreed", [columns[0], Column("what", "What")], [{"name": "1", "what": ""}], "no lines."),
        Rules([RuleUsed("Persistent absence", "10% or more", "2015-09-01", "Statistics methodology")]),
        EndMark("nonce-1"),
    ]


def notebook(blocks: list[Block]) -> NotebookNode:
    """A notebook as it stands after it ran: a cell per block, with noise that a document must leave out."""
    cells = [new_markdown_cell("## About\n\nSee [the rules](https://example.org/rules).\n\n- one\n- two")]
    for block in blocks:
        cell = new_code_cell("secret_code()")
        noise = new_output("stream", text="NOISE on stdout")
        plain = new_output("execute_result", data={"text/plain": "NOISE", "text/html": "<b>NOISE</b>"})
        cell.outputs = [noise, plain, new_output("display_data", data=block._repr_mimebundle_())]
        cells.append(cell)
    return new_notebook(cells=cells)


def index() -> str:
    """The index of a run with a made, a failed and an empty part."""
    report = "School report"
    html, pdf = Document(report, "", "109001/109001-ash-green.html"), Document(report, "PDF", "109001/ash green.pdf")
    city_report = Document("City report", "", "city/city.html")
    city = Entry("Northgate", "all", [city_report], Decimal("92.8"), Decimal("19.3"), "made")
    schools = [
        Entry("Ash Green & <Elm>", "primary", [html, pdf], Decimal("93.1"), "c", "made; 14 rows set aside", "school-1"),
        Entry("Oak Hill", "secondary", [], None, None, "failed: the register cannot be read"),
    ]
    return index_page(
        "Northgate reports", [Group("City", [city]), Group("Schools", schools), Group("Letters", [])], ["2 of 3."]
    )
