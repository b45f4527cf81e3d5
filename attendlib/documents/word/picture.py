"""How does a chart stand in a Word document?"""

import io

from docx.document import Document
from docx.shared import Mm
from lxml import etree


def inline(document: Document, png: bytes, width: float, alt: str, number: int) -> str:
    """A picture in a line of its own, ``width`` millimetres wide. alt: what is seen, in words · number: its own in the
    document."""
    placed = document.part.new_pic_inline(io.BytesIO(png), width=Mm(width))
    for side in "TBLR":
        placed.set(f"dist{side}", "0")
    placed.docPr.set("id", str(number))
    placed.docPr.set("name", f"Chart {number}")
    placed.docPr.set("descr", alt)
    return f"<w:r><w:drawing>{etree.tostring(placed, encoding='unicode')}</w:drawing></w:r>"
