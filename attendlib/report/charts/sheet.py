"""How does a chart become a small SVG whose bytes are the same each time?

A sheet is 480 or 860 units wide and as high as its content: positions and text sizes are in those units, from the top
left. Text stays text. Nothing here knows what is drawn.
"""

import io
import re
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from attendlib.report.escape import plain
from attendlib.report.style import PAPER, TEXT_SIZE, WIDTH, drawing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DROPPED = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL
)
_ROOT = re.compile(r"<svg[^>]*>")
_FAMILY = re.compile(r"font-family: [^;\"]+(; )?")
_EMPTY_LINES = re.compile(r"\n\s*")
_Z = {"grid": 0, "area": 1, "ring": 1.5, "line": 2, "plate": 2.5, "dot": 3, "text": 4}

Dash = str | tuple[float, tuple[float, ...]]
Box = tuple[float, float, float, float]


class Sheet:
    """A drawing under way: ``with Sheet(300) as sheet: …; svg = sheet.svg()``."""

    def __init__(self, height: float, width: int = WIDTH) -> None:
        self.height, self.width = height, width
        self._open = ExitStack()

    def __enter__(self) -> Self:
        from matplotlib.figure import Figure

        self._open.enter_context(drawing())
        self._figure = Figure(figsize=(self.width / 72, self.height / 72), facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        self._axes.set_axis_off()
        return self

    def __exit__(self, *failure: object) -> None:
        self._open.close()

    def text(self, x: float, y: float, words: object, at: str = "left", **look: Any) -> None:
        """One line with its foot at ``y``, starting, centred or ending at ``x`` (at: left, center, right)."""
        self._axes.text(x, y, plain(words), ha=at, va="baseline", zorder=_Z["text"], **look)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float | None],
        colour: str,
        *,
        width: float,
        dash: Dash = "-",
        layer: str = "line",
    ) -> None:
        """A line that is broken where ``ys`` holds None."""
        points = [float("nan") if y is None else y for y in ys]
        look: dict[str, Any] = {"color": colour, "linewidth": width, "linestyle": dash, "zorder": _Z[layer]}
        self._axes.plot(xs, points, clip_on=False, **look)

    def box(self, place: Box, colour: str, *, hatch: str = "", edge: str = "", layer: str = "area") -> None:
        """A filled box: left, top, width, height; hatched in ``edge`` when asked."""
        x, y, width, height = place
        look: dict[str, Any] = {"edgecolor": edge or colour, "linewidth": 1.4 if edge else 0, "hatch": hatch or None}
        self._axes.bar(x, height, width, bottom=y, align="edge", color=colour, zorder=_Z[layer], clip_on=False, **look)

    def dots(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        *,
        size: float,
        shape: str = "o",
        hollow: bool = False,
    ) -> None:
        """Dots ``size`` units across, with a thin paper edge that parts them where they overlap; hollow ones have an
        edge in their colour."""
        fill, edge, width = (PAPER, colour, 2.2) if hollow else (colour, PAPER, 0.8)
        look: dict[str, Any] = {"markersize": size, "markeredgecolor": edge, "markeredgewidth": width, "color": fill}
        self._axes.plot(xs, ys, linestyle="", marker=shape, zorder=_Z["dot"], clip_on=False, **look)

    def field(self, place: Box) -> "Axes":
        """Axes of their own, without an axis, for a library that draws by its own measure: left, top, width, height."""
        left, top, width, height = place
        box = left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height
        axes = self._figure.add_axes(box, zorder=_Z["dot"], facecolor="none")
        axes.set_axis_off()
        return axes

    def svg(self) -> str:
        """The drawing as one ``<svg>`` element: no date, no document type, no rule that would reach the page around it,
        and no font family, which the page decides."""
        out = io.StringIO()
        self._figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        # A stylesheet inside an inline drawing would govern the whole page: its one rule moves to the root element.
        names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        box = f'viewBox="0 0 {self.width} {self.height:g}"'
        root = f'<svg {names} {box} stroke-linejoin="round" stroke-linecap="butt">'
        text = _ROOT.sub(root, _DROPPED.sub("", out.getvalue()), count=1)
        text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        return _EMPTY_LINES.sub("\n", _FAMILY.sub("", text)).strip()


@lru_cache(maxsize=4096)
def text_width(words: str, size: float = TEXT_SIZE, weight: str = "normal") -> float:
    """How wide a line of text is, in units, in the font it is measured with (a wide one, so others fit too)."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    with drawing():
        width, _, _ = TextToPath().get_text_width_height_descent(plain(words), font, ismath=False)
    return float(width)
