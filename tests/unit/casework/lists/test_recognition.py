"""Is whoever was always there praised, and nobody for having been well again?"""

from decimal import Decimal

import pytest
from tiny import URN, TinyCity

from casework.lists.conftest import Laid

ON = "2025-11-14"
"""Ten school days into autumn 2: 80 sessions before it and 20 in it."""


def whats(laid: Laid, *rows: tuple[str, ...], on: str = ON) -> list[str]:
    """What is recognised, in order."""
    return [praise.what for praise in laid(on, *rows).recognition.rows]


@pytest.mark.parametrize(
    ("marks", "what"),
    [
        ("/*100", ["year", "half term"]),
        ("/*99 L", ["year", "half term"]),
        ("/*96 I*2 M*2", ["year but for illness"]),
        ("/*70 R*4 /*26", ["year but for illness", "half term"]),
        ("/*98 I O", []),
        ("O*2 /*98", ["half term"]),
        ("X*90 /*10", []),
    ],
)
def test_every_session_of_the_year_and_of_the_half_term(
    tiny_city: TinyCity, laid: Laid, marks: str, what: list[str]
) -> None:
    """Late is there. Illness, appointments and religious observance are told apart from anything else that was missed;
    ten possible sessions are too few for praise."""
    tiny_city.pupil(marks)
    assert whats(laid) == what


@pytest.mark.parametrize(
    ("marks", "improved"),
    [
        ("/*76 O*4 /*20", True),
        ("/*77 O*3 /*20", False),
        ("/*64 O*16 /*17 O*3", True),
        ("/*64 O*16 /*16 O*4", False),
    ],
)
def test_improved_is_five_points_from_one_half_term_to_the_next(
    tiny_city: TinyCity, laid: Laid, marks: str, improved: bool
) -> None:
    """95.00 to 100% is five points and enough, 96.25% to 100% is not; 80% to 85% is, 80% to 80% is not."""
    tiny_city.pupil(marks)
    assert ("improved" in whats(laid)) is improved


def test_most_improved_first_with_what_was_gained(tiny_city: TinyCity, laid: Laid) -> None:
    """From 80% to 100% before from 90% to 100%; the points are of the two half terms, not of the year."""
    less, more = tiny_city.pupil("/*72 O*8 /*20"), tiny_city.pupil("/*64 O*16 /*20")
    found = laid(ON).recognition.of("improved")
    assert [praise.upn for praise in found] == [more, less]
    assert found[0].before is not None
    assert found[0].counts.points_over(found[0].before) == Decimal("20.0")
    assert (found[0].counts.possible, found[0].before.possible) == (20, 80)


@pytest.mark.parametrize(
    ("marks", "well_again"), [("/*72 I*8 /*20", 1), ("/*72 I*5 O*3 /*20", 1), ("/*72 I*4 O*4 /*20", 0)]
)
def test_nobody_is_praised_for_being_well_again(tiny_city: TinyCity, laid: Laid, marks: str, well_again: int) -> None:
    """Most of the absence before was illness: counted, not named. Half of it was: named as improved."""
    tiny_city.pupil(marks)
    found = laid(ON).recognition
    assert found.well_again == well_again
    assert len(found.of("improved")) == 1 - well_again


def test_nobody_on_hold_is_named(tiny_city: TinyCity, laid: Laid) -> None:
    """Always there, and on hold for a bereavement: a person decides. With the hold ended they are named."""
    upn = tiny_city.pupil("/*100")
    held, ended = (upn, "2025-11-04", "hold", "bereavement"), (upn, "2025-11-10", "hold", "ended")
    found = laid(ON, held).recognition
    assert (found.rows, found.on_hold) == ((), 1)
    assert whats(laid, held, ended) == ["year", "half term"]


def test_nobody_on_hold_is_counted_as_well_again(tiny_city: TinyCity, laid: Laid) -> None:
    """On hold and well again: told once, as on hold."""
    upn = tiny_city.pupil("/*72 I*8 /*20")
    found = laid(ON, (upn, "2025-11-04", "hold", "medical")).recognition
    assert (found.rows, found.on_hold, found.well_again) == ((), 1, 0)


def test_a_half_term_has_to_have_had_twenty_sessions(tiny_city: TinyCity, laid: Laid) -> None:
    """On its ninth day it is too early, and said; on the tenth it is not."""
    tiny_city.pupil("/*100")
    early = laid("2025-11-13").recognition
    assert ([praise.what for praise in early.rows], early.too_early) == (["year"], (URN,))
    assert laid(ON).recognition.too_early == ()


def test_who_has_left_is_not_praised(tiny_city: TinyCity, laid: Laid) -> None:
    """The list is of pupils on roll."""
    tiny_city.pupil("/*90", leaving_date="2025-11-07")
    assert whats(laid) == []


def test_in_the_first_half_term_nobody_has_improved(tiny_city: TinyCity, laid: Laid) -> None:
    """There is no half term before it; who was always there is named all the same."""
    tiny_city.pupil("/*60")
    assert whats(laid, on="2025-10-10") == ["year", "half term"]
