"""Does a policy file say what it means, and is whatever is wrong with it explained with its line?"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from law import Law

from attendlib import policy as rules
from attendlib.casework import check_policy, policy, policy_names
from attendlib.errors import RuleError, UnknownRule
from attendlib.places import shipped

SOUND = """\
description: A policy for a test.
unit: percent
keyed_by: date
fields:
  title: its name
  settings: its numbers
  steps: its steps
  outcomes: its outcomes
  hold: its hold
values:
  2025-09-01:
    title: Test
    settings:
      target: {value: 95, unit: percent, explanation: a habit, reference: a paper}
    steps:
      - step: first
        name: First
        when: {attendance_below: target}
        who: Tutor
        does: Talks
        source: Paper, 1
      - step: second
        name: Second
        when: {attendance_below: 90}
        requires: [first]
        who: Head
        does: Writes
        source: Paper, 2
    outcomes: {done: [sent], missed: [missed], void: [withdrawn]}
    hold: {record: hold, reasons: [medical], ended: [ended], source: Paper, 3}
    reference: A paper
checked_on: 2026-11-22
""".replace("source: Paper, 3", "source: 'Paper, 3'")

Checked = Callable[..., list[str]]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """``checked(("old", "new"))``: what is wrong with the sound policy once these texts are exchanged."""

    def run(*changes: tuple[str, str]) -> list[str]:
        text = SOUND
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        place = tmp_path / "ours.yaml"
        place.write_text(text, encoding="utf-8")
        return check_policy(place)

    return run


@pytest.mark.parametrize("name", policy_names())
def test_every_policy_that_comes_with_the_house_is_sound(name: str) -> None:
    """Its file loads as a rule like any other, and nothing is wrong with its steps."""
    assert check_policy(shipped("params", "rules", "policies", f"{name}.yaml")) == []
    assert rules.rule(f"policies/{name}").values


def test_the_weeks_to_a_records_review_may_be_a_setting_that_there_is(checked: Checked) -> None:
    """As with a step's: one that nobody declared is told with its line."""
    declared = ("  hold: its hold", "  hold: its hold\n  records: its records")
    written = "    records: [{record: talk, name: Talk, review_weeks: %s, source: Paper}]\n    outcomes:"
    assert checked(declared, ("    outcomes:", written % "target")) == []
    (found,) = checked(declared, ("    outcomes:", written % "tarket"))
    assert "line 30" in found
    assert 'did you mean "target"' in found


def test_what_nobody_can_have_missed_cannot_be_required(checked: Checked) -> None:
    """The policy has no outcome for it, and a step that waits for a missed meeting: it would never come."""
    waits = ("requires: [first]", "requires: [{step: first, outcome: missed}]")
    assert checked(waits) == []
    (found,) = checked(waits, ("missed: [missed]", "missed: []"))
    assert "line 25" in found
    assert "nothing can be on record as missed" in found


def test_the_four_policies_are_there() -> None:
    """Two of the city, one of a school, one national."""
    assert policy_names() == ["blue-coat-2025", "coventry-2012", "coventry-2024", "national-2024"]


def test_every_number_that_nobody_stated_is_a_setting_with_its_explanation() -> None:
    """A setting says why it is what it is; the target, which no document names, says that it is unconfirmed."""
    for name in policy_names():
        for setting in policy(name, date(2025, 9, 1)).says.settings.values():
            assert len(setting.explanation) > 40
    for name in ("blue-coat-2025", "coventry-2024"):
        target = policy(name, date(2025, 9, 1)).says.settings["school_target"]
        assert (target.value, target.column) == (95, "attendance_target")
        assert target.unconfirmed


def test_a_sound_policy_has_nothing_wrong(checked: Checked) -> None:
    """The policy that the other cases change."""
    assert checked() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("        who: Tutor", "        woh: Tutor", 19, '"woh" is not a key here: did you mean "who"'),
        ("        source: Paper, 1\n", "", 16, 'the source is missing in entry 1 of "steps"'),
        ("        source: Paper, 1\n", "        source: ''\n", 21, '"source" is not right: it is empty'),
        ("requires: [first]", "requires: [frist]", 25, 'did you mean "first"'),
        ("requires: [first]", "requires: [second]", 25, "cannot depend on itself"),
        ("attendance_below: target", "attendance_below: tarket", 18, 'did you mean "target"'),
        ("attendance_below: target", "attendance_below: 95", 14, "nothing uses the setting"),
        ("attendance_below: 90}", "attendance_below: 900}", 24, "not between 0 and 100"),
        ("attendance_below: 90}", "attendance_below: 0.9}", 24, "write 95 for 0.95"),
        ("        who: Head", "        letter: Our Letter\n        who: Head", 26, "use small letters and digits"),
        (
            "        who: Head",
            "        letter: ours\n        kind: level\n        who: Head",
            26,
            "would go out every day",
        ),
        (
            "        who: Head",
            "        review_weeks: 4\n        kind: level\n        who: Head",
            26,
            "no review follows",
        ),
        (
            "attendance_below: 90}",
            "attendance_below: 90, attendance_at_least: 92}",
            24,
            "at once that low and that high",
        ),
        (
            "attendance_below: 90}",
            "attendance_below: 90, no_improvement: {since: first, after_weeks: -4}}",
            24,
            "weeks cannot run backwards",
        ),
        ("        who: Head", "        review_weeks: -4\n        who: Head", 26, "weeks cannot run backwards"),
        ("missed: [missed]", "missed: [Sent]", 29, '"sent" stands under done and missed'),
        ("ended: [ended]", "ended: [Medical]", 30, '"medical" stands under reasons and ended'),
        ("attendance_below: 90}", "attendance_belwo: 90}", 24, 'did you mean "attendance_below"'),
        ("attendance_below: 90}", "attendance_below: [90]}", 24, "write a number, or the name of a setting"),
        ("requires: [first]", "unless_done: [first]\n        requires: [first]", 25, "not due once it is done"),
        ("step: second", "step: first", 22, '"first" stands twice'),
        ("title: Test", "title: Test\n    duties: [penalty_notice]", 13, 'did you mean "penalty_notices"?'),
        ("    reference: A paper\n", "", 11, "reference"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(checked: Checked, old: str, new: str, line: int, says: str) -> None:
    """One mistake, its line, and how to mend it."""
    found = checked((old, new))
    assert any(one.startswith(f"ours.yaml, line {line}: ") and says in one for one in found), found


BY_RULE = ("attendance_below: 90}", "misses: persistent_absence}")


def test_a_step_may_name_a_rule(checked: Checked) -> None:
    """In place of a number, which is then the law's."""
    assert checked(BY_RULE) == []


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("misses: persistant_absence", 'did you mean "persistent_absence"'),
        ("misses: penalty_notices", "is no rule that says who misses too much"),
        ("misses: ''", "it is empty"),
        ("misses: persistent_absence, attendance_below: 85", "keep one of them"),
        ("misses: persistent_absence, attendance_at_least: 95", "at once that low and that high"),
    ],
)
def test_a_rule_that_a_step_cannot_go_by(checked: Checked, when: str, says: str) -> None:
    """A misspelt one gets the nearest; beside a limit that says the same, one of them is too many."""
    (found,) = checked(("attendance_below: 90}", when + "}"))
    assert found.startswith("ours.yaml, line 24: ")
    assert says in found


def test_a_school_cannot_be_persistently_absent(checked: Checked) -> None:
    """The rule is about a pupil's own sessions."""
    focus = "    schools: [{focus: low, name: Low, when: {misses: severe_absence}, source: Paper}]\n    outcomes:"
    (found,) = checked(("  hold: its hold", "  hold: its hold\n  schools: its schools"), ("    outcomes:", focus))
    assert "give a school a limit of attendance" in found


def test_a_list_may_name_a_rule_and_gets_its_words(checked: Checked, tmp_path: Path) -> None:
    """As a step does."""
    listed = "    lists:\n      - {list: low, name: Low, when: {misses: severe_absence}, source: Paper}\n    outcomes:"
    assert checked(("  hold: its hold", "  hold: its hold\n  lists: its lists"), ("    outcomes:", listed)) == []
    (low,) = policy(tmp_path / "ours.yaml", date(2025, 9, 1)).says.lists
    assert low.name == "Low, missing 50% or more"


def test_a_change_of_law_that_hides_a_step_is_told_with_its_day(checked: Checked, law: Law) -> None:
    """Sound today; from the day on which everybody at the first step is persistently absent too, it is not."""
    changes = (BY_RULE, ("        requires: [first]\n", ""))
    assert checked(*changes) == []
    law("persistent_absence", "percent: 4, inclusive: true", "2027-09-01")
    (found,) = checked(*changes)
    assert found.startswith("ours.yaml, line 18: ")
    assert '"first" overlaps with "second"' in found
    assert found.endswith("(by the rules from 2027-08-01 on)")


def test_steps_that_wait_for_each_other(checked: Checked) -> None:
    """A circle is told once, with the way round."""
    found = checked(
        ("when: {attendance_below: target}", "when: {attendance_below: target}\n        requires: [second]")
    )
    assert found == ["ours.yaml, line 19: these steps wait for each other in a circle: first → second → first"]


def test_a_requirement_that_comes_later_can_never_be_met(checked: Checked) -> None:
    """Steps stand in order of escalation."""
    found = checked(
        ("when: {attendance_below: target}", "when: {attendance_below: target}\n        requires: [second]"),
        ("        requires: [first]\n", ""),
    )
    assert len(found) == 1
    assert '"first" requires "second", which comes after it' in found[0]


def test_steps_that_overlap(checked: Checked) -> None:
    """A higher step that lets in whoever a lower one does would hide it: the trap of a target of 100%."""
    found = checked(("attendance_below: 90}", "attendance_below: 95}"), ("        requires: [first]\n", ""))
    assert len(found) == 1
    assert found[0].startswith("ours.yaml, line 18:")
    assert '"first" overlaps with "second"' in found[0]


def test_a_level_is_never_sent(checked: Checked) -> None:
    """To require a level is to require what cannot happen."""
    found = checked(("        who: Tutor", "        kind: level\n        who: Tutor"))
    assert len(found) == 1
    assert '"first" is a level, so it is never sent or met' in found[0]


def test_every_mistake_is_told_in_one_go(checked: Checked) -> None:
    """Two missing sources are two lines."""
    found = checked(("        source: Paper, 1\n", ""), ("        source: Paper, 2\n", ""))
    assert [one.partition(":")[0] for one in found] == ["ours.yaml, line 16", "ours.yaml, line 21"]


def test_every_key_that_is_missing_is_told_in_one_go(checked: Checked) -> None:
    """That of the value beside those of its steps, each with the line at which it is missing."""
    lacking = ("    title: Test\n", "        name: First\n", "        who: Head\n", "    reference: A paper\n")
    found = checked(*((line, "") for line in lacking))
    assert found == [
        'ours.yaml, line 11: the key "reference" is missing in the value of "2025-09-01": add it',
        'ours.yaml, line 11: the key "title" is missing in the value: add it',
        'ours.yaml, line 15: the key "name" is missing in entry 1 of "steps": add it',
        'ours.yaml, line 20: the key "who" is missing in entry 2 of "steps": add it',
    ]


ALIKE_IN_ALL = re.compile(
    r"^(description|unit|keyed_by|checked_on): .*\n|^fields:\n(  .*\n)+|^    (outcomes|hold): .*\n", re.M
)
"""Lines that are much the same in every policy."""


def test_what_is_alike_in_all_policies_need_not_be_written(tmp_path: Path) -> None:
    """Title, steps, day and source make a policy; the rest is as the rule ``usual_policy`` says, or the file."""
    place = tmp_path / "ours.yaml"
    place.write_text(ALIKE_IN_ALL.sub("", SOUND), encoding="utf-8")
    assert place.read_text(encoding="utf-8").startswith("values:\n  2025-09-01:\n    title: Test\n")
    assert check_policy(place) == []
    found, usual = policy(place, date(2025, 9, 1)), rules.rule("usual_policy").on(date(2025, 9, 1))
    assert found.usual == ("outcomes", "hold", "remembered")
    assert found.says.outcomes.missed == list(usual["outcomes"]["missed"])
    assert found.says.hold.reasons == ["bereavement", "medical", "safeguarding"]
    place.write_text(SOUND, encoding="utf-8")
    assert policy(place, date(2025, 9, 1)).usual == ("remembered",)


def test_a_file_that_is_not_there_or_not_yaml(tmp_path: Path) -> None:
    """Said in a line, without a traceback."""
    assert "cannot be read" in check_policy(tmp_path / "none.yaml")[0]
    (tmp_path / "bad.yaml").write_text("a: [", encoding="utf-8")
    (found,) = check_policy(tmp_path / "bad.yaml")
    assert found.startswith("bad.yaml, line ")


def test_a_policy_of_ones_own_is_asked_by_its_file(tmp_path: Path) -> None:
    """A path is as good as a name; a changed file is read again."""
    place = tmp_path / "ours.yaml"
    place.write_text(SOUND, encoding="utf-8")
    assert [step.step for step in policy(place, date(2025, 9, 1)).says.steps] == ["first", "second"]


def test_an_unknown_policy_or_setting_gets_the_nearest() -> None:
    """A misspelt name is an error with the likely one; a setting has to be a number."""
    with pytest.raises(UnknownRule, match='did you mean "coventry-2024"'):
        policy("coventry2024", date(2025, 9, 1))
    with pytest.raises(RuleError, match='did you mean "school_target"'):
        policy("coventry-2024", date(2025, 9, 1), {"school_targt": "95"})
    with pytest.raises(RuleError, match="a name and a number"):
        policy("coventry-2024", date(2025, 9, 1), {"school_target": "high"})
    for share in ("0.95", "950", "-95"):
        with pytest.raises(RuleError, match="no share such as"):
            policy("coventry-2024", date(2025, 9, 1), {"school_target": share})
    assert policy("coventry-2024", date(2025, 9, 1), {"letter_a_review": "1"}).given == {"letter_a_review": 1}


def test_a_schools_own_target_wins_over_the_policys_and_loses_to_the_question() -> None:
    """The column of the schools table overrides the setting; what is asked for overrides both."""
    own = {"attendance_target": "96.5"}.get
    held = policy("blue-coat-2025", date(2025, 9, 1))
    assert held.limit("school_target", lambda column: own(column, "")) == policy(
        "blue-coat-2025", date(2025, 9, 1), {"school_target": "96.5"}
    ).limit("school_target")
    asked = policy("blue-coat-2025", date(2025, 9, 1), {"school_target": "97"})
    assert asked.limit("school_target", lambda column: own(column, "")) == 97
    with pytest.raises(RuleError, match="holds something that is no number"):
        held.limit("school_target", lambda column: "canary")


@pytest.mark.parametrize(("on", "start"), [("2025-07-06", "2025-07-07"), ("2025-07-07", "2025-07-07")])
def test_before_it_was_adopted_a_policy_is_a_comparison(on: str, start: str) -> None:
    """Asked about the day before, it answers with its first words and says so."""
    day = date.fromisoformat(on)
    held = policy("blue-coat-2025", day)
    assert held.start == date.fromisoformat(start)
    assert ("not yet adopted" in held.remark(day)) == (on < start)


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ("in_a_row: 10", ""),
        ("in_the_year: 6", ""),
        ("sessions: 10", '"sessions" does not say which: write in_a_row or in_the_year in its place'),
        ("in_a_row: 10, in_the_year: 6", "with one of in_a_row and in_the_year"),
        ("unconfirmed: so", "with one of in_a_row and in_the_year"),
        ("in_a_row: 0", "at least one session"),
    ],
)
def test_a_prompt_says_how_it_counts_sessions(checked: Checked, counted: str, told: str) -> None:
    """One after the other, or in all: a number alone could be read as either."""
    prompt = f"{{prompt: late, name: Late, codes: [U], {counted}, who: Tutor, source: Paper}}"
    found = checked(
        ("  hold: its hold", "  hold: its hold\n  prompts: its prompts"),
        ("    outcomes:", f"    prompts: [{prompt}]\n    outcomes:"),
    )
    assert len(found) == bool(told)
    assert told in "".join(found)


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        (("attendance_below: 90", "attendance_below: 90%"), "write 90, without the sign"),
        (("        who: Head", "\twho: Head"), "there is a tab in the line: write spaces in its place"),
        (("who: Head", "who: Head: Mr X"), "if the value has a colon in it, put the value in quotes"),
        (("who: Head", "who: @Head"), "put the value in quotes"),
    ],
)
def test_a_slip_of_the_keyboard_is_told_with_its_own_remedy(
    checked: Checked, change: tuple[str, str], mend: str
) -> None:
    """In the words of whoever made it."""
    (found,) = checked(change)
    assert "line 2" in found
    assert found.endswith(mend)
