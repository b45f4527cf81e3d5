"""Do those who have a pupil next know of whom there was a concern, and of nobody else?"""

from datetime import date

from tiny import URN, TinyCity

from casework.lists.conftest import Laid

JULY = "2025-10-24"
"""The last day of the year in question."""
OTHER = "999002"


def test_a_concern_is_absence_a_step_or_a_hold(tiny_city: TinyCity, laid: Laid) -> None:
    """Severely and persistently absent, a letter, a hold; a pupil who was there is on no list. Most absent first."""
    tiny_city.pupil("/*80")
    held, letter = tiny_city.pupil("/*80"), tiny_city.pupil("/*80")
    persistent, severe = tiny_city.pupil("/*72 I*8"), tiny_city.pupil("/*40 I*40")
    rows = [(held, "2025-09-22", "hold", "medical"), (letter, "2025-09-22", "letter-a", "sent")]
    found = laid(JULY, *rows).handover
    assert [(one.stage.upn, one.why) for one in found] == [
        (severe, ("severely absent",)),
        (persistent, ("persistently absent",)),
        (letter, ("steps of the policy on record",)),
        (held, ("on hold",)),
    ]
    assert [[done.step for done in one.steps] for one in found] == [[], [], ["letter-a"], []]


def test_the_calling_list_alone_is_no_concern(tiny_city: TinyCity, laid: Laid) -> None:
    """Put on the first-day-calling list and always there."""
    upn = tiny_city.pupil("/*80")
    assert laid(JULY, (upn, "2025-09-22", "first-day-calling", "done")).handover == ()


def test_who_has_left_is_nobodys_to_hand_over(tiny_city: TinyCity, laid: Laid) -> None:
    """Persistently absent and gone in October."""
    tiny_city.pupil("I*20 /*40", leaving_date="2025-10-10")
    assert laid(JULY).handover == ()


def test_the_school_that_a_pupil_joins_is_told_by_the_record_of_the_one_that_is_left(
    tiny_city: TinyCity, laid: Laid
) -> None:
    """In November the pupil goes on to another school: the old one sees where to, the new one since when and why. A
    pupil who was there is told of to nobody."""
    upn, well = (
        tiny_city.pupil("/*72 I*8", leaving_date="2025-10-31"),
        tiny_city.pupil("/*80", leaving_date="2025-10-31"),
    )
    for pupil in (upn, well):
        tiny_city.pupil("", urn=OTHER, upn=pupil, entry_date="2025-11-03")
    rows = [(upn, "2025-09-22", "letter-a", "sent")]
    (here,) = laid(JULY, *rows, urns=[URN]).handover
    assert (here.urn, here.joins, here.goes) == (URN, None, (OTHER, date(2025, 11, 3)))
    (there,) = laid(JULY, *rows, urns=[OTHER]).handover
    assert (there.urn, there.stage.urn, there.joins, there.goes) == (OTHER, URN, date(2025, 11, 3), None)
    assert [done.step for done in there.steps] == ["letter-a"]
    assert [one.urn for one in laid(JULY, *rows).handover] == [URN, OTHER]


def test_a_newcomer_from_outside_the_city_is_not_known(tiny_city: TinyCity, laid: Laid) -> None:
    """Entry in November and nothing before: nobody can be told anything."""
    tiny_city.pupil("/*80")
    tiny_city.pupil("", entry_date="2025-11-03")
    assert laid(JULY).handover == ()
