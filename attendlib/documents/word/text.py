"""How are words written in a Word document's own language?

Everything here gives WordprocessingML as text; whoever puts parts together parses it once, at the end.
"""

from xml.sax.saxutils import escape, quoteattr

NAMESPACES = " ".join(
    f'xmlns:{short}="http://schemas.openxmlformats.org/{name}"'
    for short, name in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)

BOLD, LINKED = "<w:b/><w:bCs/>", '<w:rStyle w:val="Hyperlink"/>'
"""Looks of a run."""

BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
CLOSED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
"""The end of a field."""


def run(words: str, look: str = "") -> str:
    """Words in a row. look: run properties such as ``<w:b/>``."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def strong(words: str) -> str:
    """Bold words."""
    return run(words, BOLD)


def paragraph(style: str, inside: str, more: str = "") -> str:
    """A paragraph of a style. inside: runs and links · more: paragraph properties that the style does not have."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def link(target: str, inside: str) -> str:
    """Words that lead to a bookmark of this document."""
    return f'<w:hyperlink w:anchor={quoteattr(target)} w:history="1">{inside}</w:hyperlink>'


def outside(relationship: str, words: str) -> str:
    """Words that lead to an address, given by its relationship."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{run(words, LINKED)}</w:hyperlink>'


def bookmark(number: int, name: str, inside: str = "") -> str:
    """A place that a link can lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, inside: str) -> str:
    """Something that Word works out, such as PAGE, with what stands there until it has."""
    return opened(instruction) + inside + CLOSED


def opened(instruction: str) -> str:
    """The beginning of a field whose content runs over several paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
