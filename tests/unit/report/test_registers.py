"""Does a report say what became of the records, and what those without a usable mark could do?"""

import pytest
from marks import csv_of
from returned import block, census
from seen import cells, heads, said
from tiny import HALF_TERMS, URN, TinyCity

from attendlib import report
from attendlib.report.blocks import Callout

OTHER = "999002"


@pytest.fixture
def city(tiny_city: TinyCity) -> TinyCity:
    """Ten days of one pupil: 14 present, 2 of illness, 1 without a reason yet, 2 unknown marks, 1 blank."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("/*14 I*2 N ??*2 _")
    return tiny_city


def test_what_the_missing_marks_could_do(city: TinyCity) -> None:
    """17 of 20 sessions have a mark; 14 of 17 attended is 82.4%, 14 of 20 is 70.0%, 17 of 20 is 85.0%; without the one
    N, unauthorised absence is 0.0% in place of 5.9%."""
    told = report.effect(report.school_view(city.write(), URN)).json()["bullets"]
    assert told == [
        "20 sessions were due up to 12 September 2025 for pupils on roll; 17 have a mark that could be used and "
        "3 sessions have none (set aside, blank or not in the file).",
        "3 sessions have no usable mark: attendance is 70.0% if all were absences, 85.0% if none was. "
        "From the marks alone it is 82.4%.",
        "1 session still has code N (reason not yet established). "
        "If all were authorised, unauthorised absence would be 0.0% instead of 5.9%.",
    ]


def test_reasons_that_would_move_nothing_as_shown_are_counted_alone(tiny_city: TinyCity) -> None:
    """One N of 2,500 sessions: 0.04% rounds to the 0.0% that is left without it, so nothing is said of that."""
    tiny_city.as_of = "2025-11-14"
    for at in range(25):
        tiny_city.pupil("/*99 N" if not at else "/*100")
    told = said(report.effect(report.school_view(tiny_city.write(), URN)))
    assert "1 session still has code N (reason not yet established)." in told
    assert "If all were authorised" not in told


def test_schools_of_totals_are_counted_out(city: TinyCity) -> None:
    """What a total is made of cannot be told: the school is not in it, and that is said."""
    upn = city.pupil(urn=OTHER)
    city.census.append((OTHER, census((upn, block("140", "I:10")))))
    city.as_of = "2025-12-19"
    told = said(report.effect(report.city_view(city.write())))
    assert "1 school without single marks for the whole period is not in this." in told


def test_a_school_of_both_says_that_it_cannot_be_told(tiny_city: TinyCity) -> None:
    """Sessions of the autumn, which the totals hold, are not sessions without a mark."""
    tiny_city.as_of = "2026-01-09"
    upn = tiny_city.pupil()
    tiny_city.mark("/*10", URN, upn, "2026-01-05")
    tiny_city.census.append((URN, census((upn, block("140", "I:10")))))
    told = report.effect(report.school_view(tiny_city.write(), URN))
    assert isinstance(told, Callout)
    assert "termly totals" in said(told)


def test_a_year_without_a_rule_for_open_reasons(tiny_city: TinyCity) -> None:
    """In 2018/19 the sentence on code N is left out; the rest is told."""
    tiny_city.first, tiny_city.as_of = 2018, "2018-09-07"
    tiny_city.half_terms = [("autumn 1", "09-03", "10-19"), *HALF_TERMS[1:]]
    tiny_city.pupil("/*9 N")
    told = report.effect(report.school_view(tiny_city.write(), URN)).json()["bullets"]
    assert len(told) == 1


def test_every_record_has_an_outcome(city: TinyCity) -> None:
    """20 records: 17 accepted, 2 rejected, 1 missing."""
    (row,) = cells(report.accounting(report.school_view(city.write(), URN)))
    kept = {key: row[key] for key in ("records", "accepted", "rejected", "duplicate", "missing", "administrative")}
    assert kept == {"records": "20", "accepted": "17", "rejected": "2", "duplicate": "0", "missing": "1",
                    "administrative": "0"}  # fmt: skip


def test_what_the_checks_say_is_in_plain_words(city: TinyCity) -> None:
    """A name of the city file stands between quotation marks: whoever reads a report writes no code."""
    view = report.school_view(city.write(), URN)
    told = said(report.findings_by_rule(view)) + said(report.findings(view))
    assert "“marks:”" in told
    assert "`" not in told


def test_no_empty_column_of_columns(city: TinyCity) -> None:
    """A mark is found in a column; a pupil without any is of the whole file, and alone leaves nothing to head."""
    city.pupil("", urn=OTHER)
    city.pupil("/*20", urn=OTHER)
    path = city.write()
    assert "Column" in heads(report.findings(report.school_view(path, URN)))
    alone = report.findings(report.school_view(path, OTHER))
    assert alone.rows
    assert "Column" not in heads(alone)


def test_what_one_cell_does_to_a_row_of_marks_stands_once(tiny_city: TinyCity) -> None:
    """A week with no first day is ten marks set aside and one line, which says so; without such there is nothing to
    count."""
    upn = tiny_city.pupil("/*19 ??")
    path = tiny_city.write()
    assert "How often" not in heads(report.findings(report.school_view(path, URN)))
    (register,) = (path.parent / "registers").iterdir()
    marks = [f"{day}{half}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for half in ("AM", "PM")]
    weeks = [["StudentId", "WeekStart", *marks], [upn, "2025-09-01", *"##########"], [upn, "soon", *"//////////"]]
    register.write_bytes(csv_of(weeks))
    table = report.findings(report.school_view(path, URN))
    assert "How often" in heads(table)
    (line,) = (row for row in cells(table) if row["column"] == "WeekStart")
    assert (line["row"], line["count"]) == ("3", "10")
    account = report.accounting(report.school_view(path, URN))
    assert cells(account)[0]["rejected"] == "10"


def test_schools_with_most_to_mend_come_first(city: TinyCity) -> None:
    """By records set aside, then by warnings, then by name."""
    city.pupil("/*20", urn=OTHER)
    rows = cells(report.quality(report.city_view(city.write())))
    assert [(row["name"], row["errors"]) for row in rows] == [(f"School {URN}", "2"), (f"School {OTHER}", "0")]
