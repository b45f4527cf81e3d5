"""Is a letter's PDF tagged, titled, in British English, and the same as its Word file for every letter?"""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from lettered import MARKS, lettered, letters, pupil
from tiny import TinyCity

from attendlib.documents.letters.draft import together
from attendlib.names import RESTRICTED
from documents.letters.made import FOOT, drafted, letter
from documents.letters.reading import roles, words_of_pdf, words_of_word

STEPS = [step for step in MARKS if step.startswith("letter-")]


def test_it_is_tagged_titled_and_in_british_english(tiny_city: TinyCity) -> None:
    """It targets PDF/UA-1, says what it is, shows that as its title, and has no date of its own."""
    data = drafted(letter(tiny_city, forename="Amara")).files["0001.pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == "Letter about the attendance of Amara Pettigrew"
        assert str(pdf.docinfo["/Keywords"]) == RESTRICTED
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        with pdf.open_metadata() as told:
            assert str(told["pdfuaid:part"]) == "1"
            assert told["dc:title"] == "Letter about the attendance of Amara Pettigrew"


@pytest.mark.parametrize("step", STEPS)
def test_every_letter_says_the_same_in_word_and_pdf(tiny_city: TinyCity, step: str) -> None:
    """To the letter, the record included."""
    one = drafted(letter(tiny_city, step))
    assert words_of_pdf(one.files["0001.pdf"], FOOT).replace("•", "") == words_of_word(one.files["0001.docx"])


def test_the_note_that_precedes_them_says_the_same(tiny_city: TinyCity) -> None:
    """Its list has bullets in both."""
    pupil(tiny_city, "letter-a")
    (one,) = letters(lettered(tiny_city), "blue-coat-2025", school_target="94")
    assert one.step.letter == "letter-pre-pa"
    found = drafted(one)
    told = words_of_pdf(found.files["0001.pdf"], FOOT)
    assert told.count("•") == 3
    assert told.replace("•", "") == words_of_word(found.files["0001.docx"])


def test_tables_have_their_headers(tiny_city: TinyCity) -> None:
    """Each cell of a first row is a header, of a column; every other is data."""
    data = drafted(letter(tiny_city)).files["0001.pdf"]
    found = roles(data)
    assert found.count("Table") == 3
    assert found.count("TH") == 4 + 14 + 4
    assert found.count("TD") == 4 * 4 + 26 * 14 + 6 * 4
    with pikepdf.open(io.BytesIO(data)) as pdf:
        heads = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        assert {str(_scope(head)) for head in heads} == {"/Column"}


def _scope(head: pikepdf.Dictionary) -> object:
    about = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
    return next(one.Scope for one in about if "/Scope" in one)


def test_a_letter_has_headings_and_paragraphs(tiny_city: TinyCity) -> None:
    """The subject and the record are headings of the first level; the foot of the page is read on no page."""
    found = roles(drafted(letter(tiny_city)).files["0001.pdf"])
    assert found.count("H1") == 2
    assert found.count("P") > 12
    assert set(found) <= {
        "Document",
        "H1",
        "P",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "Span",
        "Div",
        "NonStruct",
    }


@pytest.mark.parametrize("step", STEPS)
def test_a_letter_is_one_page_and_its_record_begins_the_next(tiny_city: TinyCity, step: str) -> None:
    """With a short address and a record of two terms: two pages."""
    one = drafted(letter(tiny_city, step))
    with pikepdf.open(io.BytesIO(one.files["0001.pdf"])) as pdf:
        assert len(pdf.pages) == 2


def test_a_record_of_a_whole_year_breaks_with_its_header(tiny_city: TinyCity) -> None:
    """39 weeks fit on two pages at most, and the header stands on each."""
    from pypdf import PdfReader

    tiny_city.as_of = "2026-07-21"
    tiny_city.pupil("I*30 /*347", forename="Ann")
    (one,) = letters(lettered(tiny_city), on="2026-07-21")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(drafted(one).files["0001.pdf"])).pages]
    assert len(one.record.weeks) >= 38
    with_weeks = [text for text in pages if re.search(r"\d+ [A-Z][a-z]{2} 202\d\b.*\d of \d", text)]
    assert 1 <= len(with_weeks) <= 2
    assert all("So far" in text for text in with_weeks)


def test_letters_printed_together_never_share_a_sheet(tiny_city: TinyCity) -> None:
    """Each begins on an odd page, counted from 1 again, also where the one before it ends on one."""
    from pypdf import PdfReader

    for forename in ("Ann", "Bob", "Cat"):
        pupil(tiny_city, "letter-a", forename=forename)
    drafts = [drafted(one) for one in letters(lettered(tiny_city))]
    (page,) = drafts[1].pages
    short = replace(page, inside={**page.inside, "body": "#par[Short]"})
    drafts[1] = replace(drafts[1], pages=(short,))
    pages = [
        page.extract_text() for page in PdfReader(io.BytesIO(together(drafts, "letter-a", "All")["letter-a.pdf"])).pages
    ]
    begins = [number for number, text in enumerate(pages, start=1) if "page 1 of" in text]
    assert begins == [1, 3, 5]
    assert pages[3].strip() == ""
    assert re.findall(r"page (\d of \d)", "\n".join(pages)) == ["1 of 2", "2 of 2", "1 of 1", "1 of 2", "2 of 2"]


def test_many_letters_are_parted_into_several_files(tiny_city: TinyCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is too large for a desk; each letter stands in one of them, in order."""
    from pypdf import PdfReader

    for forename in ("Ann", "Bob", "Cat"):
        pupil(tiny_city, "letter-a", forename=forename)
    monkeypatch.setattr("attendlib.documents.letters.draft.TOGETHER", 2)
    found = together([drafted(one) for one in letters(lettered(tiny_city))], "letter-a", "All")
    assert sorted(found) == ["letter-a-1.pdf", "letter-a-2.pdf"]
    text = ["".join(p.extract_text() for p in PdfReader(io.BytesIO(found[name])).pages) for name in sorted(found)]
    assert [("Ann’s" in one, "Bob’s" in one, "Cat’s" in one) for one in text] == [
        (True, True, False),
        (False, False, True),
    ]
