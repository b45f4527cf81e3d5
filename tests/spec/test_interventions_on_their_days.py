"""From which day on does something on record count, and from which day on no longer?"""

from datetime import date

import pytest
from tiny import URN, TinyCity

from attendlib.casework import Stages, notices, policy, stages

Row = tuple[str, ...]


def asked(city: TinyCity, on: str, *rows: Row, name: str = "coventry-2024") -> Stages:
    """The stages on a day with these rows (upn, date, step, outcome) on record."""
    opened, day = city.done(*rows).open(), date.fromisoformat(on)
    return stages(opened.city, opened.store, policy(name, day), day)


@pytest.mark.parametrize(
    ("on", "due"), [("2025-09-19", "letter-a"), ("2025-09-22", "letter-b"), ("2025-09-23", "letter-b")]
)
def test_a_letter_counts_from_its_day_on(tiny_city: TinyCity, on: str, due: str) -> None:
    """Sent on Monday 22 September: on the school day before it is due, from that day on the next one is."""
    upn = tiny_city.pupil("I*10 /*40")
    assert [stage.due for stage in asked(tiny_city, on, (upn, "2025-09-22", "letter-a", "sent")).rows] == [due]


@pytest.mark.parametrize(
    ("on", "due"), [("2025-09-23", "letter-b"), ("2025-09-24", "letter-a"), ("2025-09-25", "letter-a")]
)
def test_a_letter_is_withdrawn_from_that_day_on(tiny_city: TinyCity, on: str, due: str) -> None:
    """Withdrawn on 24 September: the day before Letter B was due, from then on Letter A is again."""
    upn = tiny_city.pupil("I*10 /*40")
    rows = [(upn, "2025-09-22", "letter-a", "sent"), (upn, "2025-09-24", "letter-a", "withdrawn")]
    assert [stage.due for stage in asked(tiny_city, on, *rows).rows] == [due]


@pytest.mark.parametrize(
    ("on", "held"),
    [("2025-09-19", ""), ("2025-09-22", "medical"), ("2025-10-01", "medical"), ("2025-10-02", ""), ("2025-10-03", "")],
)
def test_a_hold_holds_from_its_day_to_the_day_before_it_is_ended(tiny_city: TinyCity, on: str, held: str) -> None:
    """Placed on 22 September and ended on 2 October: on the first it holds, on the last it does not."""
    upn = tiny_city.pupil("I*10 /*40")
    rows = [(upn, "2025-09-22", "hold", "medical"), (upn, "2025-10-02", "hold", "ended")]
    (stage,) = asked(tiny_city, on, *rows).rows
    assert (stage.hold, stage.due) == (held, "" if held else "letter-a")


@pytest.mark.parametrize(
    ("day", "rules", "due"),
    [
        ("2025-10-02", [], "letter-b"),
        ("2025-10-03", [], "letter-b"),
        ("2025-10-04", ["intervention-in-future"], "letter-a"),
    ],
)
def test_what_is_dated_after_today_has_not_been_done(tiny_city: TinyCity, day: str, rules: list[str], due: str) -> None:
    """Asked on 3 October, the city's own day: yesterday and today have been, tomorrow is a slip."""
    tiny_city.as_of = "2025-10-03"
    upn = tiny_city.pupil("I*10 /*40")
    found = asked(tiny_city, "2025-10-03", (upn, day, "letter-a", "sent"))
    assert ([finding.rule for finding in found.findings], found.rows[0].due) == (rules, due)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2025-09-07", "intervention-before-entry"),
        ("2025-09-08", ""),
        ("2025-09-26", ""),
        ("2025-09-27", "intervention-after-leaving"),
    ],
)
def test_what_was_done_while_not_on_roll_is_told_and_counts(tiny_city: TinyCity, day: str, rule: str) -> None:
    """On roll from 8 to 26 September, both days included."""
    upn = tiny_city.pupil("I*10 /*20", start="2025-09-08", entry_date="2025-09-08", leaving_date="2025-09-26")
    found = asked(tiny_city, "2025-10-03", (upn, day, "letter-a", "sent"))
    assert [finding.rule for finding in found.findings] == ([rule] if rule else [])
    assert [done.step for done in found.rows[0].done] == ["letter-a"]


def test_a_letter_withdrawn_after_a_correction_leaves_nothing_behind(tiny_city: TinyCity) -> None:
    """The absence was none: the letter is to be looked at again; once it is withdrawn, nothing is due or doubtful, and
    a later absence asks for Letter A and not for Letter B."""
    upn = tiny_city.pupil("/*40 O*10")
    sent = (upn, "2025-10-02", "letter-a", "sent")
    tiny_city.records.clear()
    tiny_city.mark("/*50", URN, upn)
    (stage,) = asked(tiny_city, "2025-10-03", sent).rows
    assert ([one.step for one in stage.doubtful], stage.due) == (["letter-a"], "")
    withdrawn = (upn, "2025-10-03", "letter-a", "withdrawn")
    (stage,) = asked(tiny_city, "2025-10-03", sent, withdrawn).rows
    assert (stage.doubtful, stage.due, stage.done) == ((), "", ())
    tiny_city.mark("O*10", URN, upn, start="2025-10-06")
    (stage,) = asked(tiny_city, "2025-10-10", sent, withdrawn).rows
    assert stage.due == "letter-a"


@pytest.mark.parametrize(("on", "stands"), [("2025-11-14", True), ("2025-11-17", False), ("2025-11-18", False)])
def test_the_threshold_stands_up_to_the_day_on_which_it_lapses(tiny_city: TinyCity, on: str, stands: bool) -> None:
    """Ten sessions in the first week of September: reached to the Friday of the tenth school week, not on the Monday
    after it, though the row is still shown."""
    tiny_city.pupil("O*10 /*200")
    opened, day = tiny_city.open(), date.fromisoformat(on)
    (notice,) = notices(opened.city, opened.store, day).rows
    assert (notice.lapses_on, notice.stands(day)) == (date(2025, 11, 17), stands)


@pytest.mark.parametrize(("on", "remembered"), [("2025-07-31", True), ("2025-08-01", False), ("2025-09-02", False)])
def test_a_letter_is_remembered_to_the_end_of_its_academic_year(tiny_city: TinyCity, on: str, remembered: bool) -> None:
    """Sent in June: on 31 July it is on record, from 1 August, when the next year begins, it is not."""
    tiny_city.half_terms = (("summer 6", "2025-06-02", "2025-07-18"), ("autumn 1", "2025-09-01", "2025-10-24"))
    tiny_city.first = 2024 if on < "2025-08-01" else 2025
    tiny_city.as_of = on
    upn = tiny_city.pupil("I*20", start="2025-06-02", entry_date="2024-09-01")
    (stage,) = asked(tiny_city, on, (upn, "2025-06-16", "letter-a", "sent")).rows
    assert bool(stage.done) is remembered


@pytest.mark.parametrize(("ended", "held"), [((), "bereavement"), (("2025-08-20", "hold", "ended"), "")])
def test_a_hold_of_last_summer_lasts_until_somebody_ends_it(
    tiny_city: TinyCity, ended: tuple[str, ...], held: str
) -> None:
    """Placed in June, it still keeps the pupil out of letters in September; ended in August, it does not."""
    upn = tiny_city.pupil("I*10 /*40", entry_date="2024-09-01")
    rows = [(upn, "2025-06-16", "hold", "bereavement"), *([(upn, *ended)] if ended else [])]
    (stage,) = asked(tiny_city, "2025-10-03", *rows).rows
    assert (stage.hold, stage.due) == (held, "" if held else "letter-a")


@pytest.mark.parametrize(
    ("step", "outcome", "due"),
    [("Letter-A", "Sent", "letter-b"), ("LETTER-A", "Withdrawn", "letter-a"), ("letter-a", "SENT", "letter-b")],
)
def test_capitals_make_no_difference(tiny_city: TinyCity, step: str, outcome: str, due: str) -> None:
    """A table kept by hand says Sent and Withdrawn: they mean what they say, and nothing is told."""
    upn = tiny_city.pupil("I*10 /*40")
    found = asked(tiny_city, "2025-10-03", (upn, "2025-09-22", step, outcome))
    assert [stage.due for stage in found.rows] == [due]
    assert found.findings == ()


def test_a_step_by_another_name_is_told_with_the_nearest_one(tiny_city: TinyCity) -> None:
    """The policy knows no such step: the row counts for nothing, and its row and the nearest name are told."""
    upn = tiny_city.pupil("I*10 /*40")
    found = asked(tiny_city, "2025-10-03", (upn, "2025-09-22", "Letter A", "sent"))
    assert [(one.row, one.rule) for one in found.findings] == [(2, "intervention-unknown-step")]
    assert 'did you mean "letter-a"' in found.findings[0].message
    assert [stage.due for stage in found.rows] == ["letter-a"]


def test_a_letter_that_is_said_to_be_missed_has_gone_out(tiny_city: TinyCity) -> None:
    """Of Letter B somebody writes that it was missed, and means the meeting: it is not due a second time, and the row
    is told. The meeting missed is recorded by its own name."""
    upn = tiny_city.pupil("I*10 /*40")
    rows = [(upn, "2025-09-12", "letter-a", "sent"), (upn, "2025-09-19", "letter-b", "missed")]
    found = asked(tiny_city, "2025-10-03", *rows)
    assert [(stage.due, stage.done[-1].how) for stage in found.rows] == [("", "done")]
    assert [(one.row, one.rule) for one in found.findings] == [(3, "intervention-letter-missed")]
    assert asked(tiny_city, "2025-10-03", rows[0], (upn, "2025-09-26", "meeting", "missed")).findings == ()
