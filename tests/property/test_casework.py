"""Whatever the marks, the calendar and the letters are: do stages, notices and returns say what a slow reading says?

The slow reading goes through one pupil's marks day by day with dictionaries, as a person with the register and the
policy would, and shares nothing with the code it checks.
"""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from tiny import URN, TinyCity

from attendlib.casework import amended, notices, policy, returns, stages
from attendlib.casework.whatif import caseloads, cut_offs, listed
from attendlib.intake import open_city

ATTENDED, AUTHORISED, UNAUTHORISED = {"/", "\\", "L", "B", "K"}, {"I", "M", "C1"}, {"G", "N", "O", "U"}
CLOSURES = [("inset", "2025-09-08", "2025-09-08"), ("closure", "2025-11-10", "2025-11-14")]
AWAY, HERE = ["I", "N", "O", "G", "U", "M", "C1", "X", "D", "."], ["/", "/", "/", "/", "/", "/", "L", "B", "K"]
Marks = dict[tuple[str, str], str]
"""One pupil's marks by day and session."""


def drawn_pupil(city: TinyCity, draw: random.Random, days: list[str]) -> tuple[str, Marks, str, str]:
    """A pupil with spells of one code and single marks of others; returns also the first and last day on roll."""
    entry, leaving = "2025-09-01", ""
    if draw.random() < 0.3:
        entry = draw.choice(days[:40])
    if draw.random() < 0.3:
        leaving = draw.choice([day for day in days if day > entry][5:])
    upn = city.pupil(entry_date=entry, leaving_date=leaving)
    marks: Marks = {}
    code, left = "/", 0
    steady = draw.choice([0.02, 0.1, 0.4])
    for day in days:
        if not entry <= day <= (leaving or "9999"):
            continue
        for session in ("AM", "PM"):
            left -= 1
            if left < 0:
                away = draw.random() < steady
                code = draw.choice(AWAY if away else HERE)
                left = draw.choice([0, 1, 5, 19, 21, 31]) if away else draw.choice([0, 3, 9])
            if code != ".":
                marks[day, session] = "\\" if (code, session) == ("/", "PM") else code
    for (day, session), mark in marks.items():
        city.record(upn, day, session, mark)
    return upn, marks, entry, leaving


def slow_threshold(marks: Marks, weeks: list[date]) -> str:
    """The first day on which ten sessions lie in ten consecutive school weeks; empty where there is none."""
    counted = sorted(key for key, mark in marks.items() if mark in UNAUTHORISED)
    for day, _ in counted:
        this = weeks.index(monday(day))
        window = weeks[max(this - 9, 0) : this + 1]
        if sum(one <= day and monday(one) in window for one, _ in counted) >= 10:
            return day
    return ""


def slow_returns(marks: Marks, days: list[str]) -> set[tuple[str, str]]:
    """The tenth consecutive day with both sessions unauthorised; thirty sessions of illness."""
    found, run = set(), 0
    for day in days:
        both = all(marks.get((day, session)) in UNAUTHORISED for session in ("AM", "PM"))
        run = run + 1 if both else 0
        if run == 10 and not any(name == "ten-day-unauthorised" for name, _ in found):
            found.add(("ten-day-unauthorised", day))
    if sum(mark == "I" for mark in marks.values()) >= 30:
        found.add(("fifteen-day-illness", ""))
    return found


def thirtieth(marks: Marks) -> str:
    """The day of the thirtieth session of illness; empty where there is none."""
    return next(iter(sorted(day for (day, _), mark in marks.items() if mark == "I")[29:]), "")


def sums(marks: Marks) -> tuple[int, int]:
    """Sessions attended and possible."""
    attended = sum(mark in ATTENDED for mark in marks.values())
    return attended, attended + sum(mark in AUTHORISED | UNAUTHORISED for mark in marks.values())


def slow_step(marks: Marks, done: set[str], target: int) -> str:
    """The highest step of the school's policy that is due."""
    attended, possible = sums(marks)
    due = ""
    if possible:
        if 100 * attended < 96 * possible and not done & {"pre-pa", "letter-a"}:
            due = "pre-pa"
        if 100 * attended < target * possible and "letter-a" not in done:
            due = "letter-a"
        if 100 * attended < 90 * possible and "letter-a" in done and "letter-b" not in done:
            due = "letter-b"
    return due


def monday(day: str) -> date:
    """The Monday of the day's week."""
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())


@pytest.mark.parametrize("seed", range(12))
def test_a_slow_reading_says_the_same(tiny_city: TinyCity, seed: int) -> None:
    """Random pupils with long and short absences, late entries, leavers, gaps and letters, in a school with INSET and a
    week of closure, asked about on a random day."""
    draw = random.Random(seed)
    tiny_city.closed = CLOSURES
    tiny_city.as_of = "2026-05-22"
    days = [day for day in tiny_city.school_days() if day <= "2026-05-22"]
    held = [drawn_pupil(tiny_city, draw, days) for _ in range(25)]
    on, target = draw.choice(days[60:]), draw.choice([93, 95, 97])
    done = {upn: {step for step in ("pre-pa", "letter-a", "letter-b") if draw.random() < 0.4} for upn, *_ in held}
    place = tiny_city.write()
    entered = {upn: next(day for day in days if day >= entry) for upn, _, entry, _ in held}
    rows = [f"{URN},{upn},{entered[upn]},{step},sent" for upn in done for step in sorted(done[upn])]
    (tiny_city.folder / "letters.csv").write_text("\n".join(["urn,upn,date,step,outcome", *rows]) + "\n")
    place.write_text(place.read_text() + "interventions: letters.csv\n")

    city, day = open_city(place), date.fromisoformat(on)
    asked = policy("blue-coat-2025", day, {"school_target": str(target)})
    told = {stage.upn: stage.due for stage in stages(city.city, city.store, asked, day).rows}
    reached = {one.upn: one.first_met_on.isoformat() for one in notices(city.city, city.store, day).rows}
    called: dict[str, set[tuple[str, str]]] = {}
    for one in returns(city.city, city.store, day):
        called.setdefault(one.upn, set()).add((one.name, one.on.isoformat() if one.on else ""))

    weeks = sorted({monday(one) for one in tiny_city.school_days()})
    upto = [one for one in days if one <= on]
    for upn, marks, entry, _ in held:
        known = {key: mark for key, mark in marks.items() if key[0] <= on}
        assert reached.get(upn, "") == slow_threshold(known, weeks)
        assert called.get(upn, set()) == slow_returns(known, upto)
        if entry <= on:
            past = {step for step in done[upn] if entered[upn] <= on}
            assert told[upn] == slow_step(known, past, target)
        else:
            assert upn not in told
    assert all(map(any, (reached, called, told.values())))

    here = {upn for upn, _, entry, leaving in held if entry <= on <= (leaving or "9999")}
    (load,) = caseloads(city.city, city.store, [asked], day, by=("city",))
    due = Counter(told[upn] for upn in here if told[upn])
    assert {one.step: one.due for one in load.loads if one.is_step and one.due} == due
    counted = {upn: sums({key: mark for key, mark in marks.items() if key[0] <= on}) for upn, marks, *_ in held}
    for one in cut_offs(city.city, city.store, asked, day, cuts=listed("50,85,90,92.5,96"), by=("city",)):
        slow = [upn for upn in here if 100 * counted[upn][0] < one.cut_off * counted[upn][1]]
        assert (one.below, one.measured) == (len(slow), sum(counted[upn][1] > 0 for upn in here))


@pytest.mark.parametrize("seed", range(6))
def test_an_amendment_changes_what_a_slow_reading_says_it_does(tiny_city: TinyCity, seed: int) -> None:
    """Random entries that were something else before: the threshold and the returns with either code."""
    draw = random.Random(seed)
    tiny_city.closed = CLOSURES
    days = [day for day in tiny_city.school_days() if day <= "2026-02-13"]
    tiny_city.as_of = on = days[-1]
    held = [drawn_pupil(tiny_city, draw, days) for _ in range(12)]
    weeks = sorted({monday(one) for one in tiny_city.school_days()})
    rows, wanted = [], []
    for upn, marks, *_ in held:
        for key in draw.sample(sorted(marks), min(25, len(marks))):
            original = draw.choice(["N", "O", "I", "G", "L", "-"])
            rows.append((upn, *key, original, marks[key]))
            before = marks | {key: original}
            wanted.append([
                slow_threshold(before, weeks) != slow_threshold(marks, weeks),
                slow_returns(before, days) != slow_returns(marks, days) or thirtieth(before) != thirtieth(marks),
            ])  # fmt: skip
    city, day = tiny_city.amended(*rows).open(), date.fromisoformat(on)
    found = amended(city.city, city.store, policy("national-2024", day), day, city.amended_now)
    told = [[any(word.startswith(what) for word in one.effects) for what in ("threshold", "return")] for one in found]
    assert told == wanted
    assert any(any(each) for each in wanted)
