"""Does the PDF say what a school's own Word template says, and is told what it cannot show?"""

import io
from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from PIL import Image
from pypdf import PdfReader
from tiny import TinyCity

from attendlib.documents.letters.draft import Draft, draft
from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.word.package import unpacked
from attendlib.documents.letters.word.template import template
from attendlib.documents.zipped import packed
from documents.letters.made import drafted, known, letter, own, saved
from documents.letters.reading import alternatives, part, roles, squeezed, words_of_pdf, words_of_word

Write = Callable[[WordDocument], object]
Made = Callable[[Write], Draft]

NAMESPACES = nsdecls("w", "wp", "a", "pic", "r")
BOX = f"""<w:r {NAMESPACES} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>
<w:txbxContent><w:p><w:r><w:t>in the box {{{{ pupil_name }}}}</w:t></w:r></w:p></w:txbxContent>
</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>in the box {{{{ pupil_name }}}}</w:t></w:r></w:p>
</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


@pytest.fixture
def made(tiny_city: TinyCity) -> Made:
    """``made(write)``: the letter by a template that ``write`` fills in Word."""
    one = letter(tiny_city, "letter-a", forename="Amara")
    return lambda write: drafted(one, own(write))


def pdf(one: Draft) -> bytes:
    """The draft's PDF."""
    return one.files["0001.pdf"]


def begins(one: Draft) -> str:
    """The text of the PDF before the record, squeezed."""
    return words_of_pdf(pdf(one)).split("Attendancerecordof")[0]


def pages(one: Draft) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf(one))).pages]


def everything(document: WordDocument) -> None:
    """What a school may put into a letter."""
    document.add_heading("About {{ pupil_name }}", 1)
    paragraph = document.add_paragraph("Plain, ")
    for words, look in (("bold", "bold"), (" italic", "italic"), (" underlined", "underline"), (" caps", "all_caps")):
        setattr(paragraph.add_run(words).font, look, True)
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("inner", style="List Bullet 2")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    table = document.add_table(2, 2, style="Table Grid")
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("A", "B", "{{ days_missed }}", "C"), strict=True
    ):
        cell.text = words
    document.add_paragraph("before").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("after {{ parents }}")
    document.sections[0].header.paragraphs[0].text = "Head {{ school_name }}"
    document.sections[0].footer.paragraphs[0].text = "Foot"


def test_word_and_pdf_say_the_same(made: Made) -> None:
    """Everything that stands in the text, in the same order; what is in capitals in Word is in the PDF."""
    one = made(everything)
    told = words_of_word(one.files["0001.docx"]).replace("caps", "CAPS")
    shown = words_of_pdf(pdf(one))
    for mark in ("•", "1.first", "2.second", squeezed("Head Harrowbrook Academy"), "Foot"):
        shown = shown.replace(mark, mark.split(".")[1] if "." in mark else "")
    assert shown == told
    assert one.lost == ()


def test_headings_lists_and_tables_are_what_they_are(made: Made) -> None:
    """For those who have the letter read to them: H1, L with its LI, a table with its header cells; the header of the
    page is read on no page."""

    def write(document: WordDocument) -> None:
        everything(document)
        document.tables[0].rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {NAMESPACES}/>"))

    found = roles(pdf(made(write)))
    letter_ = found[: found.index("H1", found.index("H1") + 1)]
    assert letter_[0] == "Document"
    assert letter_.count("H1") == 1
    assert (letter_.count("L"), letter_.count("LI")) == (3, 4)
    assert (letter_.count("Table"), letter_.count("TH"), letter_.count("TD")) == (1, 2, 2)


def test_a_table_without_a_header_only_puts_things_beside_each_other(made: Made) -> None:
    """As schools do with a logo and an address."""
    found = roles(pdf(made(everything)))
    assert "Table" not in found[: found.index("H1", found.index("H1") + 1)]


def test_a_heading_never_skips_a_level(made: Made) -> None:
    """A template that begins with heading 3 has it as the first level; the record is a first level again."""

    def write(document: WordDocument) -> None:
        document.add_heading("Three", 3)
        document.add_heading("Five", 5)

    assert [role for role in roles(pdf(made(write))) if role.startswith("H")] == ["H1", "H2", "H1"]


def test_merged_cells_stay_merged(made: Made) -> None:
    """Across columns and rows: each text once, in its place."""

    def write(document: WordDocument) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(0, 2).merge(table.cell(2, 2)).text = "high"
        table.cell(2, 1).text = "last"

    one = made(write)
    assert begins(one) == "widehighlast"
    source = one.pages[0].inside["body"]
    assert "colspan: 2" in source
    assert "rowspan: 3" in source


def test_a_page_break_begins_a_page(made: Made) -> None:
    """In the middle of a paragraph, before one, and for the record."""

    def write(document: WordDocument) -> None:
        document.add_paragraph("one").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("two").paragraph_format.page_break_before = True

    one = made(write)
    assert [text.strip().split("\n")[0].strip() for text in pages(one)[:2]] == ["one", "two"]
    assert "Attendance record" in pages(one)[2]


def test_the_first_page_may_have_a_head_of_its_own(made: Made) -> None:
    """A letterhead as schools make it: on the first page alone, as high as it likes, and read aloud."""

    def write(document: WordDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Letterhead"
        for number in range(12):
            section.first_page_header.add_paragraph(f"line {number}")
        section.header.paragraphs[0].text = "Other pages"
        section.first_page_footer.paragraphs[0].text = "First foot"
        document.add_paragraph("The letter")

    one = made(write)
    first, second = pages(one)[:2]
    assert first.index("Letterhead") < first.index("line 11") < first.index("The letter")
    assert ("Other pages" in first, "Other pages" in second) == (False, True)
    assert ("First foot" in first, "First foot" in second) == (True, False)


def test_a_high_head_pushes_the_text_down(made: Made) -> None:
    """As in Word: nothing is printed over something else."""

    def write(document: WordDocument) -> None:
        for number in range(30):
            document.sections[0].header.add_paragraph(f"line {number}")
        document.add_paragraph("The letter")

    (first, *_) = PdfReader(io.BytesIO(pdf(made(write)))).pages
    places: dict[str, float] = {}
    first.extract_text(visitor_text=lambda text, matrix, *_: places.setdefault(text.strip(), matrix[5]))
    assert places["line 29"] > places["The letter"]


def test_pages_are_counted_anew_in_the_pdf(made: Made) -> None:
    """Whatever Word had kept: page 1 of 2, page 2 of 2, in a simple field and in one of parts."""

    def write(document: WordDocument) -> None:
        foot = document.sections[0].footer.paragraphs[0]
        foot.add_run("p ")
        foot._p.append(parse_xml(f'<w:fldSimple {NAMESPACES} w:instr=" PAGE "><w:r><w:t>77</w:t></w:r></w:fldSimple>'))
        foot.add_run(" of ")
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> NUMPAGES </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>88</w:t>", '<w:fldChar w:fldCharType="end"/>',
        ):  # fmt: skip
            foot._p.append(parse_xml(f"<w:r {NAMESPACES}>{piece}</w:r>"))

    one = made(write)
    ends = [squeezed(text).endswith(f"p{number}of2") for number, text in enumerate(pages(one), start=1)]
    assert ends == [True, True]


def picture(kind: str = "PNG") -> io.BytesIO:
    """A small picture."""
    made_ = io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(made_, kind)
    made_.seek(0)
    return made_


def test_a_logo_is_shown_with_its_alternative_text(made: Made) -> None:
    """In the size that it has in Word."""

    def write(document: WordDocument) -> None:
        document.add_picture(picture(), width=Mm(40))
        next(document.element.body.iter(qn("wp:docPr"))).set("descr", "Logo of the school")

    one = made(write)
    assert alternatives(pdf(one)) == ["Logo of the school"]
    assert len(PdfReader(io.BytesIO(pdf(one))).pages[0].images) == 1
    assert one.lost == ()


def test_a_picture_without_alternative_text_is_shown_and_told(made: Made) -> None:
    """It is a decoration for those who cannot see it, which somebody may want to mend."""
    one = made(lambda document: document.add_picture(picture()))
    assert len(PdfReader(io.BytesIO(pdf(one))).pages[0].images) == 1
    assert alternatives(pdf(one)) == []
    assert one.lost == ("a picture without alternative text: nobody who cannot see it learns what it shows",)


def test_a_text_box_keeps_its_text(made: Made) -> None:
    """Once, after the paragraph that it hangs on; that it stood elsewhere is told."""

    def write(document: WordDocument) -> None:
        document.add_paragraph("Before")._p.append(parse_xml(BOX.replace("{{{{", "{{").replace("}}}}", "}}")))
        document.add_paragraph("After")

    one = made(write)
    assert begins(one) == "BeforeintheboxAmaraPettigrewAfter"
    assert one.lost == ("a text box: its text follows the paragraph that it hangs on",)


def test_a_link_is_a_link_and_a_script_is_not(made: Made) -> None:
    """To the school's page, or to nowhere."""

    def write(document: WordDocument) -> None:
        for target in ("https://school.example/", "javascript:alert(1)"):
            number = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            text = f'<w:hyperlink {NAMESPACES} r:id="{number}"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
            document.add_paragraph("see ")._p.append(parse_xml(text))

    one = made(write)
    links = [note["/A"]["/URI"] for note in PdfReader(io.BytesIO(pdf(one))).pages[0].annotations or []]
    assert [str(link) for link in links] == ["https://school.example/"]
    assert begins(one) == "seehereseehere"


def test_what_is_hidden_in_word_is_hidden_in_the_pdf(made: Made) -> None:
    """A note for those who edit the template."""

    def write(document: WordDocument) -> None:
        document.add_paragraph("shown ").add_run("hidden").font.hidden = True

    assert begins(made(write)) == "shown"


def test_changes_count_as_accepted_and_comments_are_left_out(made: Made) -> None:
    """What was taken out is out, what was put in is in, and that there were any is told."""

    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph("old ")
        for kind, text in (("ins", "<w:t>new</w:t>"), ("del", "<w:delText>gone</w:delText>")):
            change = f'<w:{kind} {NAMESPACES} w:id="1" w:author="A"><w:r>{text}</w:r></w:{kind}>'
            paragraph._p.append(parse_xml(change))
        document.add_comment(paragraph.runs, "Canary")

    one = made(write)
    assert begins(one) == "oldnew"
    assert one.lost == ("comments and tracked changes: the text is taken as it would be with all accepted",)


def test_a_text_that_cannot_be_carried_stops_the_pdf_and_not_the_word_file(tiny_city: TinyCity) -> None:
    """A formula's text would be missing: said with the template's name and what to do, never lost in silence."""

    def write(document: WordDocument) -> None:
        math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        text = f'<m:oMath {NAMESPACES} xmlns:m="{math}"><m:r><m:t>x = 1</m:t></m:r></m:oMath>'
        document.add_paragraph("see ")._p.append(parse_xml(text))

    one = letter(tiny_city)
    assert list(draft(one, own(write), ["docx"]).files) == ["0001.docx"]
    with pytest.raises(TemplateError, match=r"letter-a\.docx: the PDF would not say all .*--formats docx"):
        drafted(one, own(write))


def test_size_alignment_and_place_are_kept(made: Made) -> None:
    """As far as they are not those of the whole letter."""

    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph(style="Normal")
        paragraph.alignment, paragraph.paragraph_format.left_indent = 2, Pt(36)
        paragraph.paragraph_format.space_after = Pt(7)
        paragraph.add_run("right").font.size = Pt(20)

    body = made(write).pages[0].inside["body"]
    assert "#align(right)" in body
    assert "size: 20pt" in body
    assert "left: 36pt" in body
    assert "below: 7pt" in body


def test_a_style_gives_its_look_to_those_based_on_it(made: Made) -> None:
    """And a look that was set by hand wins."""

    def write(document: WordDocument) -> None:
        base = document.styles.add_style("Base", 1)
        base.font.bold, base.font.size = True, Pt(15)
        child = document.styles.add_style("Child", 1)
        child.base_style = base
        document.add_paragraph("loud", style="Child")
        document.add_paragraph(style="Child").add_run("quiet").bold = False

    body = made(write).pages[0].inside["body"]
    assert '#text(weight: "bold", size: 15pt)[#"loud"]' in body
    assert '#text(size: 15pt)[#"quiet"]' in body


def test_paper_and_margins_are_those_of_the_template(made: Made) -> None:
    """A letter across, for whoever wants one."""

    def write(document: WordDocument) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(297), Mm(210)
        document.add_paragraph("x")

    box = PdfReader(io.BytesIO(pdf(made(write)))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)


def test_numbers_of_a_list_go_on_after_a_paragraph(made: Made) -> None:
    """As in Word: one, two, a word between, three."""

    def write(document: WordDocument) -> None:
        for text in ("first", "second"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("between")
        document.add_paragraph("third", style="List Number")

    assert begins(made(write)) == "1.first2.secondbetween3.third"


def test_what_stands_around_a_number_is_text(made: Made) -> None:
    """ "Article 1." has one number in it, and not an A, an i and another A that count."""

    def write(document: WordDocument) -> None:
        document.add_paragraph("first", style="List Number")
        document.add_paragraph("second", style="List Number")
        for level in document.part.numbering_part.element.iter(qn("w:lvlText")):
            level.set(qn("w:val"), "Article %1: #")

    assert begins(made(write)) == "Article1:#firstArticle2:#second"


def test_lengths_and_colours_that_are_none_do_no_harm(made: Made) -> None:
    """A length with its unit, as some programs write it, a colour with a command in it: as if they were not there."""

    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph("shown")
        paragraph.paragraph_format.left_indent = Pt(1)
        for element in paragraph._p.iter(qn("w:ind")):
            element.set(qn("w:left"), "2cm")
        run = paragraph.add_run(" too")
        run._r.get_or_add_rPr().append(parse_xml(f'<w:color {NAMESPACES} w:val="&quot;)#p("/>'))
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "cell"
        fill = f'<w:shd {NAMESPACES} w:val="clear" w:fill="FFF&quot;), [#panic()], table.cell("/>'
        table.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(fill))
        document.element.body.sectPr.find(qn("w:pgSz")).set(qn("w:w"), "21cm")

    one = made(write)
    assert begins(one) == "showntoocell"
    assert "panic" not in one.pages[0].inside["body"]


def test_a_footnote_is_in_both(tiny_city: TinyCity) -> None:
    """With its field filled."""
    word = nsdecls("w")
    parts = dict(unpacked(saved(lambda document: document.add_paragraph("see")), "x"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
    note = f'<w:footnotes {word}><w:footnote w:id="2"><w:p><w:r><w:t>about {{{{ pupil_name }}}}</w:t></w:r></w:p>'
    for name, old, new in (
        ("word/_rels/document.xml.rels", "</Relationships>", relation),
        ("[Content_Types].xml", "</Types>", override),
        ("word/document.xml", "see</w:t></w:r>", 'see</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'),
    ):
        assert old in parts[name].decode()
        parts[name] = parts[name].decode().replace(old, new, 1).encode()
    parts["word/footnotes.xml"] = f"{note}</w:footnote></w:footnotes>".encode()
    one = drafted(letter(tiny_city, forename="Amara"), template("letter-a.docx", packed(parts), *known()))
    assert "see1" in begins(one)
    assert "aboutAmaraPettigrew" in begins(one)
    assert "about Amara Pettigrew" in "".join(part(one.files["0001.docx"], "word/footnotes.xml").itertext())
