"""Is a file whose dates are in another form than the one it is read by refused, and no other?"""

from datetime import date, timedelta

import pytest

from attendlib.errors import LayoutError
from attendlib.readers.other_form import refuse_other_form

DAY_FIRST, MONTH_FIRST, ISO = "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d"


def days(first: str, count: int, form: str = DAY_FIRST) -> list[str]:
    """So many days from ``first`` on, as written in ``form``."""
    return [f"{date.fromisoformat(first) + timedelta(n):{form}}" for n in range(count)]


def verdict(texts: list[str], form: str = DAY_FIRST) -> str:
    """The words of the refusal; empty where the dates are read."""
    try:
        refuse_other_form("a.csv", texts, len(texts), form)
    except LayoutError as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("form", [DAY_FIRST, MONTH_FIRST, ISO, "%d.%m.%y", "%d %B %Y"])
def test_a_year_in_its_own_form_is_read(form: str) -> None:
    """Whatever the form, where it is the stated one."""
    assert verdict(days("2025-09-01", 300, form), form) == ""


@pytest.mark.parametrize(
    ("stated", "written"),
    [(DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST), (ISO, "%Y-%d-%m"), ("%d.%m.%y", "%m.%d.%y")],
)
def test_a_month_with_day_and_month_exchanged_is_refused(stated: str, written: str) -> None:
    """Days from the 13th on cannot be read, the others would be other days: the file is refused whole, with the form
    that would have to be stated and that then reads every date."""
    texts = days("2025-09-01", 30, written)
    told = verdict(texts, stated)
    assert "18 different dates can only be" in told
    assert f"`date_format: '{written}'`" in told
    assert verdict(texts, written) == ""


def test_dates_that_could_be_either_are_read_by_the_stated_form() -> None:
    """Nothing in the dates of twelve first days says that they are not what the layout says."""
    assert verdict(days("2025-09-01", 12)) == ""
    assert verdict(days("2025-09-01", 12, MONTH_FIRST)) == ""


@pytest.mark.parametrize(("last", "refused"), [(13, False), (14, True)])
def test_one_date_may_be_a_slip_and_two_are_none(last: int, refused: bool) -> None:
    """Month first to the 13th of September: one date alone that can only be so; to the 14th there are two."""
    assert bool(verdict(days("2025-09-01", last, MONTH_FIRST))) is refused


@pytest.mark.parametrize(("right", "refused"), [(17, True), (18, True), (19, False)])
def test_exactly_a_tenth_is_too_many(right: int, refused: bool) -> None:
    """Two slips beside eighteen dates that are right are a tenth of all that can be told; beside nineteen, less."""
    assert bool(verdict([*days("2025-10-13", right), *days("2025-01-13", 2, MONTH_FIRST)])) is refused


@pytest.mark.parametrize(("slips", "refused"), [(1, False), (2, False), (12, False), (13, True)])
def test_slips_are_too_many_from_a_tenth_on(slips: int, refused: bool) -> None:
    """Of half a year's 109 dates from the 13th on, twelve slips are less than a tenth of all that can be told."""
    assert bool(verdict([*days("2025-09-01", 190), *days("2025-01-13", slips, MONTH_FIRST)])) is refused


def test_two_forms_in_one_file_are_refused_as_such() -> None:
    """Two exports joined: which form an early day of a month is in cannot be told, and no form can be stated."""
    told = verdict([*days("2025-09-01", 60), *days("2025-11-03", 60, MONTH_FIRST)])
    assert "written in two forms" in told
    assert "date_format" not in told


def test_what_the_refusal_advises_is_then_read() -> None:
    """Month first but for three slips: under the form that is advised the file is not refused once more."""
    texts = [*days("2025-09-01", 120, MONTH_FIRST), "13/09/2025", "14/09/2025", "15/09/2025"]
    assert "`date_format: '%m/%d/%Y'`" in verdict(texts)
    assert verdict(texts, MONTH_FIRST) == ""


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        (ISO, DAY_FIRST),
        (ISO, "%d %b %Y"),
        (ISO, "%Y-%m-%dT%H:%M:%SZ"),
        (DAY_FIRST, "%d/%m/%y"),
        (DAY_FIRST, "%d-%b-%y"),
        (DAY_FIRST, "%Y%m%d"),
    ],
)
def test_another_form_altogether_is_refused(stated: str, written: str) -> None:
    """Not one date can be read: one refusal says so in place of a finding for every record."""
    told = verdict(days("2025-09-13", 5, written), stated)
    assert "none of its dates is of the form" in told
    assert f"`date_format: '{written}'`" in told


def test_a_spreadsheets_count_of_days_is_no_form() -> None:
    """45901 is the 1st of September 2025 to a spreadsheet, or four years later to another: the cells are formatted as
    dates before they are exported. Among other dates such a number is a slip."""
    assert "its dates are numbers, as a spreadsheet counts days" in verdict(["45901", "45902", "45903.0"])
    assert verdict(["45901", "01/09/2025"]) == ""


def test_forms_that_fit_alike_are_both_offered() -> None:
    """Early days of a month fit day first and month first: which is right, a person has to say."""
    told = verdict(days("2025-09-01", 5), ISO)
    assert "`date_format: '%d/%m/%Y'` or `date_format: '%m/%d/%Y'`" in told


@pytest.mark.parametrize("texts", [[], [""], ["01/09/2025"], ["rubbish", "more rubbish"], ["31/02/2026", "x"]])
def test_nothing_that_any_form_reads_is_left_to_the_records(texts: list[str]) -> None:
    """No dates, a single one, or such as no form reads: each record is told for itself."""
    assert verdict(texts, ISO) == ""


def test_iso_dates_beside_the_stated_form_say_nothing_of_it() -> None:
    """They are read in every layout, and cannot be taken for anything else."""
    assert verdict([*days("2025-09-01", 30, ISO), *days("2025-10-01", 30)]) == ""
    assert "can only be MM/DD/YYYY" in verdict([*days("2025-09-01", 30, ISO), *days("2025-10-01", 30, MONTH_FIRST)])
