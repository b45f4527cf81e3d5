"""Do texts come into a letter as the texts that they are?"""

import pytest
from docx.document import Document as WordDocument
from lettered import lettered, letters, pupil
from tiny import TinyCity

from attendlib.documents.letters.word.fill import filled
from documents.letters.made import drafted, letter, own
from documents.letters.reading import W, highlighted, part, squeezed, words_of_pdf, words_of_word

HOSTILE = {
    "markup": "<b>Bold</b> & <w:t>x</w:t>",
    "Word's own": "</w:t></w:r></w:p><w:p/>",
    "formula": "=SUM(1)",
    "comma": 'O\'Neil, "Jr"',
    "braces": "{{ head_teacher }} {% if x %} {_{ }_} {#",
    "Typst": "#[]*_$@\\ #panic() \\n ~ `raw` // /* <label> = - + 1.",
    "entity": "&amp; &#123; &lt;",
    "right to left": "עברית العربية",
    "accents": "Łukasz Ñandú Ångström ß ẞ",
    "reserved": "\ue0005\ue001 \ue000",
    "null words": "NA None null true",
    "braces of format": "{0} {end} {body} %s",
    "long": "Wolfeschlegelsteinhausenbergerdorff" * 9,
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_hostile_name_is_the_same_in_word_and_pdf(tiny_city: TinyCity, kind: str) -> None:
    """Nothing in it is taken for markup, a field or a command; both documents say it to the letter."""
    name = HOSTILE[kind]
    one = drafted(letter(tiny_city, "letter-a", forename="Ann", surname=name))
    word, pdf = one.files["0001.docx"], one.files["0001.pdf"]
    assert squeezed(f"Attendance record of Ann {name}") in words_of_word(word)
    assert highlighted(word) == []
    assert one.unshown is (kind == "reserved")
    if kind not in ("right to left", "reserved"):  # a reader of PDF puts these in an order of its own
        assert squeezed(f"Attendance record of Ann {name}") in words_of_pdf(pdf)


def test_what_turns_text_around_is_seen(tiny_city: TinyCity) -> None:
    """A mark that makes what follows it run backwards becomes a sign that can be seen, as on every page."""
    one = drafted(letter(tiny_city, "letter-a", forename="A\u202eB", surname="C"))
    assert "A\ufffdBC" in words_of_word(one.files["0001.docx"])


def test_an_emoji_is_kept_in_both(tiny_city: TinyCity) -> None:
    """The PDF has it as text and a sign in its place, and says that the Word file is to be printed."""
    one = drafted(letter(tiny_city, "letter-a", forename="Ann 🎈", surname="日"))
    assert "Ann🎈日" in words_of_word(one.files["0001.docx"])
    assert "Ann🎈日" in words_of_pdf(one.files["0001.pdf"])
    assert one.unshown


def test_a_hostile_school_and_hostile_parents_are_texts(tiny_city: TinyCity) -> None:
    """Wherever they stand: letterhead, address, foot of the page, what the document says of itself."""
    name = HOSTILE["Typst"] + HOSTILE["markup"]
    pupil(tiny_city, "letter-a", parents=name, address=name.replace(",", ""))
    (made,) = letters(lettered(tiny_city, name=name, head_teacher=name))
    one = drafted(made)
    assert (
        words_of_word(one.files["0001.docx"]).count(squeezed(name))
        == words_of_pdf(one.files["0001.pdf"]).count(squeezed(name)) - 2
    )  # at the foot of two pages
    core = part(one.files["0001.docx"], "docProps/core.xml")
    assert name in [element.text for element in core]


def test_a_blank_is_highlighted_in_the_type_of_its_place() -> None:
    """It keeps what its run has: here bold; what stands beside it is not highlighted."""

    def write(document: WordDocument) -> None:
        document.add_paragraph().add_run("on {{ appointment_date }} at").bold = True

    found = own(write)
    made = filled(found.parts(set()), [""] * len(found.texts), ["the date"] * len(found.texts))
    runs = list(made.trees[made.main].iter(f"{W}r"))
    looks = [("".join(t.text or "" for t in run.iter(f"{W}t")), run.rPr.highlight_val is not None) for run in runs]
    assert looks == [("on ", False), ("[the date]", True), (" at", False)]
    assert all(run.rPr.b is not None for run in runs)
    assert made.blanks == ("the date",)


def test_an_address_stands_on_its_lines(tiny_city: TinyCity) -> None:
    """One line break fewer than lines."""
    one = drafted(letter(tiny_city, "letter-a"))
    (paragraph,) = [p for p in part(one.files["0001.docx"]).iter(f"{W}p") if "14 Lime Walk" in "".join(p.itertext())]
    assert len(list(paragraph.iter(f"{W}br"))) == 2


def test_a_field_in_alternative_text_is_filled() -> None:
    """What a logo is called may hold the school's name."""
    import io

    from PIL import Image

    def write(document: WordDocument) -> None:
        made = io.BytesIO()
        Image.new("RGB", (2, 2)).save(made, "PNG")
        made.seek(0)
        document.add_picture(made)
        next(document.element.body.iter("{*}docPr")).set("descr", "Logo of {{ school_name }}")

    found = own(write)
    texts = ["S & Co" if name == "school_name" else "" for name in found.texts]
    made = filled(found.parts({"school_name"}), texts, found.texts)
    assert next(made.trees[made.main].iter("{*}docPr")).get("descr") == "Logo of S & Co"
