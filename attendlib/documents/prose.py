"""How does a prose cell become HTML that can do no harm?

A small part of Markdown: headings, paragraphs, bullets, bold, and links to http and https. Everything else, HTML too,
is shown as the text that it is.
"""

import re

from attendlib.report.escape import escaped, slug

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"[-*+]\s+")
_INLINE = re.compile(r"\[([^\]]+)\]\((https?://[^\s()<>\"']+)\)|\*\*([^*]+)\*\*")


def prose_html(text: str) -> str:
    """The cell as HTML. ``#`` and ``##`` become h2, anything deeper h3: a document's only h1 is its title."""
    made = [_part(lines) for lines in _parts(text)]
    return f'<div class="al-block al-words al-prose">{"".join(made)}</div>' if made else ""


def _parts(text: str) -> list[list[str]]:
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


def _part(lines: list[str]) -> str:
    heading = _HEADING.match(lines[0])
    if heading:
        level = 2 if len(heading[1]) <= 2 else 3
        return f'<h{level} id="{slug(heading[2])}">{_inline(heading[2])}</h{level}>'
    if _BULLET.match(lines[0]):
        items: list[str] = []
        for line in lines:
            if _BULLET.match(line):
                items.append(_BULLET.sub("", line, count=1))
            else:
                items[-1] += f" {line}"
        return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    made, at = "", 0
    for found in _INLINE.finditer(text):
        made += escaped(text[at : found.start()])
        if found[2]:
            made += f'<a href="{escaped(found[2])}" rel="noreferrer">{escaped(found[1])}</a>'
        else:
            made += f"<strong>{escaped(found[3])}</strong>"
        at = found.end()
    return made + escaped(text[at:])
