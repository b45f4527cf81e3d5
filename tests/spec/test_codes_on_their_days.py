"""Does each mark mean what it meant, on the day before the code set changed and on the day itself?"""

from datetime import date

import pytest

from attendlib.codes import Category, code_book
from attendlib.errors import NotInForce, UnknownRule

BOOK = code_book()
OLD, NEW = date(2024, 8, 18), date(2024, 8, 19)
SETS = {
    OLD: "/ \\ L B J P V W D C E H I M R S T G N O U X Y Z # I01 X01",
    NEW: "/ \\ L B K P V W C C1 C2 E I M J1 R S T G N O U D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z #",
    date(2020, 10, 1): "/ \\ L B J P V W D C E H I M R S T G N O U X Y Z # I01 I02 X01 X02 X03 X04 X05 X06 X07",
    date(2010, 1, 1): "/ \\ L B J P V W D C E F H I M R S T G N O U X Y Z #",
}


@pytest.mark.parametrize("day", SETS)
def test_the_whole_code_set_of_a_day(day: date) -> None:
    """The codes in force on the day are exactly those of the published list."""
    assert sorted(entry.code for entry in BOOK.in_force(day)) == sorted(SETS[day].split())


@pytest.mark.parametrize("code", ["J", "Y", "H"])
def test_retired_on_19_august_2024(code: str) -> None:
    """J, bare Y and H were in force on 18 August 2024 and retired the day after; they still mean what they meant."""
    assert BOOK.status(code, OLD) == "in force"
    assert BOOK.status(code, NEW) == "retired"
    assert BOOK.entry(code, NEW) == BOOK.entry(code, OLD)


@pytest.mark.parametrize("code", ["J1", "K", "Q", "C1", "C2", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"])
def test_new_on_19_august_2024(code: str) -> None:
    """The codes of the 2024 Regulations mean nothing the day before."""
    assert BOOK.status(code, NEW) == "in force"
    assert BOOK.status(code, OLD) == "not yet in force"
    with pytest.raises(NotInForce, match="first date is 2024-08-19"):
        BOOK.entry(code, OLD)


@pytest.mark.parametrize(
    ("code", "day", "category"),
    [
        ("J", OLD, Category.ACTIVITY),
        ("J1", NEW, Category.AUTHORISED),
        ("H", OLD, Category.AUTHORISED),
        ("K", NEW, Category.ACTIVITY),
        ("Q", NEW, Category.NOT_COUNTED),
        ("C1", NEW, Category.AUTHORISED),
        ("C2", NEW, Category.AUTHORISED),
        ("Y", OLD, Category.NOT_COUNTED),
        ("Y7", NEW, Category.NOT_COUNTED),
        ("D", date(2011, 8, 31), Category.ACTIVITY),
        ("D", date(2011, 9, 1), Category.NOT_COUNTED),
        ("D", NEW, Category.NOT_COUNTED),
        ("T", OLD, Category.AUTHORISED),
        ("T", NEW, Category.AUTHORISED),
        ("X", date(2021, 1, 11), Category.NOT_COUNTED),
        ("I02", date(2020, 9, 1), Category.AUTHORISED),
        ("#", NEW, Category.ADMINISTRATIVE),
        ("Z", OLD, Category.ADMINISTRATIVE),
    ],
)
def test_the_category_on_the_day(code: str, day: date, category: Category) -> None:
    """An interview turned from activity to authorised absence; D left the possible sessions in September 2011."""
    assert BOOK.entry(code, day).category is category


def test_dual_registration_counted_until_september_2011() -> None:
    """D counted as attended and possible to 31 August 2011, and as neither from the next day."""
    before, after = BOOK.entry("D", date(2011, 8, 31)), BOOK.entry("D", date(2011, 9, 1))
    assert (before.possible, before.attended) == (True, True)
    assert (after.possible, after.attended, after.absent) == (False, False, False)


def test_extended_family_holiday_ended() -> None:
    """F was an authorised absence; it has ended, its last day is marked as unconfirmed, and legacy marks keep it."""
    (only,) = BOOK.periods("F")
    assert BOOK.status("F", date(2012, 1, 9)) == "in force"
    assert BOOK.status("F", date(2014, 9, 1)) == "retired"
    assert BOOK.entry("F", date(2025, 9, 8)).authorised
    assert only.unconfirmed


@pytest.mark.parametrize(
    ("code", "official"), [("I01", "I"), ("I02", "I"), ("X01", "X"), ("X09", "X"), ("/", "/"), ("J1", "J1")]
)
def test_a_sub_code_collapses_before_the_census(code: str, official: str) -> None:
    """The COVID-19 sub-codes go to the census as I or X; every other code as itself."""
    assert {entry.official_code for entry in BOOK.periods(code)} == {official}


def test_covid_sub_codes_ended_on_19_april_2022() -> None:
    """X02 to X09 are retired on 19 April 2022; X itself goes on for pupils not required to attend."""
    for code in ("X02", "X07", "X08", "X09"):
        assert BOOK.status(code, date(2022, 4, 18)) == "in force"
        assert BOOK.status(code, date(2022, 4, 19)) == "retired"
    assert BOOK.status("X", date(2022, 4, 19)) == "in force"
    assert BOOK.status("X08", date(2021, 7, 31)) == "not yet in force"


def test_late_before_and_after_the_register_closed() -> None:
    """L is late and present, U is late and an unauthorised absence; no other code is late."""
    late = {entry.code: (entry.late, entry.attended) for entry in BOOK.codes() if entry.late}
    assert late == {"L": ("before", True), "U": ("after", False)}


def test_no_reason_yet_counts_until_it_is_replaced() -> None:
    """N is provisional, and unauthorised and possible for as long as it stands."""
    entry = BOOK.entry("N", date(2025, 9, 8))
    assert (entry.unauthorised, entry.possible) == (True, True)


@pytest.mark.parametrize("entry", BOOK.codes(), ids=lambda entry: f"{entry.code} {entry.start}")
def test_every_row_has_what_a_report_needs(entry: object) -> None:
    """A meaning, a plain reason, a reference, and for an absence the bucket of official statistics."""
    assert entry.meaning  # type: ignore[attr-defined]
    assert entry.reason  # type: ignore[attr-defined]
    assert len(entry.reference) > 10  # type: ignore[attr-defined]
    assert bool(entry.bucket) >= entry.absent  # type: ignore[attr-defined]


def test_one_bucket_has_one_reason() -> None:
    """A reason keeps its name over the years, so that a chart of many years has one line for it."""
    reasons: dict[str, set[str]] = {}
    for entry in BOOK.codes():
        if entry.bucket:
            reasons.setdefault(entry.bucket, set()).add(entry.reason)
    assert {bucket: names for bucket, names in reasons.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("i", "I"), ("Q9", "Q"), ("0", "O"), (" c1 ", "C1"), ("j 1", "J1"), ("Y8", None), ("!", None), ("", None)],
)
def test_an_unknown_code_gets_the_likely_one(typed: str, meant: str | None) -> None:
    """Lower case, a stray figure or space and nought for O are recognised; a guess is never a retired code."""
    assert BOOK.suggest(typed, NEW) == meant
    assert BOOK.status(typed, NEW) == "unknown"


def test_a_long_mark_is_described_and_not_repeated() -> None:
    """What stands in place of a mark may be a note about a child, so the message does not hold it."""
    with pytest.raises(UnknownRule) as refused:
        BOOK.entry("Zebedee at dentist", NEW)
    assert "Zebedee" not in str(refused.value)
    assert "18 characters" in str(refused.value)
