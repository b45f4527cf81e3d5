"""Do blocks refuse what they cannot show, and say the same in HTML and in JSON?"""

import dataclasses
import html
import json
import re
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from documents.every_block import HOSTILE, all_blocks

from attendlib.report.blocks import (
    MIME,
    Answer,
    Block,
    Callout,
    Chart,
    Column,
    Commentary,
    Figure,
    Headline,
    PupilList,
    Section,
    Sentence,
    Several,
    Table,
    Title,
    ToFillIn,
    Words,
)
from attendlib.report.escape import plain
from attendlib.report.faults import BlockError

BLOCKS = all_blocks()
NAMES = [f"{at}-{block.kind}" for at, block in enumerate(BLOCKS)]
NOT_TEXT = {"kind", "id", "key", "value", "mark", "places", "level", "total", "direction"}


def strings(value: Any) -> set[str]:
    """Every text of a JSON form that a reader sees."""
    if isinstance(value, dict):
        # Beside what is shown, a cell keeps its figure for spreadsheets; a fact of the title is shown as it is.
        hidden = NOT_TEXT if "shown" in value else NOT_TEXT - {"value"}
        return {text for key, part in value.items() if key not in hidden for text in strings(part)}
    if isinstance(value, list):
        return {text for part in value for text in strings(part)}
    return {value} if isinstance(value, str) and value else set()


def texts(page: str) -> list[str]:
    """Every run of text between tags, without stylesheets and drawings, as a reader sees it."""
    bare = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    alone = re.sub(r"(?s)(<svg.*?<desc[^>]*>)(.*?)(</desc>.*?</svg>)", r"<p>\2</p>", bare)
    return [html.unescape(run).strip() for run in re.split(r"<[^>]*>", alone) if run.strip()]


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_json_and_html_say_the_same(block: Block) -> None:
    """Each text of the JSON form is in the HTML, and each text of the HTML is in the JSON form."""
    bundle = block._repr_mimebundle_()
    told, seen = strings(bundle[MIME]), texts(bundle["text/html"])
    whole = " ".join(seen)
    assert [text for text in told if re.sub(r"\s+", "", text) not in re.sub(r"\s+", "", whole)] == []
    signs = {"▲", "▼", "◆", "%", ":"}
    assert [run for run in seen if run not in signs and not any(run.strip(": %") in text for text in told)] == []


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_json_is_plain(block: Block) -> None:
    """The JSON form survives a round trip and names its kind, id and title."""
    form = block.json()
    assert json.loads(json.dumps(form, allow_nan=False)) == form
    assert list(form)[:3] == ["kind", "id", "title"]


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_a_block_never_changes(block: Block) -> None:
    """A block is a value: nothing of it can be set after it is made."""
    field = dataclasses.fields(block)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(block, field, "other")


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_a_block_looks_right_alone(block: Block) -> None:
    """For JupyterLab each block carries the style of every class that its HTML uses."""
    page = block._repr_mimebundle_()["text/html"]
    style, _, body = page.removeprefix("<style>").partition("</style>")
    used = {name for names in re.findall(r'class="([^"]+)"', body) for name in names.split()}
    unstyled_on_purpose = {"al-note", "al-tone", "al-tabular", "al-rules", "al-section", "al-words", "al-new-page"}
    assert [name for name in sorted(used - unstyled_on_purpose) if f".{name}" not in style] == []


def test_hostile_names_are_text() -> None:
    """No name opens a tag, in a table, a heading or a drawing; the JSON form holds it unescaped."""
    columns = [Column("name", "Pupil")]
    listed = PupilList("<img src=x onerror=alert(1)>", columns, [{"name": name} for name in HOSTILE], "nobody.")
    page = listed.html()
    assert "<script" not in page
    assert "<img" not in page
    assert [row[0]["shown"] for row in listed.json()["rows"]] == [plain(name) for name in HOSTILE]


def test_an_empty_table_says_why() -> None:
    """No rows: the reason stands in their place, and no table without rows is drawn."""
    table = Table("Leavers", [Column("name", "Name")], [], "nobody left.")
    assert "No rows: nobody left." in table.html()
    assert "<table" not in table.html()
    assert table.json()["empty"] == "No rows: nobody left."


def test_marks_are_explained() -> None:
    """A dash and a c are explained under the table and to a screen reader, and only those that occur."""
    table = Table(
        "T", [Column("a", "A"), Column("n", "N", "count")], [{"a": "x", "n": "c"}, {"a": "c", "n": 3}], "none."
    )
    assert table.json()["marks"] == ["c means: hidden, because it could identify a pupil"]
    assert table.html().count('aria-label="hidden, because it could identify a pupil"') == 1


def test_a_frame_becomes_a_table() -> None:
    """Columns are picked and ordered, missing values are marks, pandas types do not reach the JSON form."""
    frame = pd.DataFrame({"n": [1, 2], "g": ["a", "b"], "p": [50.0, float("nan")]})
    table = Table.from_frame(frame, "T", [Column("g", "Group"), Column("p", "Rate", "percent")], "none.")
    assert table.json()["rows"] == [
        [{"shown": "a"}, {"shown": "50.0%", "value": 50.0}],
        [{"shown": "b"}, {"shown": "–", "mark": True}],
    ]
    with pytest.raises(BlockError, match="no column missing"):
        Table.from_frame(frame, "T", [Column("missing", "M")], "none.")


def test_headers_have_scopes() -> None:
    """Column headings and row headings are headings for a screen reader, and figures stand to the right."""
    page = Table("T", [Column("a", "A"), Column("n", "N", "count")], [{"a": "x", "n": 3}], "none.").html()
    assert '<th scope="col">A</th>' in page
    assert '<th scope="row"><bdi>x</bdi></th>' in page
    assert '<td class="al-right">3</td>' in page


def test_only_a_wide_table_is_a_tab_stop() -> None:
    """A table that fits on a phone is no tab stop; one that scrolls can be reached with the keyboard."""
    narrow = Table("T", [Column("a", "A")], [{"a": "x"}], "none.").html()
    wide = Table("T", [Column(key, "Attendance") for key in "abcd"], [dict.fromkeys("abcd", "x")], "none.").html()
    assert "tabindex" not in narrow
    assert 'tabindex="0" role="group" aria-labelledby="table-t-caption"' in wide


REFUSED = {
    "a title without words": lambda: Title(" "),
    "a section without words": lambda: Section(""),
    "a section too deep": lambda: Section("A", level=4),
    "no figures": lambda: Headline([]),
    "too many figures": lambda: Headline([Figure("A", 1)] * 6),
    "an arrow without words": lambda: Figure("A", 1, direction="up"),
    "a figure that is not rounded": lambda: Figure("A", Decimal("93.45"), "%"),
    "words without words": Words,
    "words that are one text": lambda: Words("text"),
    "an unknown tone": lambda: Callout("danger", "A", "b"),
    "an unknown kind": lambda: Column("a", "A", "percentage"),
    "a table without columns": lambda: Table("T", [], [], "none."),
    "a repeated column": lambda: Table("T", [Column("a", "A"), Column("a", "B")], [], "none."),
    "a row without a column": lambda: Table("T", [Column("a", "A")], [{}], "none."),
    "an empty table without a reason": lambda: Table("T", [Column("a", "A")], [], ""),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_refused(make: Any) -> None:
    """What cannot be shown honestly is refused when the block is made."""
    with pytest.raises(BlockError):
        make()


@pytest.mark.parametrize(
    "svg",
    [
        "<p>no drawing</p>",
        "<svg><script>alert(1)</script></svg>",
        '<svg onload="x()"></svg>',
        '<svg><image href="http://example.org/x.png"/></svg>',
        '<svg><use xlink:href="http://example.org/x"/></svg>',
        '<svg><rect fill="url(http://example.org)"/></svg>',
        "<!DOCTYPE svg><svg></svg>",
    ],
)
def test_a_drawing_that_is_not_plain_is_refused(svg: str) -> None:
    """A drawing holds no script, no event, no image and no link."""
    table = Table("T", [Column("a", "A")], [], "none.")
    with pytest.raises(BlockError, match="plain SVG"):
        Chart("T", "Words.", svg, table)


def test_ids_of_two_drawings_differ() -> None:
    """Two charts with one title and other figures share no id, and every reference points into its own drawing."""
    table = Table("T", [Column("a", "A")], [{"a": "x"}], "none.")
    other = Table("T", [Column("a", "A")], [{"a": "y"}], "none.")
    svg = (
        '<svg viewBox="0 0 1 1"><defs><path id="m1"/></defs><use xlink:href="#m1"/>'
        '<g id="unused" clip-path="url(#m1)"/></svg>'
    )
    first, second = Chart("T", "Words.", svg, table).html(), Chart("T", "Words.", svg, other).html()
    ids, others = (set(re.findall(r'\bid="([^"]+)"', page)) for page in (first, second))
    assert ids & others == set()
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', first)) <= ids
    assert "unused" not in first


def test_a_row_to_fill_in_has_a_name() -> None:
    """Its other cells may be empty; a reader who cannot see the page needs to know in which row they are."""
    columns = [Column("a", "A"), Column("b", "B")]
    assert ToFillIn("T", columns, [{"a": "1", "b": ""}], "none.").json()["rows"][0][1] == {"shown": ""}
    with pytest.raises(BlockError, match="Number the rows"):
        ToFillIn("T", columns, [{"a": " ", "b": ""}], "none.")


def test_several_blocks_are_shown_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that ends in several blocks shows each as an output of its own, in order."""
    shown: list[Block] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    several = Several([Section("One"), Words(["Two."])])
    several._ipython_display_()
    assert shown == list(several)
    assert [block.kind for block in several] == ["section", "words"]


def test_bytes_do_not_depend_on_the_process() -> None:
    """Every block has the same bytes in another process with another hash seed."""
    program = (
        "import json, sys, hashlib; sys.path[:0] = json.loads(sys.argv[1])\n"
        "from documents.every_block import all_blocks\n"
        "print(hashlib.sha256(json.dumps([b._repr_mimebundle_() for b in all_blocks()]).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, json.dumps(sys.path)],
            env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": "/nonexistent", "MPLCONFIGDIR": ""},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_an_answer_gathers_what_points_to_one_section() -> None:
    """Sentences that follow each other and point to the same section stand together, in their order."""
    one, two, three = Sentence("One.", "A"), Sentence("Two.", "A"), Sentence("Three.", "B")
    assert Answer("Why?", [one, two, three, one]).parts() == [
        {"sentences": ["One.", "Two."], "section": "A"},
        {"sentences": ["Three."], "section": "B"},
        {"sentences": ["One."], "section": "A"},
    ]


def test_a_question_without_an_answer_is_refused() -> None:
    """No sentence where there is no figure, and no question either."""
    with pytest.raises(BlockError, match="no answer"):
        Answer("Why?", [])
    with pytest.raises(BlockError, match="says nothing"):
        Commentary([])
