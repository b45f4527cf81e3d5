"""How is a drawing shown to everyone, also to those who cannot see it?"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from attendlib.report.blocks.block import Block, fix, required
from attendlib.report.blocks.table import Table
from attendlib.report.escape import escaped, plain, slug
from attendlib.report.faults import BlockError
from attendlib.report.style import FONTS

SUMMARY = "Show the figures behind this chart"
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r' id="([^"]*)"')
_POINTS_AT = re.compile(r'(href="#|url\(#)([^")]+)')
_UNSAFE = re.compile(
    r"<\s*(script|foreignObject|image|iframe|a)\b|\son\w+\s*=|<!|href=\"(?!#)|url\((?!#)", re.IGNORECASE
)


@dataclass(frozen=True, repr=False)
class Chart(Block):
    """A drawing, what it shows in words, and the figures behind it.

    svg: a drawing as ``attendlib.report.charts`` makes it, from the rounded figures in ``table`` · alt: what is seen,
    in sentences with the figures · note: small print · wide: the same drawn wider, which is shown instead where there
    is room for it. Raises BlockError for an empty alternative text, and for an SVG that holds a script, an image or a
    link."""

    kind: ClassVar[str] = "chart"
    styles: ClassVar[tuple[str, ...]] = ("table", "chart")
    title: str
    alt: str
    svg: str
    table: Table
    note: str = ""
    wide: str = ""

    def __post_init__(self) -> None:
        fix(self, title=required(self.title, "A chart's title"), alt=required(self.alt, "A chart's alternative text"))
        fix(self, note=plain(self.note))
        for svg in (self.svg, self.wide or self.svg):
            if not svg.startswith("<svg") or _UNSAFE.search("".join(_TAG.findall(svg))):
                raise BlockError(
                    "A chart's drawing is not a plain SVG: it must start with <svg and hold no script or link."
                )

    @property
    def heading(self) -> str:
        return self.title

    @property
    def id(self) -> str:
        # Ids of inline drawings share one page: two charts with one title are told apart by their figures.
        figures = json.dumps([self.title, self.alt, self.table.json()], ensure_ascii=False)
        return f"chart-{slug(self.title)}-{sha256(figures.encode()).hexdigest()[:6]}"

    def body(self) -> dict[str, Any]:
        return {"alt": self.alt, "note": self.note, "summary": SUMMARY, "table": self.table.json()}

    def html(self) -> str:
        note = f'<p class="al-small">{escaped(self.note)}</p>' if self.note else ""
        both = f"{self.drawing()}{self.drawing(wide=True)}" if self.wide else self.drawing()
        return (
            f'<figure class="al-block al-chart{" al-widens" if self.wide else ""}" id="{self.id}">'
            f"<figcaption>{escaped(self.title)}</figcaption>{both}{note}<details><summary>{escaped(SUMMARY)}"
            f'<span class="al-unseen">: {escaped(self.title)}</span></summary>'
            f"{self.table.grid(self.id + '-table')}</details></figure>"
        )

    def drawing(self, wide: bool = False) -> str:
        """The SVG, or the wide one, with its title and description, its ids made its own."""
        svg, name = (self.wide, f"{self.id}-wide") if wide else (self.svg, self.id)
        wanted = {target for tag in _TAG.findall(svg) for _, target in _POINTS_AT.findall(tag)}

        def own(tag: re.Match[str]) -> str:
            kept = _ID.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in wanted else "", tag[0])
            return _POINTS_AT.sub(lambda found: f"{found[1]}{name}-{found[2]}", kept)

        root, _, rest = _TAG.sub(own, svg).partition(">")
        return (
            f'{root} class="{"al-wide" if wide else "al-narrow"}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" style="font-family:{escaped(FONTS)}">'
            f'<title id="{name}-title">{escaped(self.title)}</title>'
            f'<desc id="{name}-desc">{escaped(self.alt)}</desc>{rest}'
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        # The exporters for paper and Word take the drawing from here; JupyterLab prefers the HTML.
        return {**super()._repr_mimebundle_(), "image/svg+xml": self.drawing()}
