"""Is the step due that the policy asks for: on the day, at the exact percentage, after what it requires?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Stage, Stages, policy, policy_names, stages
from attendlib.intake import OpenCity

Row = tuple[str, ...]


def recorded(city: TinyCity, *rows: Row) -> OpenCity:
    """The city with these rows (upn, date, step, outcome, and the school where it is another) as interventions."""
    return city.done(*rows).open()


def asked(city: OpenCity, on: str, name: str = "blue-coat-2025", **settings: str) -> Stages:
    """The stages of a city on a day."""
    day = date.fromisoformat(on)
    return stages(city.city, city.store, policy(name, day, settings), day)


def of(city: OpenCity, upn: str, on: str, name: str = "blue-coat-2025", urn: str = URN, **settings: str) -> Stage:
    """The stage of one enrolment."""
    (found,) = [s for s in asked(city, on, name, **settings).rows if (s.urn, s.upn) == (urn, upn)]
    return found


@pytest.mark.parametrize(
    ("marks", "due"),
    [("/*50", ""), ("/*48 I*2", ""), ("/*47 I*2", "pre-pa"), ("/*38 I*2", "pre-pa"), ("/*37 I*2", "letter-a")],
)
def test_exactly_96_and_exactly_95_percent_are_not_below(tiny_city: TinyCity, marks: str, due: str) -> None:
    """48 of 50 is 96% and no step; 38 of 40 is 95% and the first step, not Letter A; one session fewer is below."""
    upn = tiny_city.pupil(marks)
    assert of(tiny_city.open(), upn, "2025-10-03").due == due


@pytest.mark.parametrize(("marks", "due"), [("/*45 I*5", ""), ("/*44 I*5", "letter-b")])
def test_exactly_90_percent_is_not_below(tiny_city: TinyCity, marks: str, due: str) -> None:
    """After Letter A, 45 of 50 is 90% and no step; 44 of 49 is Letter B."""
    upn = tiny_city.pupil(marks)
    assert of(recorded(tiny_city, (upn, "2025-09-22", "letter-a", "sent")), upn, "2025-10-03").due == due


def test_a_rate_that_rounds_up_to_the_limit_is_below_it(tiny_city: TinyCity) -> None:
    """189 of 199 shows as 94.97% and 95.0%: Letter A is due, because sessions are compared and not rates."""
    upn = tiny_city.pupil("/*189 I*10")
    assert of(tiny_city.open(), upn, "2026-02-13").due == "letter-a"


@pytest.mark.parametrize(
    ("on", "due", "since"),
    [("2025-09-12", "", None), ("2025-09-15", "letter-a", "2025-09-15"), ("2025-09-16", "letter-a", "2025-09-15")],
)
def test_the_day_before_the_day_of_and_the_day_after(tiny_city: TinyCity, on: str, due: str, since: str | None) -> None:
    """Ten days present and one absent: nothing on the tenth day, Letter A from the eleventh on, with that day named."""
    upn = tiny_city.pupil("/*20 I*2 /*10")
    stage = of(tiny_city.open(), upn, on)
    assert (stage.due, stage.since) == (due, date.fromisoformat(since) if since else None)


def test_recovery_begins_a_new_since(tiny_city: TinyCity) -> None:
    """Below the target, above it, below again: the step is due since the second time."""
    upn = tiny_city.pupil("I*2 /*40 I*4")
    city = tiny_city.open()
    assert of(city, upn, "2025-09-01").due == "letter-a"
    assert of(city, upn, "2025-09-29").due == "pre-pa"
    assert of(city, upn, "2025-10-01").due == "letter-a"
    assert of(city, upn, "2025-10-01").since == date(2025, 9, 30)


def test_letter_b_waits_for_letter_a(tiny_city: TinyCity) -> None:
    """At 80% with nothing sent Letter A is due; also when it is recorded for tomorrow; with it, Letter B."""
    upn = tiny_city.pupil("/*40 I*10")
    assert of(tiny_city.open(), upn, "2025-10-03").due == "letter-a"
    city = recorded(tiny_city, (upn, "2025-10-06", "letter-a", "sent"))
    assert of(city, upn, "2025-10-03").due == "letter-a"
    assert of(city, upn, "2025-10-06").due == "letter-b"


def test_letter_b_waits_for_letter_a_whatever_else_is_on_record(tiny_city: TinyCity) -> None:
    """The first letter was sent and Letter A was not: Letter A is due, not the one that requires it."""
    upn = tiny_city.pupil("/*40 I*10")
    city = recorded(tiny_city, (upn, "2025-09-29", "pre-pa", "sent"))
    assert of(city, upn, "2025-10-03").due == "letter-a"


def test_the_evidence_is_complete(tiny_city: TinyCity) -> None:
    """Percent, days, sessions, authorised and unauthorised, what was sent, when it is reviewed, and why."""
    upn = tiny_city.pupil("/*40 I*6 O*4")
    stage = of(recorded(tiny_city, (upn, "2025-09-29", "letter-a", "sent")), upn, "2025-10-03")
    assert (stage.counts.possible, stage.counts.attended) == (50, 40)
    assert (stage.counts.authorised, stage.counts.unauthorised) == (6, 4)
    assert (str(stage.percent), str(stage.days_missed)) == ("80.00", "5")
    assert [(one.step, one.date, one.how) for one in stage.done] == [("letter-a", date(2025, 9, 29), "done")]
    assert stage.review_on == date(2025, 10, 27)
    assert "below 90%" in stage.reason
    assert "after letter-a 2025-09-29" in stage.reason
    assert stage.who == "House team"


def test_corrected_marks_withdraw_what_was_due(tiny_city: TinyCity) -> None:
    """Absence corrected to presence: nothing is due any more, and a letter already sent is shown to be looked at."""
    upn = tiny_city.pupil("/*40 O*10")
    row = (upn, "2025-10-02", "letter-a", "sent")
    assert of(recorded(tiny_city, row), upn, "2025-10-03").due == "letter-b"
    tiny_city.records.clear()
    tiny_city.mark("/*50", URN, upn)
    stage = of(recorded(tiny_city, row), upn, "2025-10-03")
    assert stage.due == ""
    assert [one.step for one in stage.doubtful] == ["letter-a"]
    assert "look at it again" in stage.reason


def test_a_withdrawn_letter_counts_as_not_sent(tiny_city: TinyCity) -> None:
    """Sent and then withdrawn: Letter A is due again, may be sent again, and that is no double entry."""
    upn = tiny_city.pupil("/*40 I*10")
    rows = [(upn, "2025-09-22", "letter-a", "sent"), (upn, "2025-09-24", "letter-a", "withdrawn")]
    assert of(recorded(tiny_city, *rows), upn, "2025-10-03").due == "letter-a"
    found = asked(recorded(tiny_city, *rows, (upn, "2025-09-26", "letter-a", "sent")), "2025-10-03")
    assert (found.rows[0].due, found.findings) == ("letter-b", ())


def test_a_pupil_who_moved_begins_again_and_the_old_letters_are_shown(tiny_city: TinyCity) -> None:
    """Absence and letters of the old school count there only; the new school sees what is on record."""
    upn = tiny_city.pupil("/*14 I*6", leaving_date="2025-09-12")
    tiny_city.pupil("/*20", urn="999002", upn=upn, entry_date="2025-09-15", start="2025-09-15")
    city = recorded(tiny_city, (upn, "2025-09-12", "letter-a", "sent"))
    old, new = of(city, upn, "2025-10-03"), of(city, upn, "2025-10-03", urn="999002")
    assert (old.due, old.left) == ("letter-b", date(2025, 9, 12))
    assert (new.due, new.done, new.counts.possible) == ("", (), 20)
    assert [one.step for one in new.elsewhere] == ["999001 letter-a"]


def test_a_hold_keeps_a_pupil_out_until_it_is_ended(tiny_city: TinyCity) -> None:
    """Bereavement: no step is due and the pupil stands on the list, with the step kept back; ended, it is due."""
    upn = tiny_city.pupil("/*40 I*10")
    rows = [(upn, "2025-09-22", "hold", "bereavement"), (upn, "2025-10-02", "hold", "ended")]
    city = recorded(tiny_city, *rows)
    found = asked(city, "2025-10-01")
    assert [(s.due, s.would_be, s.hold) for s in found.held] == [("", "letter-a", "bereavement")]
    assert of(city, upn, "2025-09-19").hold == ""
    assert of(city, upn, "2025-10-02").due == "letter-a"


def test_an_unnamed_reason_of_a_hold_is_not_repeated(tiny_city: TinyCity) -> None:
    """A note in the outcome of a hold keeps the pupil out all the same, and is shown as "other"."""
    upn = tiny_city.pupil("/*40 I*10")
    stage = of(recorded(tiny_city, (upn, "2025-09-22", "hold", "Canary note")), upn, "2025-10-01")
    assert (stage.due, stage.hold) == ("", "other")
    assert "Canary" not in stage.reason


MEETING = ("2025-09-12", "letter-a", "sent"), ("2025-09-19", "letter-b", "sent"), ("2025-09-26", "meeting", "held")


@pytest.mark.parametrize(
    ("after", "on", "due"),
    [
        ("/*32 I*8", "2025-10-23", ""),
        ("/*32 I*8", "2025-10-24", "letter-c"),
        ("/*36 I*4", "2025-10-24", ""),
        ("I*40", "2025-10-24", "letter-c"),
    ],
)
def test_letter_c_follows_a_meeting_without_improvement(tiny_city: TinyCity, after: str, on: str, due: str) -> None:
    """80% before the meeting. Four weeks later 80% is no improvement and 90% is one; the day before is too early."""
    upn = tiny_city.pupil(f"/*32 I*8 {after}")
    city = recorded(tiny_city, *((upn, *row) for row in MEETING))
    assert of(city, upn, on, "coventry-2024").due == due
    assert of(city, upn, on).due == due


def test_what_no_improvement_was_is_shown(tiny_city: TinyCity) -> None:
    """The attendance before and after the meeting stands in the reason, also when it did improve."""
    upn = tiny_city.pupil("/*32 I*8 /*36 I*4")
    stage = of(recorded(tiny_city, *((upn, *row) for row in MEETING)), upn, "2025-10-24")
    assert "attendance since meeting of 2025-09-26 is 90.00% (80.00% before): an improvement" in stage.reason


def test_no_letter_c_without_a_meeting_on_record(tiny_city: TinyCity) -> None:
    """After Letter B comes the meeting; until it is recorded, held or missed, nothing further is due."""
    upn = tiny_city.pupil("/*32 I*8 I*40")
    sent = [(upn, *row) for row in MEETING[:2]]
    assert of(recorded(tiny_city, *sent), upn, "2025-10-24").due == ""
    assert of(recorded(tiny_city, *sent, (upn, "2025-09-26", "meeting", "missed")), upn, "2025-10-24").due == "letter-c"


def test_the_rest_of_coventrys_ladder(tiny_city: TinyCity) -> None:
    """Monitoring beside the plan, the referral six weeks after the plan meeting, Letter E after a missed meeting."""
    upn = tiny_city.pupil("/*32 I*8 " + "I*80")
    rows = [(upn, *row) for row in MEETING]
    rows += [(upn, "2025-10-17", "letter-c", "sent"), (upn, "2025-10-24", "plan-meeting", "missed")]
    city = recorded(tiny_city, *rows)
    assert of(city, upn, "2025-11-14", "coventry-2024").due == "monitoring"
    assert of(city, upn, "2025-12-05", "coventry-2024").due == "referral"
    rows.append((upn, "2025-12-05", "referral", "made"))
    assert of(recorded(tiny_city, *rows), upn, "2025-12-08", "coventry-2024").due == ""
    rows.append((upn, "2025-12-10", "officer-meeting", "missed"))
    assert of(recorded(tiny_city, *rows), upn, "2025-12-10", "coventry-2024").due == "letter-e"


def test_no_policy_has_a_letter_d() -> None:
    """The source has none, so none is invented; that it is missing is said."""
    for name in policy_names():
        held = policy(name, date(2025, 9, 1))
        assert "letter-d" not in held.known
    for name in ("coventry-2024", "blue-coat-2025"):
        told = policy(name, date(2025, 9, 1)).says.contradictions
        assert any("no Letter D" in one.what for one in told)


@pytest.mark.parametrize(
    ("marks", "alone", "with_sibling"),
    [
        ("/*100", "", ""),
        ("/*92 I*8", "level-2", "complex-level-2-3"),
        ("/*90 I*10", "level-2", "complex-level-2-3"),
        ("/*87 I*13", "no-level", "complex-level-2-3"),
        ("/*85 I*15", "no-level", "complex-level-2-3"),
        ("/*84 I*16", "level-3", "level-3"),
    ],
)
def test_the_family_decides_between_the_levels_of_2012(
    tiny_city: TinyCity, marks: str, alone: str, with_sibling: str
) -> None:
    """90-95% is level 2, or complex with a sibling on roll; 85-90% without one is in no level of the strategy."""
    one = tiny_city.pupil(marks, household_id="H1")
    two = tiny_city.pupil(marks, household_id="H2")
    tiny_city.pupil("/*100", household_id="H2", urn="999002")
    city = tiny_city.open()
    assert of(city, one, "2025-11-14", "coventry-2012").due == alone
    assert of(city, two, "2025-11-14", "coventry-2012").due == with_sibling


def test_exactly_85_percent_is_persistent_absence_of_2012_but_not_level_3(tiny_city: TinyCity) -> None:
    """15% missed puts a pupil on the register; level 3 begins below 85%."""
    at, above = tiny_city.pupil("/*85 I*15"), tiny_city.pupil("/*86 I*14")
    city = tiny_city.open()
    assert of(city, at, "2025-11-14", "coventry-2012").lists == ("persistent-absence-register",)
    assert of(city, above, "2025-11-14", "coventry-2012").lists == ()


def test_a_policy_that_has_ended_is_asked_as_a_comparison(tiny_city: TinyCity) -> None:
    """The strategy of 2012-14 answers for 2025, and says that it no longer held."""
    tiny_city.pupil("/*50")
    assert "held to 2014-08-31" in asked(tiny_city.open(), "2025-10-03", "coventry-2012").remark
    assert asked(tiny_city.open(), "2025-10-03").remark == ""


@pytest.mark.parametrize(
    ("marks", "due"),
    [
        ("/*91 I*9", ""),
        ("/*90 I*10", "persistently-absent"),
        ("/*51 I*49", "persistently-absent"),
        ("/*50 I*50", "severely-absent"),
    ],
)
def test_exactly_90_and_exactly_50_percent_are_national_groups(tiny_city: TinyCity, marks: str, due: str) -> None:
    """10% missed is persistent and 50% severe absence, both inclusive."""
    upn = tiny_city.pupil(marks)
    assert of(tiny_city.open(), upn, "2025-11-14", "national-2024").due == due


def test_a_setting_can_be_chosen_for_one_question(tiny_city: TinyCity) -> None:
    """At 96% nothing is due; with the target at 97, or 96.5, Letter A is."""
    upn = tiny_city.pupil("/*48 I*2")
    city = tiny_city.open()
    assert of(city, upn, "2025-10-03").due == ""
    assert of(city, upn, "2025-10-03", school_target="97").due == "letter-a"
    assert of(city, upn, "2025-10-03", school_target="96.5").due == "letter-a"
    assert of(city, upn, "2025-10-03", school_target="96").due == ""


def test_nobody_without_a_possible_session_gets_a_step(tiny_city: TinyCity) -> None:
    """No rate, no step; somebody who has not yet entered has no row at all."""
    upn = tiny_city.pupil("X*50")
    tiny_city.pupil("", entry_date="2025-12-01")
    (stage,) = asked(tiny_city.open(), "2025-10-03").rows
    assert (stage.upn, stage.due, stage.percent) == (upn, "", None)
