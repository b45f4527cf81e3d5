"""How does a letter with its evidence become Word and PDF, in a folder for a person to approve?"""

from attendlib.documents.letters.approval import APPROVAL
from attendlib.documents.letters.draft import FORMATS
from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.fields import fields, flags
from attendlib.documents.letters.folder import Drafts
from attendlib.documents.letters.make import Made, Making
from attendlib.documents.letters.templates import Templates, copy_templates, own_templates
from attendlib.documents.letters.word.wording import wordings

__all__ = [
    "APPROVAL",
    "FORMATS",
    "Drafts",
    "Made",
    "Making",
    "TemplateError",
    "Templates",
    "copy_templates",
    "fields",
    "flags",
    "own_templates",
    "wordings",
]
