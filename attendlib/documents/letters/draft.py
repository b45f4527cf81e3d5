"""Which files does a letter become?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from attendlib.casework.letters import Letter
from attendlib.documents.letters.fields import fields
from attendlib.documents.letters.typeset.pages import Typeset, document, typeset
from attendlib.documents.letters.typeset.pdf import pdf
from attendlib.documents.letters.word.letter import word_letter
from attendlib.documents.letters.word.template import Template
from attendlib.documents.typesetting import cannot_show, forget

DOCX, PDF = "docx", "pdf"
FORMATS = (DOCX, PDF)
TOGETHER = 40
"""Letters in one file for printing: each takes some ten megabytes of memory while the file is made."""

COPIES = ("", "-b")
"""What stands behind the number of a letter: a copy for each household."""


@dataclass(frozen=True)
class Draft:
    """A letter as files. template: its name · files: by name · pages: for the PDF of all letters of the step · blanks:
    what a person has to fill · lost: the looks of its template that the PDF does not have · unshown: the PDF has a sign
    in place of some letters."""

    letter: Letter
    template: str
    files: dict[str, bytes]
    pages: tuple[Typeset, ...]
    blanks: tuple[str, ...]
    lost: tuple[str, ...]
    unshown: bool


def draft(letter: Letter, template: Template, formats: Collection[str] = FORMATS) -> Draft:
    """The files of a letter in some of FORMATS: one of each for every household that it goes to, the second and later
    ones with a letter behind the number. Raises TemplateError where its template cannot become a PDF."""
    files: dict[str, bytes] = {}
    pages: list[Typeset] = []
    blanks: dict[str, None] = {}
    for place, to in enumerate(letter.addressees):
        stem = f"{letter.number:04}{COPIES[place]}"
        word = word_letter(template, letter, to, fields(letter.policy))
        blanks |= dict.fromkeys(word.blanks)
        if DOCX in formats:
            files[f"{stem}.{DOCX}"] = word.file()
        if PDF in formats:
            pages.append(typeset(word, template.name))
            files[f"{stem}.{PDF}"] = pdf(document(pages[-1:]), pages[-1].pictures, template.name)
    lost = dict.fromkeys(what for page in pages for what in page.lost)
    unshown = any(cannot_show(text) for page in pages for text in page.inside.values())
    return Draft(letter, template.name, files, tuple(pages), tuple(blanks), tuple(lost), unshown)


def together(drafts: Sequence[Draft], stem: str, title: str) -> dict[str, bytes]:
    """The letters for printing in one go, each on a new sheet, by the name of the file: STEM.pdf, or several that are
    numbered where there are more than TOGETHER."""
    pages = [page for one in drafts for page in one.pages]
    parts = [pages[start : start + TOGETHER] for start in range(0, len(pages), TOGETHER)]
    files = {}
    for number, part in enumerate(parts, start=1):
        pictures = {name: data for page in part for name, data in page.pictures.items()}
        name = f"{stem}-{number}.{PDF}" if len(parts) > 1 else f"{stem}.{PDF}"
        files[name] = pdf(document(part, title), pictures, title)
        forget()
    return files
