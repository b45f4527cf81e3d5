"""What becomes of each code on its way from the register to the counts, on either side of 19 August 2024?"""

import pytest
from tiny import TinyCity

OLD, NEW = "2024-07-15", "2024-09-16"
"""A Monday in the last term of the old code set and one in the first of the new."""
ATTENDED, AUTHORISED, UNAUTHORISED = (1, 1, 0, 0), (1, 0, 1, 0), (1, 0, 0, 1)
UNCOUNTED = (0, 0, 0, 0)
IN_FORCE = {
    OLD: {
        ATTENDED: "/ \\ L B J P V W",
        AUTHORISED: "C E H I M R S T",
        UNAUTHORISED: "G N O U",
        UNCOUNTED: "D X Y",
    },
    NEW: {
        ATTENDED: "/ \\ L B K P V W",
        AUTHORISED: "C C1 C2 E I J1 M R S T",
        UNAUTHORISED: "G N O U",
        UNCOUNTED: "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7",
    },
}
CASES = [
    (day, code, counts) for day, kinds in IN_FORCE.items() for counts, codes in kinds.items() for code in codes.split()
]


def city_of(tiny_city: TinyCity, day: str) -> TinyCity:
    tiny_city.first = 2023 if day == OLD else 2024
    return tiny_city


def counts_of(city: TinyCity, upn: str) -> tuple[int, int, int, int]:
    found = city.of(upn)
    return found["possible"], found["attended"], found["authorised"], found["unauthorised"]


@pytest.mark.parametrize("day", [OLD, NEW])
def test_every_code_in_force(tiny_city: TinyCity, day: str) -> None:
    """(possible, attended, authorised, unauthorised) of one mark of each code of the day's code set: N counts as
    unauthorised and as possible; D, Q, X and the Y codes as nothing at all."""
    city = city_of(tiny_city, day)
    wanted = {}
    for on, code, counts in CASES:
        if on == day:
            upn = city.pupil()
            city.record(upn, day, "AM", code)
            wanted[upn] = counts
    names = ("possible", "attended", "authorised", "unauthorised")
    found = {row["upn"]: tuple(row[name] for name in names) for row in city.asked("enrolment")}
    assert found == wanted
    assert len(wanted) == sum(on == day for on, _, _ in CASES) >= 23


@pytest.mark.parametrize(
    ("day", "code", "rule"),
    [
        ("2024-07-22", "J", None),
        (NEW, "J", "retired-code"),
        ("2024-07-22", "H", None),
        (NEW, "H", "retired-code"),
        ("2024-07-22", "Y", None),
        (NEW, "Y", "retired-code"),
        ("2024-07-22", "C2", "code-not-yet-in-force"),
        (NEW, "C2", None),
        ("2024-07-22", "J1", "code-not-yet-in-force"),
        (NEW, "J1", None),
        ("2024-07-22", "Q", "code-not-yet-in-force"),
        (NEW, "Q", None),
        ("2024-07-22", "Y7", "code-not-yet-in-force"),
        (NEW, "Y7", None),
        (NEW, "F", "retired-code"),
        (NEW, "Q9", "unknown-code"),
        (NEW, "k", "unknown-code"),
        (NEW, "present", "unknown-code"),
    ],
)
def test_a_code_outside_its_days_is_set_aside(tiny_city: TinyCity, day: str, code: str, rule: str | None) -> None:
    """A retired, not yet valid or unknown code is rejected by that rule alone and in no figure."""
    city = city_of(tiny_city, NEW if day == NEW else OLD)
    city.half_terms = (*city.half_terms[:-1], ("summer 6", "06-01", "07-31"))
    upn = city.pupil()
    city.record(upn, day, "PM", code)
    (account,) = city.open().accounts
    assert (account.accepted, account.rejected) == ((1, 0) if rule is None else (0, 1))
    named = [name for name in account.rules if name in {"retired-code", "code-not-yet-in-force", "unknown-code"}]
    assert named == ([rule] if rule else [])
    if rule:
        assert counts_of(city, upn) == UNCOUNTED


def test_the_last_day_of_the_old_set_and_the_first_of_the_new(tiny_city: TinyCity) -> None:
    """On 16 August 2024 H is leave and C1 unknown to the law; on 19 August it is the other way round. Summer schools
    are rare, codes on those days are not: the day decides."""
    tiny_city.first, tiny_city.half_terms = 2024, (("autumn 1", "2024-08-12", "2024-10-25"),)
    upn = tiny_city.pupil(entry_date="2024-08-01")
    for day in ("2024-08-16", "2024-08-19"):
        tiny_city.record(upn, day, "AM", "H")
        tiny_city.record(upn, day, "PM", "C1")
    accepted = tiny_city.open().sources().marks.select("date", "code").to_pandas()
    assert sorted(zip(accepted["date"].astype(str), accepted["code"], strict=True)) == [
        ("2024-08-16", "H"),
        ("2024-08-19", "C1"),
    ]


@pytest.mark.parametrize(("first", "day", "counts"), [(2010, "2011-07-15", ATTENDED), (2011, "2011-09-15", UNCOUNTED)])
def test_dual_registration_counted_until_2011(
    tiny_city: TinyCity, first: int, day: str, counts: tuple[int, ...]
) -> None:
    """D was an approved educational activity to August 2011 and has not been counted since."""
    tiny_city.first = first
    upn = tiny_city.pupil()
    tiny_city.record(upn, day, "AM", "D")
    assert counts_of(tiny_city, upn) == counts


@pytest.mark.parametrize("code", ["#", "Z"])
@pytest.mark.parametrize("day", ["2025-09-08", "2025-09-06", "2025-10-29", "2025-08-20", "2026-08-20", "1999-01-04"])
def test_administrative_marks_are_never_rejected(tiny_city: TinyCity, code: str, day: str) -> None:
    """# and Z stand apart wherever they stand: school day, weekend, holiday, before entry, unknown pupil, twice."""
    upn = tiny_city.pupil(entry_date="2025-09-08")
    for who in (upn, upn, "NOBODY"):
        tiny_city.record(who, day, "AM", code)
    (account,) = tiny_city.open().accounts
    assert (account.administrative, account.records, account.rejected) == (3, 3, 0)
    assert counts_of(tiny_city, upn) == UNCOUNTED


@pytest.mark.parametrize("mark", ["", "-"])
def test_no_mark_is_no_session(tiny_city: TinyCity, mark: str) -> None:
    """A blank or a stroke is neither absence nor possible session, and is always reported."""
    upn = tiny_city.pupil("/*2")
    tiny_city.record(upn, "2025-09-02", "AM", mark)
    assert counts_of(tiny_city, upn) == (2, 2, 0, 0)
    assert tiny_city.rules().count("missing-mark") == 1


def test_lateness_is_counted_beside_attendance(tiny_city: TinyCity) -> None:
    """L is present and late before the register closed; U is absent and late after; minutes add up for both."""
    upn = tiny_city.pupil()
    for day, code, minutes in [("02", "L", "7"), ("03", "L", ""), ("04", "U", "45"), ("05", "/", "3")]:
        tiny_city.record(upn, f"2025-09-{day}", "AM", code, minutes=minutes)
    found = tiny_city.of(upn)
    assert counts_of(tiny_city, upn) == (4, 3, 0, 1)
    assert (found["late_before_close"], found["late_after_close"], found["minutes_late"]) == (2, 1, 52)


def test_class_level_mixes_are_valid(tiny_city: TinyCity) -> None:
    """Y3 may stand beside present marks in one class and session: neither is questioned."""
    tiny_city.pupil("/*2")
    tiny_city.pupil("Y3*2")
    (account,) = tiny_city.open().accounts
    assert (account.accepted, account.rejected) == (4, 0)
    assert tiny_city.asked("city")[0]["possible"] == 2
