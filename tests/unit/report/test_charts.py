"""Does a chart draw what its table says, and say it in words, for ordinary and for odd figures?"""

import math
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from documents.every_block import LONG, all_charts, funnel

from attendlib.report import charts
from attendlib.report.blocks import Chart
from attendlib.report.charts.layout import Rect, place, spread, ticks, wrap
from attendlib.report.charts.sheet import text_width
from attendlib.report.faults import BlockError
from attendlib.report.style import TEXT_SIZE, WIDTH, drawing

CHARTS = all_charts()
TITLES = [chart.title for chart in CHARTS]


def drawn(chart: Chart) -> list[ET.Element]:
    """The texts of a drawing."""
    return list(ET.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}text"))


def words(chart: Chart) -> list[str]:
    """What is written in a drawing."""
    return ["".join(text.itertext()) for text in drawn(chart)]


@pytest.mark.parametrize("chart", CHARTS, ids=TITLES)
def test_no_label_is_clipped(chart: Chart) -> None:
    """Every text starts and ends inside the drawing."""
    height = float(ET.fromstring(chart.svg).attrib["viewBox"].split()[3])
    for text in drawn(chart):
        place = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", text.attrib.get("transform", ""))
        x, y = (float(place[1]), float(place[2])) if place else (float(text.attrib["x"]), float(text.attrib["y"]))
        style = text.attrib["style"]
        wide = text_width(
            "".join(text.itertext()), TEXT_SIZE, "bold" if "bold" in style or "700" in style else "normal"
        )
        left = x - {"middle": wide / 2, "end": wide}.get(
            re.findall(r"text-anchor: (\w+)", style + " text-anchor: start")[0], 0
        )
        assert left >= -1
        assert left + wide <= WIDTH + 1
        assert 0 < y <= height


@pytest.mark.parametrize("chart", CHARTS, ids=TITLES)
def test_text_is_legible_on_a_phone(chart: Chart) -> None:
    """At 360 px less two margins of 8, no letter is smaller than 11 px."""
    sizes = {float(size) for size in re.findall(r"font-size: ([\d.]+)px", chart.svg)}
    assert min(sizes) * (360 - 16) / WIDTH >= 11


@pytest.mark.parametrize("chart", CHARTS, ids=TITLES)
def test_the_drawing_governs_only_itself(chart: Chart) -> None:
    """A drawing holds no stylesheet, date, document type or font of its own."""
    assert not re.search(r"<style|<!|<metadata|dc:date|font-family|font:", chart.svg)


@pytest.mark.parametrize("chart", CHARTS, ids=TITLES)
def test_the_words_hold_figures_of_the_table(chart: Chart) -> None:
    """The alternative text names at least two figures, and none that the table and the comparison do not hold."""
    cells = {cell.shown for row in chart.table.cells for cell in row}
    said = set(re.findall(r"\d+\.\d%", chart.alt))
    assert len(cells & set(re.findall(r"[\d.]+%|\b\d+\b", chart.alt))) >= 2
    assert said - cells <= {"94.5%", "93.0%", "99.8%"}


def test_hidden_figures_are_nowhere() -> None:
    """A hidden figure is written c, has no bar, and is explained beside the drawing."""
    frame = pd.DataFrame({"band": ["A", "B"], "pupils": [10, "c"]})
    chart = charts.bands(frame, "Bands")
    assert words(chart).count("c") == 1
    assert "c means: hidden, because it could identify a pupil." in chart.note
    assert chart.alt == "Bar chart of enrolments in each band of absence. A 10 and B c."


def test_a_trend_breaks_over_holidays() -> None:
    """Weeks further apart than a week are not joined: the line is lifted."""
    weeks = pd.DataFrame({"w": ["2025-10-06", "2025-10-13", "2025-11-03", "2025-11-10"], "r": [94.0, 93.0, 92.0, 91.0]})
    line = max(
        re.findall(r'd="(M [^"]+)" clip-path|d="(M [^"]+)"', charts.trend(weeks, "w", "r", "T", label="L").svg), key=str
    )
    paths = [
        path
        for path in re.findall(r'd="([^"]+)"', charts.trend(weeks, "w", "r", "T", label="L").svg)
        if path.count("M") == 2
    ]
    assert line
    assert len(paths) == 1
    joined = charts.trend(weeks, "w", "r", "T", label="L", gap_days=30)
    assert [path for path in re.findall(r'd="([^"]+)"', joined.svg) if path.count("M") == 2] == []


def test_a_trend_says_what_is_seen() -> None:
    """First, last, highest, lowest and the comparison are in the words."""
    weeks = pd.DataFrame({"w": ["2025-09-08", "2025-09-01", "2025-09-15"], "r": [95.0, 94.0, 93.5]})
    chart = charts.trend(weeks, "w", "r", "T", label="Ash Green", reference=[("England", Decimal("94.1"))])
    assert chart.alt == (
        "Line chart by week. Ash Green over 3 weeks: from 94.0% in the week of 1 Sep 2025 to 93.5% in the week of "
        "15 Sep 2025; highest 95.0% in the week of 8 Sep 2025, lowest 93.5% in the week of 15 Sep 2025. "
        "For comparison: England 94.1%."
    )


def test_the_lines_of_a_policy_are_in_the_drawing_the_words_and_the_table() -> None:
    """Each with its name and count, at as many decimals as the cut-offs need."""
    frame = pd.DataFrame({"cut": [90, 92.5, 95], "below": [12, 30, 1400]})
    chart = charts.cut_offs(frame, "cut", "below", "T", marks=[("Letter B", 90.0, 12), ("Letter A", 95.0, 1400)])
    assert {"Letter B: 12", "Letter A: 1,400"} <= set(words(chart))
    assert chart.alt == (
        "Line chart of enrolments below each cut-off: from 12 below 90.0% to 1,400 below 95.0%. Lines of the policy: "
        "Letter B at 90.0%: 12 and Letter A at 95.0%: 1,400."
    )
    assert [row[2].shown for row in chart.table.cells] == ["Letter B", "–", "Letter A"]


def test_a_year_that_was_not_published_is_a_gap() -> None:
    """A missing year is named, also where the frame has no row for it, and no line crosses it."""
    frame = pd.DataFrame({"y": ["2018/19", "2020/21", "2021/22"], "e": [95.3, 95.4, 92.4]})
    chart = charts.history(frame, "y", [("e", "England")], "T")
    assert "No figure for 2019/20." in chart.alt
    assert "No figure for 2019/20." in chart.note


def test_a_year_to_date_stands_apart() -> None:
    """No line leads to a year that is not whole; the words say that it is to date, and no highest or lowest is told of
    it."""
    frame = pd.DataFrame({"y": ["2022/23", "2023/24", "2024/25"], "e": [17.0, 16.0, 20.0]})
    joined, apart = (charts.history(frame, "y", [("e", "Own")], "T", apart=year) for year in ("", "2024/25"))
    assert joined.alt.endswith(
        "Own: from 17.0% in 2022/23 to 20.0% in 2024/25, highest 20.0% in 2024/25, lowest 16.0% in 2023/24."
    )
    assert apart.alt.endswith(
        "Own: from 17.0% in 2022/23 to 16.0% in 2023/24, highest 17.0% in 2022/23, lowest 16.0% in 2023/24; "
        "20.0% in 2024/25 to date."
    )
    lines = [
        re.findall(r'd="M [^"]+" style="fill: none; stroke: #12436d; stroke-width: 3.2', c.svg) for c in (joined, apart)
    ]
    assert [line.count("L ") for (line,) in lines] == [2, 1]


def test_what_rounds_to_nothing_is_low_and_drawn_as_nothing() -> None:
    """A reason with few sessions has no bar, the word low, and its meaning below; it is not missing."""
    frame = pd.DataFrame(
        {"reason": ["Illness", "Interview"], "authorised": [True, True], "percent_of_possible": [3.4, "low"]}
    )
    chart = charts.reasons(frame, "T")
    assert "low" in words(chart)
    assert "0.0%" not in words(chart)
    assert chart.note == "low means: not zero, but rounds to zero."
    assert chart.alt == "Bar chart of Share of possible sessions. Authorised: Illness 3.4% and Interview low."
    week = pd.DataFrame({"d": ["Monday", "Tuesday"], "s": ["AM", "AM"], "r": ["low", 0.4]})
    assert "lowest Monday AM at low" in charts.pattern(week, "d", "s", "r", "T").alt


@pytest.mark.parametrize("chart", [chart for chart in CHARTS if chart.wide], ids=lambda chart: chart.title)
def test_the_wide_drawing_says_what_the_narrow_one_says(chart: Chart) -> None:
    """Every figure that is written in one is written in the other."""
    wide = Chart(chart.title, chart.alt, chart.wide, chart.table)
    figures = [
        sorted(text for text in words(one) if re.search(r"\d%?$", text) and len(text) < 6) for one in (chart, wide)
    ]
    scale = {"0%", "5%", "10%"}
    assert set(figures[0]) - scale <= set(figures[1]) | scale


def swarm(values: list[float]) -> list[tuple[float, float]]:
    """The places of the dots of a strip, in units."""
    frame = pd.DataFrame({"name": [f"S{at}" for at in range(len(values))], "rate": values, "group": "G"})
    chart = charts.strip(frame, "T", group="group", whole={"G": values[0]})
    return [(float(x), float(y)) for x, y in re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', chart.svg)]


@pytest.mark.parametrize(
    "values", [[5.0], [5.0] * 12, [4.0, 4.1, 4.1, 4.2, 9.9], [round(4 + at % 17 / 10, 1) for at in range(90)]]
)
def test_no_dot_of_a_strip_lies_upon_another(values: list[float]) -> None:
    """A dot for each school, none in the place of another, all inside the drawing: also ninety schools, or twelve with
    one figure."""
    places = swarm(values)
    assert len(places) == len(values)
    apart = [math.dist(a, b) for at, a in enumerate(places) for b in places[:at]]
    assert not apart or min(apart) > 1.5
    assert all(0 < x < WIDTH and y > 0 for x, y in places)


def test_all_dots_of_a_strip_have_one_size() -> None:
    """A row with few schools has no larger ones: size would seem to mean something."""
    frame = pd.DataFrame({"name": "S", "rate": [5.0] * 40 + [9.0], "group": ["P"] * 40 + ["S"]})
    chart = charts.strip(frame, "T", group="group", whole={"P": 5.0, "S": 9.0})
    assert len(set(re.findall(r'<use xlink:href="#(\w+)"', chart.svg))) == 1


def test_a_strip_wants_the_whole_of_every_group() -> None:
    """A group without its own figure is refused by name."""
    frame = pd.DataFrame({"name": ["Ash"], "rate": [4.1], "group": ["P"]})
    with pytest.raises(BlockError, match="no figure as a whole for P"):
        charts.strip(frame, "T", group="group", whole={"S": 4.9})


def test_a_strip_says_who_is_at_the_ends() -> None:
    """Each group with its size and figure as a whole, and its lowest and highest school."""
    frame = pd.DataFrame({"name": ["Ash", "Elm", "Oak"], "rate": [4.1, 6.7, 9.0], "group": ["P", "P", "S"]})
    chart = charts.strip(frame, "T", group="group", whole={"P": 4.9, "S": 9.0}, value_name="Absence")
    assert chart.alt == (
        "Rows of dots, Absence of schools. P (2), together 4.9%: from Ash at 4.1% to Elm at 6.7%. "
        "S (1), together 9.0%: only Oak at 9.0%."
    )


def test_a_scale_that_does_not_start_at_zero_says_so() -> None:
    """The reader is told where a cut scale starts."""
    frame = pd.DataFrame({"y": ["2020/21", "2021/22"], "e": [95.4, 92.4]})
    assert charts.history(frame, "y", [("e", "England")], "T").note == "The scale starts at 92%, not at zero."


def test_the_funnel_names_the_school_and_the_outliers() -> None:
    """The own school is always named in the drawing, every outlier in the words, those without room in the note."""
    chart = funnel()
    written = " ".join(words(chart))
    assert "Ash Green" in written
    assert "Elm Park" in written + chart.note
    assert f"Outside the 99.8% limits: {LONG} (87.1%) and Elm Park (97.0%)." in chart.alt
    assert "Ash Green is at 93.4%, inside the limits." in chart.alt


def test_a_course_says_every_figure_and_where_it_happened() -> None:
    """In words as in the drawing; a stretch without a figure is in neither."""
    frame = pd.DataFrame({"w": ["last before", "1st after"], "own": [12.0, 8.5], "other": [None, 9.0]})
    lines = [("own", "Had it"), ("other", "Similar")]
    chart = charts.course(frame, "w", lines, "T", label_name="Fortnight", before=1, event="letter-a")
    assert chart.alt == (
        "Line chart over 2 stretches; letter-a after the first 1. Had it: last before 12.0%, 1st after 8.5%. "
        "Similar: 1st after 9.0%."
    )
    assert {"letter-a", "last", "before", "1st", "after", "Had it", "8.5%"} <= set(words(chart))
    with pytest.raises(BlockError, match="1 to 5 lines"):
        charts.course(frame, "w", [], "T", label_name="W", before=1, event="E")


def test_no_label_of_the_funnel_meets_another() -> None:
    """With many outliers the names that are drawn do not overlap each other; the others are in the note."""
    schools = [(f"Outlier Number {at} Primary School", 50_000 + 1_000 * at, 96.0 + at / 20, True) for at in range(20)]
    limits = pd.DataFrame({"size": [50_000, 90_000], "low_998": [90.0, 91.0], "low_95": [91.0, 92.0],
                           "high_95": [94.0, 94.5], "high_998": [95.0, 95.2]})  # fmt: skip
    frame = pd.DataFrame(schools, columns=["name", "possible", "rate", "outside"]).round(1)
    chart = charts.funnel(frame, limits, "T", target=("City", 93.0), rate_name="attendance")
    drawn_names = len([text for text in words(chart) if text.startswith("Outlier")])
    assert drawn_names + chart.note.count("Outlier") == 20
    assert drawn_names > 0


NOTHING: dict[str, Any] = {
    "trend": lambda: charts.trend(pd.DataFrame({"w": [], "r": []}), "w", "r", "T", label="L", empty="no weeks."),
    "bars": lambda: charts.bars(pd.DataFrame({"a": ["x"], "r": [None]}), "a", "r", "T", empty="no weeks."),
    "reasons": lambda: charts.reasons(
        pd.DataFrame({"reason": [], "percent_of_possible": [], "authorised": []}), "T", empty="no weeks."
    ),
    "bands": lambda: charts.bands(pd.DataFrame({"band": ["A"], "pupils": ["c"]}), "T", empty="no weeks."),
    "pattern": lambda: charts.pattern(pd.DataFrame({"d": [], "s": [], "r": []}), "d", "s", "r", "T", empty="no weeks."),
    "history": lambda: charts.history(pd.DataFrame({"y": [], "r": []}), "y", [("r", "R")], "T", empty="no weeks."),
    "course": lambda: charts.course(
        pd.DataFrame({"w": ["1st"], "r": [None]}), "w", [("r", "R")], "T", label_name="W", before=1, event="E",
        empty="no weeks.",
    ),
    "heatmap": lambda: charts.heatmap(pd.DataFrame({"d": [], "r": []}), "d", "r", "T", empty="no weeks."),
    "cut_offs": lambda: charts.cut_offs(pd.DataFrame({"c": [], "n": []}), "c", "n", "T", empty="no weeks."),
    "strip": lambda: charts.strip(
        pd.DataFrame({"name": ["A"], "rate": ["c"], "group": ["G"]}), "T", group="group", whole={"G": 1.0},
        empty="no weeks.",
    ),
    "funnel": lambda: charts.funnel(
        pd.DataFrame({"name": [], "possible": [], "rate": [], "outside": []}),
        pd.DataFrame({"size": [], "low_998": [], "low_95": [], "high_95": [], "high_998": []}),
        "T", target=("City", 93.0), rate_name="attendance", empty="no weeks.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_to_draw_is_said(make: Any) -> None:
    """A chart without a figure says so in the drawing and in words."""
    chart = make()
    assert chart.alt == "Nothing to draw: no weeks."
    assert words(chart) == ["Nothing to draw: no weeks."]


ONE = {
    "trend": lambda: charts.trend(pd.DataFrame({"w": ["2025-09-01"], "r": [94.0]}), "w", "r", "T", label="L"),
    "bars": lambda: charts.bars(pd.DataFrame({"a": ["x"], "r": [0.0]}), "a", "r", "T"),
    "history": lambda: charts.history(pd.DataFrame({"y": ["2024/25"], "r": [100.0]}), "y", [("r", "R")], "T"),
    "course": lambda: charts.course(
        pd.DataFrame({"w": ["1st"], "r": [9.0]}), "w", [("r", "R")], "T", label_name="W", before=1, event="E"
    ),
    "heatmap": lambda: charts.heatmap(pd.DataFrame({"d": ["2025-09-01"], "r": [100.0]}), "d", "r", "T"),
    "cut_offs": lambda: charts.cut_offs(pd.DataFrame({"c": [95], "n": [0]}), "c", "n", "T", marks=[("A", 95.0, 0)]),
    "pattern": lambda: charts.pattern(pd.DataFrame({"d": ["Monday"], "s": ["AM"], "r": [0.0]}), "d", "s", "r", "T"),
}


@pytest.mark.parametrize("make", ONE.values(), ids=ONE.keys())
def test_one_figure_is_enough(make: Any) -> None:
    """A single figure, also 0% or 100%, is drawn."""
    assert make().svg.startswith("<svg")


def test_a_missing_column_is_named() -> None:
    """A frame without the column that was asked for is refused with the columns it has."""
    with pytest.raises(BlockError, match="no column rate; it has r"):
        charts.trend(pd.DataFrame({"r": []}), "r", "rate", "T", label="L")


def test_dollars_are_not_formulas() -> None:
    """A name with dollar signs is text, not mathematics."""
    frame = pd.DataFrame({"a": ["$x^2$ House"], "r": [5.0]})
    assert "$x^2$ House" in words(charts.bars(frame, "a", "r", "T"))


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (91.8, 94.8, [91, 92, 93, 94, 95]),
        (0, 0, [0, 0.5]),
        (93.0, 93.9, [93.0, 93.5, 94.0]),
        (0, 250_000, [0, 100_000, 200_000, 300_000]),
    ],
)
def test_ticks_are_round_and_enclose(low: float, high: float, wanted: list[float]) -> None:
    """Ticks are round numbers that enclose the figures."""
    assert ticks(low, high) == wanted


def test_labels_are_spread_within_their_field() -> None:
    """Labels that would meet are moved apart, in their order, and stay inside."""
    middles = spread([50, 52, 51], [20, 20, 20], 0, 100)
    assert sorted(middles) == [middles[0], middles[2], middles[1]]
    assert min(b - a for a, b in zip(sorted(middles), sorted(middles)[1:], strict=False)) >= 20
    assert spread([99], [20], 0, 100) == [90]


def test_a_label_avoids_what_is_taken() -> None:
    """A label goes to the next free side, and nowhere when there is none."""
    field = Rect(0, 0, 400, 400)
    first = place((200, 200), ["Name"], [], field)
    assert first is not None
    second = place((200, 200), ["Name"], [first], field)
    assert second is not None
    assert not second.meets(first)
    assert place((200, 200), ["Name"], [field], field) is None


def test_a_long_name_wraps_and_is_shortened() -> None:
    """No line is wider than asked; what is left out is shown by an ellipsis."""
    with drawing():
        lines = wrap(LONG, 150, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert max(text_width(line) for line in lines) <= 150
    assert text_width(wrap("A" * 300, 150)[0]) <= 150


def test_a_text_is_measured_as_it_is_drawn() -> None:
    """Half a character, as of an escaped emoji, is a sign that can be drawn, and as wide as that."""
    assert text_width("Ash\ud83d Green") == text_width("Ash\ufffd Green")
