"""Is a school's own template checked before a letter is made with it, and can it do nothing but fill fields?"""

import pytest
from docx.document import Document as WordDocument

from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.word.fill import filled
from attendlib.documents.letters.word.template import Template, template
from attendlib.documents.letters.word.wording import word_template
from documents.letters.made import known, own, saved
from documents.letters.reading import W


def of(*paragraphs: str) -> Template:
    """A template with these paragraphs."""
    return own(lambda document: [document.add_paragraph(text) for text in paragraphs])


def shown(found: Template, **known_texts: str) -> list[str]:
    """The paragraphs of the letter when these fields are known and these yes or noes hold."""
    texts = [known_texts.get(name, "") for name in found.texts]
    made = filled(found.parts(set(known_texts)), texts, [name.upper() for name in found.texts])
    body = made.trees[made.main].body
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def test_fields_are_filled_and_blanks_are_marked() -> None:
    """A text in its place, an unknown one in brackets."""
    found = of("Dear {{ parents }}", "about {{pupil_name}} of {{ tutor_group }}")
    assert shown(found, parents="Ms A", pupil_name="B") == ["Dear Ms A", "about B of [TUTOR_GROUP]"]


def test_conditions_choose_what_is_in_the_letter() -> None:
    """A field that is known, a yes or no that holds, and, or, not; in a line, or for whole paragraphs."""
    found = of(
        "{% if parents %}P{% else %}none{% endif %}",
        "{%p if has_unauthorised and not missed_meeting %}",
        "inside",
        "{%p endif %}",
        "{% if parents or has_unauthorised %}either{% endif %}",
    )
    assert shown(found) == ["none", ""]
    assert shown(found, parents="x", has_unauthorised="y") == ["P", "inside", "either"]
    assert shown(found, has_unauthorised="y", missed_meeting="y") == ["none", "either"]
    assert found.asked == {"parents", "has_unauthorised", "missed_meeting"}


def test_a_field_that_word_has_cut_into_pieces_is_found() -> None:
    """Word parts a text where it was edited, spelt or formatted."""

    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Dear {{ par")
        paragraph.add_run("ents").bold = True
        paragraph.add_run(" }}")

    assert shown(own(write), parents="Ms A") == ["Dear Ms A"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ parent }}", r'letter-a.docx: there is no field "parent": did you mean "parents"'),
        ("{% if paid %}x{% endif %}", 'there is no field "paid"'),
        ("{{ has_unauthorised }}", '"has_unauthorised" is a yes or no'),
        ("{{ parents", "is not closed or cannot be understood"),
        ("{% if parents %}x", "is not closed or cannot be understood"),
        ("{{ parents.__class__ }}", "only {{ field }} and {% if field %}"),
        ("{{ parents|upper }}", "only {{ field }}"),
        ("{% for x in parents %}{{ x }}{% endfor %}", "only {{ field }}"),
        ("{% set parents = 1 %}", "only {{ field }}"),
        ("{{ 'x' * 10000000000 }}", "only {{ field }}"),
        ("{{ range(9) }}", "only {{ field }}"),
        ("{% include 'secret' %}", "only {{ field }}"),
        ("{{ self }}", "there is no field"),
        ("{{ cycler.__init__.__globals__ }}", "only {{ field }}"),
    ],
)
def test_what_a_template_may_not_do_is_told_with_its_name(text: str, says: str) -> None:
    """The field, and the nearest one that there is; nothing of it is run."""
    with pytest.raises(TemplateError) as error:
        of(text)
    assert says.replace("\\", "") in str(error.value)
    assert "letter-a.docx" in str(error.value)


def test_every_mistake_is_told_at_once() -> None:
    """In the text and in the foot of the page."""

    def write(document: WordDocument) -> None:
        document.add_paragraph("{{ parent }} and {{ pupil }}")
        document.sections[0].footer.paragraphs[0].text = "{{ scool_name }}"

    with pytest.raises(TemplateError) as error:
        own(write)
    assert [line.split('"')[1] for line in str(error.value).splitlines()] == ["parent", "pupil", "scool_name"]


def test_a_template_may_drop_every_field() -> None:
    """It is the school's letter."""
    assert shown(of("We are in touch.")) == ["We are in touch."]


def test_header_and_foot_are_filled() -> None:
    """As the text is."""

    def write(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ school_name }}"

    found = own(write)
    made = filled(found.parts({"school_name"}), ["S" if n == "school_name" else "" for n in found.texts], found.texts)
    header = next(tree for name, tree in made.trees.items() if "header" in name)
    assert [text.text for text in header.iter(f"{W}t")] == ["S"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not a Word document"),
        (b"PK\x03\x04 broken", "is not a Word document"),
        (word_template("letter-a")[:500], "is not a Word document"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, says: str) -> None:
    """With its name, and how to save it."""
    with pytest.raises(TemplateError, match=says):
        template("letter-a.docx", data, *known())


def test_a_template_that_reaches_outside_is_refused() -> None:
    """A picture that is fetched from elsewhere would tell that place that the letter was opened."""

    def write(document: WordDocument) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE as KIND

        document.part.relate_to("http://elsewhere.example/x.png", KIND.IMAGE, is_external=True)

    with pytest.raises(TemplateError, match="from elsewhere"):
        own(write)


def test_a_link_to_click_on_is_allowed() -> None:
    """It is followed by a person, if at all."""

    def write(document: WordDocument) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE as KIND

        document.part.relate_to("https://school.example", KIND.HYPERLINK, is_external=True)

    assert own(write)


def test_a_field_in_a_part_that_is_not_filled_is_told() -> None:
    """A comment, for one: it would go out as it stands."""
    import zipfile

    from attendlib.documents.letters.word.package import unpacked
    from attendlib.documents.zipped import packed

    data = saved(lambda document: document.add_comment(document.add_paragraph("x").runs, "about {{ pupil_name }}"))
    assert any("comments" in name for name in unpacked(data, "x"))
    with pytest.raises(TemplateError, match=r"a field stands in comments\.xml"):
        template("letter-a.docx", packed(unpacked(data, "x")), *known())
    assert zipfile.is_zipfile


def test_a_field_in_what_the_document_says_of_itself_is_told() -> None:
    """Its title is the letter's own; nothing that stands there is run."""

    def write(document: WordDocument) -> None:
        document.core_properties.title = "{{ 'x' * 10000000000 }}"

    with pytest.raises(TemplateError, match=r"a field stands in core\.xml"):
        own(write)


def test_the_same_answers_are_worked_out_once() -> None:
    """Only what decides what is in the letter makes another one."""
    found = of("{% if parents %}P{% endif %} {{ pupil_name }}")
    assert found.parts({"parents", "pupil_name"}) is found.parts({"parents"})
    assert found.parts(set()) is not found.parts({"parents"})
