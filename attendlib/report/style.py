"""What does everything that attendlib shows look like?

One visual language: the palette of the Government Analysis Function, one way to draw, one stylesheet in small parts. A
block carries the parts it needs, so that it looks right alone in JupyterLab; a document takes all parts once and drops
the copies.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any, cast

BLUE, TURQUOISE, PLUM, ORANGE, GREY, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
PALETTE = (BLUE, TURQUOISE, PLUM, ORANGE, GREY, LILAC)
"""Government Analysis Function, accessible colour palette for categorical data, in its order."""

INK, QUIET, RULE, PAPER = "#0B0C0C", "#505A5F", "#D5DADE", "#FFFFFF"
TINT, GREEN = "#F3F6F9", "#00625B"
SHADES = ("#E3EBF2", "#B9CFE2", "#84A9C9", "#346F9F", BLUE)
"""One hue from light to dark, for amounts. Ink is legible on the first three, paper on the last two."""

TEXT_SIZE = 15.5
"""Units of a drawing 480 units wide: 11 px on a phone 360 px wide, 17 px at a chart's full width on a desktop."""

WIDTH, WIDE = 480, 860
"""Units across a drawing, and across the one of the same figures that takes its place where a chart stands alone in a
wide window: there its letters are as large as those of the text around it."""

UNITS = 72
"""Units of a drawing to an inch, so that a size in points is one in units."""

FONTS = "'DejaVu Sans', Verdana, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@cache
def css(*parts: str) -> str:
    """The named parts of the stylesheet, without comments and needless space. Raises FileNotFoundError."""
    folder = files("attendlib.report").joinpath("css")
    lines = [line.strip() for part in parts for line in folder.joinpath(f"{part}.css").read_text("utf-8").splitlines()]
    return "".join(line for line in lines if not line.startswith("/*"))


def rc() -> dict[str, Any]:
    """The settings that matplotlib and seaborn draw with. ``svg.hashsalt`` makes ids, and so bytes, repeatable."""
    from cycler import cycler

    return {
        "axes.axisbelow": True,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.spines.left": False,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlelocation": "left",
        "axes.titlesize": TEXT_SIZE,
        "axes.titleweight": "bold",
        "axes.unicode_minus": True,
        "figure.dpi": UNITS,
        "font.family": "DejaVu Sans",
        "font.size": TEXT_SIZE,
        "grid.color": RULE,
        "hatch.linewidth": 1.6,
        "legend.frameon": False,
        "savefig.bbox": None,
        "svg.fonttype": "none",
        "svg.hashsalt": "attendlib",
        "text.color": INK,
        "text.parse_math": False,
        "xtick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.color": QUIET,
        "ytick.labelcolor": INK,
    }


def use() -> None:
    """From here on every figure of a notebook is drawn in this style, seaborn's too: as wide as a chart that stands
    alone in a report, with letters of the same size, and twice as fine as a screen needs."""
    import matplotlib as mpl
    from IPython.core.getipython import get_ipython

    mpl.rcParams.update(cast("Any", rc() | {"figure.figsize": (WIDE / UNITS, WIDE / UNITS / 2)}))
    if get_ipython() is not None:
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("retina")


@contextmanager
def drawing() -> Iterator[None]:
    """Draw one figure in this style: ``with style.drawing(): ...``."""
    import warnings

    import matplotlib as mpl

    with mpl.rc_context(cast("Any", rc())), warnings.catch_warnings():
        # A name in another script is still written as text: the reader's device has the letters, this font need not.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
