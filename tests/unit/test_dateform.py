"""Is it told whether a form holds a day, and what a person most likely means by one that does not?"""

import pytest

from attendlib import dateform


@pytest.mark.parametrize(
    "form",
    ["%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d-%b-%y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%A %d %B %Y"],
)
def test_a_form_that_holds_a_day(form: str) -> None:
    """Day, month and year in any order and with anything between them; nothing else is meant by it."""
    assert dateform.holds_a_day(form)
    assert dateform.meant(form) is None


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("dd/mm/yyyy", "%d/%m/%Y"),
        ("DD.MM.YYYY", "%d.%m.%Y"),
        ("yyyy-mm-dd", "%Y-%m-%d"),
        ("d/m/yy", "%d/%m/%y"),
        ("dd mmm yyyy", "%d %b %Y"),
        ("dd mmmm yyyy", "%d %B %Y"),
        ("%D/%M/%Y", "%d/%m/%Y"),
        ("%d/%m/%yyyy", "%d/%m/%Y"),
        ("%d/%m", None),
        ("%H:%M", None),
        ("%x", None),
        ("%c", None),
        ("%", None),
        ("day first", None),
        ("", None),
    ],
)
def test_a_form_that_does_not(form: str, meant: str | None) -> None:
    """A spreadsheet's letters have their like in strptime; ``%x`` and ``%c`` change with the machine."""
    assert not dateform.holds_a_day(form)
    assert dateform.meant(form) == meant


@pytest.mark.parametrize(
    ("form", "words", "exchanged"),
    [
        ("%d/%m/%Y", "DD/MM/YYYY", "%m/%d/%Y"),
        ("%Y-%m-%d", "YYYY-MM-DD", "%Y-%d-%m"),
        ("%d.%m.%y", "DD.MM.YY", "%m.%d.%y"),
        ("%d %B %Y", '"03 September 2001"', None),
    ],
)
def test_a_form_in_words_and_with_day_and_month_exchanged(form: str, words: str, exchanged: str | None) -> None:
    """A person reads DD/MM/YYYY; a month that is written as a word cannot be taken for a day."""
    assert dateform.in_words(form) == words
    assert dateform.exchanged(form) == exchanged
