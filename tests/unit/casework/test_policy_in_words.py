"""Does a policy say in plain sentences what was written, and is what is seldom meant asked about?"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from attendlib.casework import policy, policy_names
from attendlib.casework.doubts import doubts
from attendlib.casework.inwords import in_words
from attendlib.casework.standing import Policy
from casework.test_policy_files import SOUND

Written = Callable[..., Policy]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """``written(("old", "new"))``: the sound policy once these texts are exchanged."""

    def read(*changes: tuple[str, str]) -> Policy:
        text = SOUND
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        place = tmp_path / "ours.yaml"
        place.write_text(text, encoding="utf-8")
        return policy(place, date(2026, 3, 27))

    return read


def test_each_step_is_a_sentence_on_whom_it_takes_in_and_who_does_what(written: Written) -> None:
    """With the numbers that its settings stand for."""
    assert in_words(written()) == [
        "1. First. When attendance is below 95%. Tutor: Talks.",
        "2. Second. When attendance is below 90%, after First was done. Head: Writes.",
        "No step is due while on hold (medical).",
        "On record as done: sent; as missed: missed; as taken back: withdrawn.",
        "What was done in an earlier academic year no longer counts, but for a hold: each begins anew.",
    ]


def test_a_rule_that_a_step_names_is_told_as_a_rule(written: Written) -> None:
    """With what it says, for its number is not the policy's own."""
    asked = written(("{attendance_below: 90}", "{misses: persistent_absence, attendance_at_least: 50}"))
    assert in_words(asked)[1] == (
        "2. Second. When a pupil missed 10% or more of their sessions, as the rule persistent_absence says, and "
        "attendance is 50% or higher, after First was done. Head: Writes."
    )


def test_improvement_reviews_letters_and_prompts_are_in_it(written: Written) -> None:
    """Everything that decides who comes up, and when somebody looks again."""
    second = "{attendance_below: 90, no_improvement: {since: first, after_weeks: 3}}"
    prompts = "    prompts: [{prompt: late, name: Late, codes: [U], in_the_year: 6, who: Tutor, source: Paper}]\n"
    said = in_words(
        written(
            ("when: {attendance_below: 90}", f"when: {second}\n        review_weeks: 1\n        letter: letter-a"),
            ("  hold: its hold", "  hold: its hold\n  prompts: its prompts"),
            ("    outcomes:", f"{prompts}    outcomes:"),
        )
    )
    assert said[1:3] == [
        "2. Second. When attendance is below 90%, after First was done, if attendance in the 3 weeks or more since "
        "First is not higher than before. Head: Writes. Letter: letter-a. Review: 1 week later.",
        "Prompt: Late: 6 sessions of U in the year. Tutor.",
    ]


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (("attendance_below: 90", "attendance_below: 95"), ""),
        (("attendance_below: 90", "attendance_below: 95.5"), '"second" (below 95.5%) comes after "first" (below 95%)'),
        (("when: {attendance_below: 90}", "when: {}"), '"second" has no limit of attendance'),
    ],
)
def test_what_is_seldom_meant_is_asked_about(written: Written, change: tuple[str, str], doubt: str) -> None:
    """A limit that is higher than that of the step before; the same limit is none; a step without a limit."""
    found = doubts(written(change))
    assert len(found) == bool(doubt)
    assert doubt in "".join(found)


def test_a_letter_is_never_missed(written: Written) -> None:
    """A step that waits for it would never come; a meeting may be missed."""
    waits = ("requires: [first]", "requires: [{step: first, outcome: missed}]")
    assert doubts(written(waits)) == []
    (found,) = doubts(written(waits, ("        who: Tutor", "        letter: letter-a\n        who: Tutor")))
    assert found.startswith('"second" waits for "first" to be missed')


@pytest.mark.parametrize("name", policy_names())
def test_every_policy_that_comes_with_the_house_can_be_said(name: str) -> None:
    """A sentence for each step at least, none of which has a gap in it."""
    asked = policy(name, date(2026, 3, 27))
    said = in_words(asked)
    assert len(said) >= len(asked.says.steps) + 2
    assert not [line for line in said if ": ," in line or ":  " in line or "None" in line]
