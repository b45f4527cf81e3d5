"""What is in a Word file, and how is one put together so that the same parts give the same bytes?

A Word file is a zip of parts. Parts are handled by name; those that a letter changes are parsed, the rest is carried
along as it is.
"""

import io
import posixpath
import re
import zipfile
from functools import cache
from pathlib import Path

from docx.opc.oxml import parse_xml as parse_relationships
from docx.oxml import parse_xml
from lxml import etree

from attendlib.documents.letters.faults import TemplateError
from attendlib.errors import UnreadableFile
from attendlib.readers.archive import refuse_unsafe

SKELETON = Path(__file__).parents[1] / "skeleton"
"""The parts of an empty letter."""

CONTENT_TYPES, ROOT, CORE = "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every part: a zip knows none before."""

Parts = dict[str, bytes]
