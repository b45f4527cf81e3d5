"""Does a cut of one's own come out as attendlib's own would?"""

import pytest
from pandas.testing import assert_frame_equal
from tiny import TinyCity

from attendlib.errors import MeasureError
from attendlib.report import pooled, school_view
from attendlib.report.view import View


@pytest.fixture
def view(tiny_city: TinyCity) -> View:
    """Year 4: one who missed 5 of 40 sessions and one who missed none; Year 5: one week, of which one day missed."""
    tiny_city.pupil("/*35 I*5", year_group="4")
    tiny_city.pupil("L /*39", year_group="4")
    tiny_city.pupil("/*8 O*2", year_group="5", entry_date="2025-09-01", leaving_date="2025-09-05")
    return school_view(tiny_city.write(), "999001")


def test_a_grouping_that_attendlib_knows_comes_out_the_same(view: View) -> None:
    """Column by column, count by count and rate by rate as ``own`` gives it."""
    assert_frame_equal(pooled(view.own("enrolment", "year_group"), "year_group"), view.own("year_group"))


def test_sessions_are_pooled_not_averaged(view: View) -> None:
    """7 of 90 sessions are 7.8%; the mean of 12.5%, 0% and 20% would be 10.8%."""
    (row,) = pooled(view.own("enrolment").assign(all="all"), "all").to_dict("records")
    assert (row["enrolments"], row["absent"], row["possible"], row["absence_percent"]) == (3, 7, 90, 7.8)
    assert (row["persistently_absent"], row["persistently_absent_percent"]) == (2, 66.7)


def test_a_column_of_numbers_or_truths_parts_and_is_not_summed(view: View) -> None:
    """Groups come in the order of their values; a row without a value is in none."""
    frame = view.own("enrolment").sort_values("possible")
    told = pooled(frame.assign(walk=[10, 2, None], late=[True, False, True]), "walk", "late")
    assert list(told.columns[:3]) == ["walk", "late", "enrolments"]
    assert told.walk.tolist() == [2, 10]
    assert told.enrolments.sum() == 2


def test_what_would_count_twice_is_refused(view: View) -> None:
    """An enrolment in several rows, and a frame without enrolments."""
    with pytest.raises(MeasureError, match="without times"):
        pooled(view.own("enrolment", "week"), "week")
    with pytest.raises(MeasureError, match='no column "urn"'):
        pooled(view.own("year_group"), "year_group")
    with pytest.raises(MeasureError, match='no column "colour"'):
        pooled(view.own("enrolment"), "colour")


def test_no_rows_are_no_groups(view: View) -> None:
    """An empty frame gives the columns and nothing in them."""
    nobody = view.own("enrolment", "year_group").iloc[:0]
    assert list(pooled(nobody, "year_group").columns) == list(view.own("year_group").columns)
    assert pooled(nobody, "year_group").empty
