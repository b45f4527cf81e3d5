"""Do census totals join the measures, each session once?"""

from collections import Counter
from dataclasses import replace

import pytest
from returned import SPRING, SUMMER, block, census
from tiny import URN, TinyCity

from attendlib.errors import AccountingError
from attendlib.intake import school
from attendlib.intake.returned import totals_of

OTHER = "999002"
NAMES = ("possible", "attended", "authorised", "unauthorised", "absent")


def counts(city: TinyCity, upn: str, **asked: str) -> tuple[int, ...]:
    found = city.of(upn, **asked)
    return tuple(found[name] for name in NAMES)


def test_measures_without_marks(tiny_city: TinyCity) -> None:
    """Possible, authorised and unauthorised sessions and reasons from totals alone; attended is what is left; the
    classes follow from the same counts; of lateness nothing is known."""
    upn, good = tiny_city.pupil(), tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("140", "I:10 O:4")), (good, block("142", "M:1")))))
    assert counts(tiny_city, upn) == (140, 126, 10, 4, 14)
    found = tiny_city.of(upn)
    assert (found["persistently_absent"], found["late_before_close"], found["minutes_late"]) == (1, 0, 0)
    (school,) = tiny_city.asked("school")
    assert (school["enrolments"], school["possible"], school["absent"]) == (2, 282, 15)
    by_code = {r["code"]: r["sessions"] for r in tiny_city.asked("school", split="code")}
    assert by_code == {"I": 10, "M": 1, "O": 4}
    by_reason = {r["reason"]: r["sessions"] for r in tiny_city.asked("school", split="reason")}
    assert by_reason == {"Illness": 10, "Medical or dental appointment": 1, "Other unauthorised": 4}
    (account,) = tiny_city.open().accounts
    assert (account.layout, account.records, account.accepted) == ("census_xml", 2, 2)


def test_a_city_of_marks_and_of_totals(tiny_city: TinyCity) -> None:
    """One school with a register and one with census returns pool into one city."""
    tiny_city.pupil("I*2 /*8")
    upn = tiny_city.pupil(urn=OTHER)
    tiny_city.census.append((OTHER, census((upn, block("90", "I:8")))))
    (city,) = tiny_city.asked("city")
    assert (city["enrolments"], city["possible"], city["absent"]) == (2, 100, 10)
    opened = tiny_city.open()
    assert opened.covered(opened.window()) == (URN, OTHER)


def test_terms_add_up_and_windows_take_whole_terms(tiny_city: TinyCity) -> None:
    """Autumn and spring make the year to date; a window that ends with the school's own term takes it, one that ends a
    day earlier does not, for totals do not say which sessions are theirs."""
    upn = tiny_city.pupil()
    tiny_city.census += [
        (URN, census((upn, block("150", "I:5")))),
        (URN, census((upn, block("110", "I:1")), term=SPRING)),
    ]
    assert counts(tiny_city, upn)[0] == 260
    assert counts(tiny_city, upn, end="2025-12-19")[0] == 150
    assert counts(tiny_city, upn, end="2025-12-18")[0] == 0
    assert counts(tiny_city, upn, end="2026-03-27")[0] == 260
    assert counts(tiny_city, upn, start="2026-01-05")[0] == 110
    by_term = {row["term"]: row["possible"] for row in tiny_city.asked("term")}
    assert by_term == {"autumn": 150, "spring": 110}
    assert [(r["academic_year"], r["possible"]) for r in tiny_city.asked("academic_year")] == [("2025/26", 260)]
    assert tiny_city.asked("half_term") == tiny_city.asked("week") == []


def test_marks_come_first(tiny_city: TinyCity) -> None:
    """Where the school has marks in the term, its totals are set aside with a finding each and counted once; a term
    without marks takes the totals."""
    upn = tiny_city.pupil("I*4 /*146")
    other = tiny_city.pupil()
    both = [(upn, block("150", "I:4")), (other, block("150"))]
    tiny_city.census += [(URN, census(*both)), (URN, census(*both, term=SPRING))]
    assert counts(tiny_city, upn) == (300, 292, 8, 0, 8)
    assert counts(tiny_city, other)[0] == 150
    _, autumn, spring = tiny_city.open().accounts
    assert (autumn.accepted, autumn.duplicate, autumn.rejected) == (0, 2, 0)
    assert (spring.accepted, spring.duplicate) == (2, 0)
    assert Counter(tiny_city.rules())["census-counted-elsewhere"] == 2


def test_a_register_without_a_usable_mark_takes_nothing_away(tiny_city: TinyCity) -> None:
    """Blanks and rejected records are no marks."""
    upn = tiny_city.pupil("_*3 Q9")
    tiny_city.census.append((URN, census((upn, block("150")))))
    assert counts(tiny_city, upn)[0] == 150


@pytest.mark.parametrize(("second", "possible", "outcome"), [("140", 140, (1, 0, 1)), ("139", 0, (0, 2, 0))])
@pytest.mark.parametrize("files", [1, 2])
def test_the_same_pupil_and_period_twice(
    tiny_city: TinyCity, files: int, second: str, possible: int, outcome: tuple[int, int, int]
) -> None:
    """Alike: the first counts and the repeat is a duplicate. Different: neither can be preferred. In one file or two,
    by the UPN or the school's own number."""
    upn = tiny_city.pupil(pupil_id="17")
    one, two = (upn, block("140", "I:3")), ("17", block(second, "I:3"))
    tiny_city.census += [(URN, census(one, two))] if files == 1 else [(URN, census(one)), (URN, census(two))]
    assert counts(tiny_city, upn)[0] == possible
    accounts = tiny_city.open().accounts
    totals = [sum(getattr(a, name) for a in accounts) for name in ("accepted", "rejected", "duplicate")]
    assert tuple(totals) == outcome


def test_a_yearly_total_beside_its_terms(tiny_city: TinyCity) -> None:
    """The yearly block of a pupil whose terms are given would count every session twice: it is set aside; a pupil who
    has nothing else takes it."""
    upn, special = tiny_city.pupil(), tiny_city.pupil()
    year = block("380", "I:9", "AnnualAttendance")
    tiny_city.census.append((URN, census((upn, block("150", "I:5") + year), (special, year))))
    assert counts(tiny_city, upn)[0] == 150
    assert counts(tiny_city, special)[0] == 380


@pytest.mark.parametrize(
    ("identifier", "attendance", "rule"),
    [
        ("NOBODY", block("140"), "unknown-pupil"),
        ("", block("140"), "no-pupil"),
        ("{upn}", block("10", "I:6 O:5"), "census-above-possible"),
        ("{upn}", block("10", "I:3", authorised=11), "census-above-possible"),
        ("{upn}", block("140").replace("<SessionsPossible>140</SessionsPossible>", ""), "census-above-possible"),
        ("{upn}", block(""), "bad-count"),
        ("{upn}", block("many"), "bad-count"),
        ("{upn}", block("140", "I:3", "SummerHalfTerm2Attendance"), "census-block-misplaced"),
        ("{upn}", block("140", "Q9:3").replace("Q9", "ZZ"), "unknown-code"),
    ],
)
def test_what_cannot_be_a_total_is_set_aside(tiny_city: TinyCity, identifier: str, attendance: str, rule: str) -> None:
    """Rejected by one rule, told once, and in no figure."""
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((identifier.format(upn=upn), attendance))))
    (account,) = tiny_city.open().accounts
    assert (account.accepted, account.rejected) == (0, 1)
    assert tiny_city.rules().count(rule) == account.rules[rule] == 1
    assert counts(tiny_city, upn)[0] == 0
    words = " ".join(f.message for f in tiny_city.open().findings())
    assert upn not in words


@pytest.mark.parametrize("possible", ["14", "15"])
def test_absent_may_be_all_that_is_possible(tiny_city: TinyCity, possible: str) -> None:
    """14 of 14 is everything missed, and a sound record."""
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block(possible, "I:10 O:4")))))
    assert counts(tiny_city, upn) == (int(possible), int(possible) - 14, 10, 4, 14)


@pytest.mark.parametrize(
    ("reasons", "reported", "wanted"),
    [
        ("I:5 O:2", {}, (5, 2)),
        ("I:5", {"authorised": 7, "unauthorised": 3}, (7, 3)),
        ("I:5 O:2", {"authorised": 3, "unauthorised": 1}, (5, 2)),
        ("I:5 O:2", {"authorised": 8, "unauthorised": 0}, (6, 2)),
        ("", {"authorised": 4, "unauthorised": 1}, (4, 1)),
        ("Y1:9 Q:9", {"authorised": 4, "unauthorised": 0}, (4, 0)),
    ],
)
def test_overall_absence_is_the_larger_of_total_and_reasons(
    tiny_city: TinyCity, reasons: str, reported: dict[str, int], wanted: tuple[int, int]
) -> None:
    """DfE takes the larger of the reported total and the sum of the reasons; what the reasons leave open is absence
    without a reason given, never more than that total; sessions that do not count are no absence."""
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("20", reasons, "TermlyAttendance", **reported)))))
    found = counts(tiny_city, upn)
    assert found[2:4] == wanted
    assert found[1] == 20 - sum(wanted)
    by_category: Counter[str] = Counter()
    for row in tiny_city.asked("school", split="reason"):
        by_category[row["category"]] += row["sessions"]
    assert (by_category["authorised absence"], by_category["unauthorised absence"]) == wanted


@pytest.mark.parametrize(("year", "code", "status"), [(2025, "J1", 1), (2025, "H", 1), (2024, "C2", 0), (2024, "H", 1)])
def test_reasons_go_by_the_term_not_by_its_first_day(tiny_city: TinyCity, year: int, code: str, status: int) -> None:
    """The autumn term of 2024 officially begins on 1 August, before the new codes: J1 counts in it all the same.
    Retired codes still arrive in returns and count as they last did; a code of the future does not."""
    tiny_city.first = year - 1
    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("100", f"{code}:3")), year=year)))
    assert counts(tiny_city, upn)[2] == 3 * status


def test_the_official_scope(tiny_city: TinyCity) -> None:
    """Totals of pupils outside the scope, and the second half of summer of those aged 15, are left out."""
    upns = [tiny_city.pupil() for _ in range(5)]
    fifteen = tiny_city.pupil(date_of_birth="2010-01-15")
    boarder = tiny_city.pupil(boarder="1")
    halves = block("60") + block("50", kind="SummerHalfTerm2Attendance")
    tiny_city.census.append((URN, census(*((u, halves) for u in (*upns, fifteen, boarder)), term=SUMMER)))
    assert tiny_city.asked("city")[0]["possible"] == 7 * 110
    (city,) = tiny_city.asked("city", scope="dfe")
    assert (city["enrolments"], city["possible"]) == (6, 5 * 110 + 60)


def test_an_unreadable_return_leaves_the_others(tiny_city: TinyCity) -> None:
    """A register listed as a census, and a census listed as a register, are findings that say where they belong."""
    upn = tiny_city.pupil()
    tiny_city.census += [(URN, "upn,date,session,code\n"), (URN, census((upn, block("150"))))]
    city = tiny_city.open()
    assert [a.accepted for a in city.accounts] == [0, 1]
    (finding,) = [f for f in city.findings() if f.rule == "unreadable-register"]
    assert "not a School Census return" in finding.message


def test_a_return_whose_records_do_not_add_up(tiny_city: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for registers: a reader that counts otherwise than it reads stops everything."""

    def lying(returns, *rest):  # type: ignore[no-untyped-def]
        return totals_of([replace(r, counted=replace(r.counted, records=3)) for r in returns], *rest)

    upn = tiny_city.pupil()
    tiny_city.census.append((URN, census((upn, block("150")))))
    monkeypatch.setattr(school, "totals_of", lying)
    with pytest.raises(AccountingError, match="3 records counted in the file, 1 read, 1 accounted for"):
        tiny_city.open()
