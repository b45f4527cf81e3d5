"""Are the attendance totals of a School Census return read as they are meant?"""

import pytest

from attendlib.errors import LayoutError
from attendlib.readers import read, read_census, recognise


def test_a_pupils_reasons_are_kept_and_absent_totals_stay_absent(fixture):
    """The worked public example: 96 possible with I 6 and M 1; 109 possible without details."""
    first, _, second, _ = read_census(fixture("census_xml"), "999005", "census.xml").rows
    assert (first.pupil, first.possible, dict(first.reasons)) == ("A331900100017", 96, {"I": 6, "M": 1})
    assert (first.authorised, first.unauthorised, first.total, first.overall) == (None, None, None, 7)
    assert (second.possible, dict(second.reasons), second.overall) == (109, {}, None)


def test_overall_is_the_larger_of_total_and_reasons(fixture):
    """2 + 0 reported against 5 by reason: 5 counts, and the difference is noted on that pupil's number."""
    census = read_census(fixture("census_xml"), "999005", "census.xml")
    assert (census.rows[1].total, census.rows[1].overall) == (2, 5)
    (note,) = [note for note in census.notes if note.rule == "census-totals-differ"]
    assert (note.row, note.column) == (1, "SummerHalfTerm2Attendance")


def test_the_autumn_census_is_about_the_summer_term_before_it(fixture):
    """One term in arrears, the second half of the summer apart, of the academic year just ended."""
    census = read_census(fixture("census_xml"), "999005", "census.xml")
    assert (census.collection, census.year, census.academic_year) == ("AUT", 2025, "2024/25")
    assert [row.period for row in census.rows[:2]] == ["summer term, first half", "summer term, second half"]


@pytest.mark.parametrize(
    ("term", "period"),
    [("SPR", "autumn term"), ("SUM", "spring term")],
)
def test_the_other_two_censuses_are_about_the_term_before(fixture, save, term, period):
    """The spring census reports the autumn term and the summer census the spring term."""
    text = fixture("census_xml").read_text().replace("AUT", term).replace("<Year>2025", "<Year>2026")
    census = read_census(save(text), "999005", "census.xml")
    assert (census.rows[0].period, census.academic_year) == (period, "2025/26")
    assert "census-block-misplaced" in [note.rule for note in census.notes]


def test_leavers_and_pupils_without_attendance_are_told_apart(fixture):
    """Four pupils, one without attendance, one no longer on roll with more absence than possible."""
    census = read_census(fixture("census_xml"), "999005", "census.xml")
    assert [(row.row, row.on_roll) for row in census.rows] == [(1, True), (1, True), (2, True), (4, False)]
    assert (census.counted.rows, census.counted.records, census.counted.blank) == (4, 4, 1)
    assert [note.row for note in census.notes if note.rule == "census-above-possible"] == [4]


def test_a_count_that_is_no_number_is_a_fault(fixture, save):
    """The count is not used, the row keeps its fault and the note its place."""
    text = fixture("census_xml").read_text().replace("<SessionsPossible>109", "<SessionsPossible>many")
    census = read_census(save(text), "999005", "census.xml")
    assert (census.rows[2].possible, census.rows[2].fault) == (None, "bad-count")
    assert [note.row for note in census.notes if note.rule == "bad-count"] == [2]


def test_a_census_is_no_register_and_a_register_no_census(fixture):
    """Each says under which key of the city file the other belongs."""
    assert recognise(fixture("census_xml")) == "census_xml"
    with pytest.raises(LayoutError, match="`census:`"):
        read(fixture("census_xml"), "999005", "census.xml")
    with pytest.raises(LayoutError, match="`registers:`"):
        read_census(fixture("sims_xml"), "999005", "sims.xml")


def test_a_census_that_does_not_say_its_term_is_refused(fixture, save):
    """Without Term the period cannot be told."""
    with pytest.raises(LayoutError, match="Term"):
        read_census(save(fixture("census_xml").read_text().replace("AUT", "")), "999005", "census.xml")
