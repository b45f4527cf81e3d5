"""What does a prose cell say, and how does it become HTML that can do no harm?

A small part of Markdown: headings, paragraphs, bullets, bold, and links to http and https. Everything else, HTML too,
is the text that it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from attendlib.report.escape import escaped, plain, slug

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"[-*+]\s+")
_INLINE = re.compile(r"\[([^\]]+)\]\((https?://[^\s()<>\"']+)\)|\*\*([^*]+)\*\*")


@dataclass(frozen=True)
class Run:
    """Words that look alike. address: where they lead to, or ""."""

    words: str
    bold: bool = False
    address: str = ""


@dataclass(frozen=True)
class Part:
    """A heading or a paragraph (one line each), or bullets (a line for each). level: of a heading, 2 or 3: a document's
    only heading of level 1 is its title."""

    kind: str
    lines: tuple[tuple[Run, ...], ...]
    level: int = 0

    @property
    def words(self) -> str:
        """All its words, without their looks."""
        return " ".join("".join(run.words for run in line) for line in self.lines)


def prose_parts(text: str) -> list[Part]:
    """The cell part by part. ``#`` and ``##`` make a heading of level 2, anything deeper of level 3."""
    return [_part(lines) for lines in _together(text)]


def words_parts(block: dict[str, Any]) -> list[Part]:
    """The same of a Words block, from its JSON form."""
    made = [Part("paragraph", ((Run(line),),)) for line in block["paragraphs"]]
    bullets = tuple((Run(line),) for line in block["bullets"])
    return [*made, Part("bullets", bullets)] if bullets else made


def prose_html(text: str) -> str:
    """The cell as HTML, "" for an empty one."""
    made = [_html(part) for part in prose_parts(text)]
    return f'<div class="al-block al-words al-prose">{"".join(made)}</div>' if made else ""


def _together(text: str) -> list[list[str]]:
    """Lines that belong together: a heading, a run of bullets with their continuations, a paragraph."""
    parts: list[list[str]] = []
    fresh = True
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            fresh = True
            continue
        starts = bool(_HEADING.match(line)) or (
            bool(_BULLET.match(line)) and not (parts and _BULLET.match(parts[-1][0]))
        )
        after_heading = bool(parts) and bool(_HEADING.match(parts[-1][0]))
        if fresh or starts or after_heading or not parts:
            parts.append([line])
        else:
            parts[-1].append(line)
        fresh = False
    return parts


def _part(lines: list[str]) -> Part:
    heading = _HEADING.match(lines[0])
    if heading:
        return Part("heading", (tuple(_runs(heading[2])),), 2 if len(heading[1]) <= 2 else 3)
    if _BULLET.match(lines[0]):
        items: list[str] = []
        for line in lines:
            if _BULLET.match(line):
                items.append(_BULLET.sub("", line, count=1))
            else:
                items[-1] += f" {line}"
        return Part("bullets", tuple(tuple(_runs(item)) for item in items))
    return Part("paragraph", (tuple(_runs(" ".join(lines))),))


def _runs(text: str) -> Iterator[Run]:
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Run(plain(text[at : found.start()]))
        yield Run(plain(found[1]), address=found[2]) if found[2] else Run(plain(found[3]), bold=True)
        at = found.end()
    if at < len(text):
        yield Run(plain(text[at:]))


def _html(part: Part) -> str:
    lines = ["".join(_run_html(run) for run in line) for line in part.lines]
    if part.kind == "heading":
        return f'<h{part.level} id="{slug(part.words)}">{lines[0]}</h{part.level}>'
    if part.kind == "bullets":
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f"<p>{lines[0]}</p>"


def _run_html(run: Run) -> str:
    if run.address:
        return f'<a href="{escaped(run.address)}" rel="noreferrer">{escaped(run.words)}</a>'
    return f"<strong>{escaped(run.words)}</strong>" if run.bold else escaped(run.words)
