"""How does a test make a letter, and a template to make it with?"""

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from lettered import SCHOOL, lettered, letters, pupil
from tiny import TinyCity

from attendlib.casework import policy
from attendlib.casework.letters import Letter
from attendlib.documents.letters.draft import Draft, draft
from attendlib.documents.letters.fields import fields, flags
from attendlib.documents.letters.templates import Templates
from attendlib.documents.letters.word.template import Template, template

FOOT = SCHOOL["name"]
"""What stands at the foot of each page, before its number."""


def letter(city: TinyCity, step: str = "letter-a", name: str = "coventry-2024", **columns: str) -> Letter:
    """The letter of one pupil."""
    _, rows = pupil(city, step, **columns)
    (made,) = letters(lettered(city, *rows), name)
    return made


def drafted(one: Letter, own: Template | None = None) -> Draft:
    """The letter as files: by its own template, or by the one that comes with attendlib."""
    return draft(one, own or Templates(one.policy).of(one.step.letter or "", one.school.urn))


def own(write: Callable[[WordDocument], object], name: str = "coventry-2024") -> Template:
    """A school's own template, as it is written in Word."""
    return template("letter-a.docx", saved(write), *known(name))


def saved(write: Callable[[WordDocument], object]) -> bytes:
    """A Word file."""
    document, made = Document(), io.BytesIO()
    write(document)
    document.save(made)
    return made.getvalue()


def known(name: str = "coventry-2024") -> tuple[list[str], list[str]]:
    """The names of a policy's fields, and of its yes or noes."""
    from datetime import date

    asked = policy(name, date(2026, 3, 27))
    return [field.name for field in fields(asked)], [flag.name for flag in flags(asked)]
