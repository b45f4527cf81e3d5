"""How does the wording of a letter become a Word template?

The wording that comes with attendlib is plain text, so that a change of it can be read as one. A blank line parts
paragraphs. What a line begins with gives it a style of its own (STYLES), ``**two stars**`` are bold, and ``{% … %}``
alone on a line opens or closes a part. Fields stand in it as they do in Word.
"""

import re
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from attendlib.documents.letters.word.package import main_part, skeleton
from attendlib.documents.zipped import packed

WORDING = Path(__file__).parents[1] / "wording"
TOP = "_top"
"""What stands at the top of every letter."""

STYLES = {
    "#": "Heading1",
    "-": "ListBullet",
    "|": "Line",
    "~": "About",
    "^": "Addressee",
    "=": "Date",
    "+": "Signature",
    ">": "Letterhead",
    ">>": "LetterheadName",
}
"""The style, in the skeleton, of a line that begins so."""

_PART = re.compile(r"\{%(.*)%\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def wordings() -> list[str]:
    """The letters whose wording comes with attendlib, in order."""
    return sorted(file.stem for file in WORDING.glob("*.txt") if not file.stem.startswith("_"))


@cache
def word_template(name: str) -> bytes:
    """The Word template of one of the ``wordings``."""
    parts = dict(skeleton())
    text = "\n\n".join((WORDING / f"{file}.txt").read_text(encoding="utf-8") for file in (TOP, name))
    body = "".join(map(_paragraph, _paragraphs(text)))
    place = main_part(parts)
    parts[place] = parts[place].replace(b"<w:sectPr>", body.encode() + b"<w:sectPr>", 1)
    return packed(parts)


def _paragraphs(text: str) -> list[str]:
    """Each line with a style of its own is a paragraph; other lines that follow each other are joined into one."""
    found = [""]
    for line in text.splitlines():
        if not line or line.split(" ")[0] in STYLES or _is_part(line):
            found += [line, ""]
        else:
            found[-1] = f"{found[-1]} {line}".strip()
    return [paragraph for paragraph in found if paragraph]


def _is_part(line: str) -> bool:
    """Whether the line opens or closes a part and holds nothing else."""
    return bool(_PART.fullmatch(line)) and "%}" not in line[:-2]


def _paragraph(text: str) -> str:
    if _is_part(text):
        return f"<w:p><w:r><w:t>{{%p {text[2:-2].strip()} %}}</w:t></w:r></w:p>"
    mark, _, rest = text.partition(" ")
    style = STYLES.get(mark)
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{about}{_runs(rest if style else text)}</w:p>"


def _runs(text: str) -> str:
    runs = []
    for place, words in enumerate(_BOLD.split(text)):
        bold = "<w:rPr><w:b/></w:rPr>" if place % 2 else ""
        runs.append(f'<w:r>{bold}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else "")
    return "".join(runs)
