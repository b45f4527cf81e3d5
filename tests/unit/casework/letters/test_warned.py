"""Is a person told what to look at before a letter goes out?"""

import pytest
from lettered import lettered, letters, pupil
from tiny import URN, TinyCity

QUIET = "/*40 I*4 /*60 L*6 U*2 O*8 /*140"


def warned(city: TinyCity, *rows: tuple[str, ...]) -> tuple[str, ...]:
    """The warnings of the first letter."""
    return letters(lettered(city, *rows))[0].warnings


def test_a_letter_that_nothing_speaks_against_has_no_warning(tiny_city: TinyCity) -> None:
    """The case that the others change."""
    pupil(tiny_city, "letter-a")
    assert warned(tiny_city) == ()


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"looked_after": "1"}, "looked after: speak with those concerned before writing"),
        ({"social_worker": "yes"}, "has a social worker: speak with those concerned before writing"),
        ({"date_of_birth": "2021-05-05"}, "not of compulsory school age"),
        ({"address": ""}, "missing address"),
        ({"other_parents": "Mr S O’Brien"}, "goes to 2 households: print each copy"),
    ],
)
def test_what_the_pupils_table_says_is_told(tiny_city: TinyCity, columns: dict[str, str], says: str) -> None:
    """Each by itself; the letter is drafted all the same."""
    pupil(tiny_city, "letter-a", **columns)
    assert says in warned(tiny_city)


def test_a_sibling_with_a_letter_is_named_by_its_number(tiny_city: TinyCity) -> None:
    """With the school where it is another one."""
    pupil(tiny_city, "letter-a", forename="A", household_id="H1")
    pupil(tiny_city, "letter-a", forename="B", household_id="H1")
    assert warned(tiny_city) == ("a sibling has a letter too: 0002",)
    pupil(tiny_city, "letter-a", forename="C", household_id="H1", urn="999002")
    assert warned(tiny_city) == ("siblings have letters too: 0002, 0001 of school 999002",)


def test_marks_that_were_corrected_are_told(tiny_city: TinyCity) -> None:
    """Letter A is on record for a day on which attendance was not below the target, by the marks as they are now."""
    upn = tiny_city.pupil("/*40 I*14", **{"address": "1 Lime Walk"})
    told = letters(lettered(tiny_city, (upn, "2025-09-12", "letter-a", "sent")), on="2025-10-07")[0].warnings
    assert told[0].startswith("corrected marks: by the marks as they are now there was no ground for letter-a")


def test_a_letter_at_another_school_is_told(tiny_city: TinyCity) -> None:
    """A pupil who moved begins again; who writes is to know what was sent before."""
    upn = tiny_city.pupil("/*14 I*6", leaving_date="2025-09-12")
    pupil(tiny_city, "letter-a", urn="999002", upn=upn, entry_date="2025-09-15")
    place = lettered(tiny_city, (upn, "2025-09-12", "letter-a", "sent", URN))
    assert letters(place, urn="999002")[0].warnings[0] == "on record at another school: 999001 letter-a 2025-09-12 done"


def test_marks_without_a_reason_and_sessions_without_a_mark_are_told(tiny_city: TinyCity) -> None:
    """The figures may still change; the record says up to when it goes."""
    tiny_city.pupil("/*40 I*4 N*3", address="1 Lime Walk")
    told = letters(lettered(tiny_city), on="2025-10-03")[0].warnings
    assert told == (
        "3 missed sessions have no reason yet: the figures may still change",
        "the latest sessions have no mark: the record goes up to 2025-10-02",
    )


def test_no_warning_has_a_name(tiny_city: TinyCity) -> None:
    """They are read aloud in meetings."""
    for forename in ("Canary", "Canarytwo"):
        pupil(tiny_city, "letter-a", forename=forename, household_id="H1", looked_after="1", address="")
    assert "canary" not in " ".join(warned(tiny_city)).lower()
