"""Does a report say at once how far its figures go, and is a school without figures never left out in silence?"""

import pytest
from returned import SPRING, block, census
from seen import cells, heads, said
from tiny import URN, TinyCity

from attendlib import report
from attendlib.report.blocks import MIME
from attendlib.report.sections import covered

OTHER, THIRD = "999002", "999003"


def sessions_up_to(city: TinyCity, day: str) -> int:
    """How many sessions a pupil is due up to a day."""
    return 2 * len([held for held in city.school_days() if held <= day])


@pytest.mark.parametrize(("last", "told"), [("2025-09-12", False), ("2025-09-11", True), ("2025-09-10", True)])
def test_more_than_a_school_week_without_figures_is_said(tiny_city: TinyCity, last: str, told: bool) -> None:
    """As of Friday the 19th: a register up to Friday the 12th lacks five school days, which is a week; one up to
    Thursday lacks six."""
    tiny_city.as_of = "2025-09-19"
    tiny_city.pupil(f"/*{sessions_up_to(tiny_city, last)}")
    block_ = report.data_up_to(report.school_view(tiny_city.write(), URN))
    assert (block_ is not None) == told
    if told:
        assert said(block_).startswith(
            f"callout callout-figures-go-up-to-{int(last[-2:])}-september-2025 Figures go up to "
        )
        assert "The period asked for ends on 19 September 2025" in said(block_)


def test_holidays_inset_days_and_closures_are_not_missing(tiny_city: TinyCity) -> None:
    """A register up to the last day before half term, asked for on the last day of the holiday, lacks nothing."""
    tiny_city.as_of = "2025-11-04"
    tiny_city.closed = [("inset", "2025-11-03", "2025-11-03")]
    tiny_city.pupil(f"/*{sessions_up_to(tiny_city, '2025-10-24')}")
    assert report.data_up_to(report.school_view(tiny_city.write(), URN)) is None


def test_figures_that_begin_late_are_said(tiny_city: TinyCity) -> None:
    """A register from 3 November on, in a year that began on 1 September; but not where nobody was on roll before."""
    tiny_city.as_of = "2025-11-14"
    tiny_city.pupil("/*20", start="2025-11-03")
    tiny_city.pupil("/*20", start="2025-11-03", urn=OTHER, entry_date="2025-11-03")
    city = tiny_city.write()
    told = said(report.data_up_to(report.school_view(city, URN)))
    assert "Figures begin on 3 November 2025" in told
    assert "The period asked for begins on 1 September 2025, 40 school days before." in told
    assert report.data_up_to(report.school_view(city, OTHER)) is None


def test_termly_totals_are_said_with_their_last_day(tiny_city: TinyCity) -> None:
    """Of an autumn return on 27 March: the day to which it goes, and what it cannot tell; also where it goes to the
    end."""
    tiny_city.as_of = "2026-03-27"
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("140", "I:10")))))
    told = said(report.data_up_to(report.school_view(tiny_city.write(), URN)))
    assert "Figures go up to 19 December 2025" in told
    assert "ends on 27 March 2026" in told
    assert "termly totals, not single marks" in told


def test_termly_totals_up_to_the_end_are_said_too(tiny_city: TinyCity) -> None:
    """Nothing is missing, but weeks and days are."""
    tiny_city.as_of = "2026-03-27"
    upn = tiny_city.pupil()
    tiny_city.census = [(URN, census((upn, block("140")))), (URN, census((upn, block("110")), term=SPRING))]
    told = said(report.data_up_to(report.school_view(tiny_city.write(), URN)))
    assert "Termly totals, not single marks" in told
    assert "period asked for" not in told


def test_others_stand_beside_a_school_over_the_same_days(tiny_city: TinyCity) -> None:
    """A school whose register stops on 12 September is set beside the other's first ten days, in which nobody was
    missing, not beside the days since."""
    tiny_city.as_of = "2025-10-24"
    tiny_city.pupil("/*20")
    tiny_city.pupil("/*20 I*60", urn=OTHER)
    view = report.school_view(tiny_city.write(), URN)
    assert "the same as the city's primary schools (100.0%)" in said(report.headline(view))
    rows = {row["who"]: row for row in cells(report.comparison(view))}
    assert rows["All primary schools in the city"]["overall_absence"] == "0.0%"
    assert rows["All primary schools in the city"]["period"] == "2025/26 to 12 September 2025"
    assert "Up to 12 September 2025" in said(report.in_brief(view))


@pytest.fixture
def mixed(tiny_city: TinyCity) -> TinyCity:
    """As of 24 October: one school whole, one that stops early, one with marks of which none counts, one not listed."""
    tiny_city.as_of = "2025-10-24"
    tiny_city.pupil("/*80")
    tiny_city.pupil("/*40", urn=OTHER)
    tiny_city.pupil("X*80", urn=THIRD)
    tiny_city.phases["999004"] = "primary"
    tiny_city.pupils.append({"urn": "999004", "upn": "Z", "entry_date": "2025-09-01"})
    return tiny_city


def test_the_city_names_the_schools_that_are_not_whole(mixed: TinyCity) -> None:
    """With the day to which each goes."""
    told = said(report.data_up_to(report.city_view(mixed.write())))
    assert (
        f"School {OTHER} (up to 26 September 2025), School {THIRD} (no figures) and School 999004 (no figures)" in told
    )
    assert f"School {URN}" not in told


def test_the_city_says_nothing_where_all_are_whole(tiny_city: TinyCity) -> None:
    """No callout, so no empty part of a page."""
    tiny_city.as_of = "2025-09-12"
    tiny_city.pupil("/*20")
    assert report.data_up_to(report.city_view(tiny_city.write())) is None


def test_a_callout_does_not_name_a_hundred_schools(tiny_city: TinyCity) -> None:
    """It names the first dozen and counts the rest; the table has them all."""
    tiny_city.as_of = "2025-09-01"
    tiny_city.phases = {f"9990{n}": "primary" for n in range(10, 40)}
    tiny_city.pupil("/*2", urn="999010")
    told = said(report.data_up_to(report.city_view(tiny_city.write())))
    assert told.count("(no figures)") == covered.MOST_NAMED
    assert "and 17 more schools." in told


def test_coverage_says_who_is_in_and_up_to_when(mixed: TinyCity) -> None:
    """A school whose marks all do not count is not in the figures, though its records were accepted; where there is no
    figure there is no day."""
    table = report.coverage(report.city_view(mixed.write()))
    rows = {row["urn"]: (row["state"], row["up_to"]) for row in cells(table)}
    assert rows == {
        URN: ("yes", "24 Oct 2025"),
        OTHER: ("yes", "26 Sep 2025"),
        THIRD: ("no: no accepted mark of this period counts as a possible session", "–"),
        "999004": ("no: the city file lists no register for it", "–"),
    }
    assert "2 of 4 schools are in." in table.note
    assert table.marks == ["– means: no possible sessions, so no figure"]


def test_every_school_is_listed_also_without_figures(mixed: TinyCity) -> None:
    """With a dash in every column and the reason beside it, in the words of the table of coverage."""
    view = report.city_view(mixed.write())
    rows = {row["name"]: row for row in cells(report.all_schools(view))}
    assert len(rows) == 4
    reasons = {row["urn"]: row["state"].removeprefix("no: ") for row in cells(report.coverage(view))}
    for urn in (THIRD, "999004"):
        row = rows[f"School {urn}"]
        assert {row[key] for key in ("enrolments", "attendance_percent", "persistently_absent", "severely_absent")} == {
            "–"
        }
        assert row["reason"] == reasons[urn]
    assert rows[f"School {URN}"]["reason"] == ""


def test_no_column_of_reasons_where_every_school_has_figures(tiny_city: TinyCity) -> None:
    """An empty column would only ask what it is for."""
    tiny_city.pupil("/*20")
    assert "Why there are no figures" not in heads(report.all_schools(report.city_view(tiny_city.write())))


def test_phases_count_the_schools_with_figures(mixed: TinyCity) -> None:
    """Two of the four primary schools."""
    rows = cells(report.phases(report.city_view(mixed.write())))
    assert [(row["label"], row["schools"]) for row in rows] == [("Primary", "2"), ("All schools", "2")]


def test_parts_that_need_marks_say_why_they_are_not_there(tiny_city: TinyCity) -> None:
    """Of termly totals: no week, half term, day, pattern, lateness or effect; each says so with the same words."""
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("140", "I:10")))))
    view = report.school_view(tiny_city.write(), URN)
    parts = [report.by_week, report.by_half_term, report.calendar, report.pattern, report.punctuality, report.effect]
    assert len({part(view)._repr_mimebundle_()[MIME]["text"] for part in parts}) == 1


def test_figures_of_marks_name_the_schools_they_leave_out(tiny_city: TinyCity) -> None:
    """The weeks of a city are of single marks: the school that sent totals is named below them, and only there."""
    tiny_city.as_of = "2025-12-19"
    tiny_city.pupil("/*40")
    upn = tiny_city.pupil(urn=OTHER)
    tiny_city.census.append((OTHER, census((upn, block("140", "I:10")))))
    view = report.city_view(tiny_city.write())
    for part in (report.by_week, report.by_half_term, report.calendar, report.pattern, report.punctuality):
        assert f"the termly totals of School {OTHER} are not in it" in part(view).note  # type: ignore[union-attr]
    assert "termly totals" not in said(report.by_week(report.school_view(view.open.city.path, URN)))
