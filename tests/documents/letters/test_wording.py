"""Is the wording that comes with attendlib short, whole, and as good in Word as it is as text?"""

import re

import pytest
from lettered import MARKS
from tiny import TinyCity

from attendlib.casework import policy_names
from attendlib.documents.letters.word.package import unpacked
from attendlib.documents.letters.word.template import template
from attendlib.documents.letters.word.wording import STYLES, WORDING, word_template, wordings
from documents.letters.made import drafted, known, letter
from documents.letters.reading import W, part

LONGEST = 330
"""Words of a letter, its address and signature counted: about 300 of them are the letter."""


def test_the_five_letters_are_there() -> None:
    """The four of the protocol, and the note that precedes them at a school."""
    assert wordings() == ["letter-a", "letter-b", "letter-c", "letter-e", "letter-pre-pa"]


@pytest.mark.parametrize("name", wordings())
def test_a_wording_asks_for_nothing_that_there_is_not(name: str) -> None:
    """Its fields are those of the policies that use it."""
    uses = "blue-coat-2025" if name == "letter-pre-pa" else "coventry-2024"
    assert template(name, word_template(name), *known(uses))


@pytest.mark.parametrize("name", wordings())
def test_every_line_of_a_wording_has_a_style_of_its_own(name: str) -> None:
    """Nothing of the notation is left in the Word template, and every style is there."""
    parts = unpacked(word_template(name), name)
    text = parts["word/document.xml"].decode()
    styles = set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"].decode()))
    assert set(re.findall(r'w:pStyle w:val="(\w+)"', text)) <= styles
    assert set(STYLES.values()) <= styles
    assert "**" not in text
    begins = [first.text or "" for first in (next(p.iter(f"{W}t")) for p in part(word_template(name)).iter(f"{W}p"))]
    assert not [words for words in begins if words.split(" ")[0] in STYLES]


@pytest.mark.parametrize("step", [step for step in MARKS if step.startswith("letter-")])
def test_a_letter_is_about_300_words_on_one_page(tiny_city: TinyCity, step: str) -> None:
    """The record is on pages of its own after it."""
    one = drafted(letter(tiny_city, step))
    (word,) = [data for name, data in one.files.items() if name.endswith(".docx")]
    paragraphs = list(part(word).iter(f"{W}p"))
    ends = next(place for place, p in enumerate(paragraphs) if p.find(f"{W}pPr/{W}pageBreakBefore") is not None)
    words = " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs[:ends]).split()
    assert 200 < len(words) <= LONGEST


def test_no_wording_threatens_or_uses_jargon() -> None:
    """Words that a parent should not have to read, whatever the letter."""
    text = " ".join(file.read_text(encoding="utf-8").lower() for file in WORDING.glob("*.txt"))
    for word in (
        "failure to",
        "fail to",
        "must ",
        "truant",
        "offence",
        "cohort",
        "interventions",
        "non-attendance",
        "code ",
    ):
        assert word not in text, word
    assert " we " in text


def test_every_letter_of_a_policy_has_a_wording() -> None:
    """The policies that come with attendlib can be used as they are."""
    from datetime import date

    from attendlib.casework import policy

    asked = {step.letter for name in policy_names() for step in policy(name, date.max).says.steps if step.letter}
    assert asked == set(wordings())


def test_the_paragraph_for_secondary_pupils_is_for_them_alone(tiny_city: TinyCity) -> None:
    """Letter C to a pupil of Year 6 does not have it."""
    from documents.letters.reading import words_of_word

    for phase, there in (("secondary", True), ("primary", False)):
        tiny_city.pupils.clear()
        tiny_city.records.clear()
        tiny_city.phases = {"999001": phase}
        one = drafted(letter(tiny_city, "letter-c", year_group="6"))
        assert ("shouldbepartofit" in words_of_word(one.files["0001.docx"])) is there


def test_a_penalty_is_mentioned_only_where_there_could_be_one(tiny_city: TinyCity) -> None:
    """Letter B to a pupil whose absence was all authorised says nothing of it."""
    from lettered import lettered, letters

    from documents.letters.reading import words_of_word

    for marks, there in (("/*200 I*60", False), ("/*200 I*50 O*10", True)):
        tiny_city.pupils.clear()
        tiny_city.records.clear()
        upn = tiny_city.pupil(marks, forename="Ann")
        (one,) = letters(lettered(tiny_city, (upn, "2026-03-20", "letter-a", "sent")))
        assert ("penaltynotice" in words_of_word(drafted(one).files["0001.docx"])) is there


def test_letter_c_speaks_of_the_law_only_to_parents_whom_it_binds(tiny_city: TinyCity) -> None:
    """Not of a pupil in the sixth form."""
    from documents.letters.reading import words_of_word

    for born, there in (("2012-04-05", True), ("2008-04-05", False), ("", True)):
        tiny_city.pupils.clear()
        tiny_city.records.clear()
        one = drafted(letter(tiny_city, "letter-c", date_of_birth=born))
        assert ("EducationAct1996" in words_of_word(one.files["0001.docx"])) is there
