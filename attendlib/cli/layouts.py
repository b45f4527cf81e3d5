"""attendlib layouts: which layouts of register files are read, and which of them is a file?"""

from pathlib import Path
from typing import Annotated

import typer


def layouts(
    file: Annotated[
        Path | None, typer.Argument(help="A register or census file. Without one, all layouts.", show_default=False)
    ] = None,
) -> None:
    """List the layouts in which registers are read and what each is recognised by, or say which of them a file is.

    Where a file is of none, what it lacks of the nearest is told, without anything that stands in its cells. Examples:
    `attendlib layouts` · `attendlib layouts export.csv`
    """
    from attendlib.readers import LAYOUTS, recognise

    if file is not None:
        known = LAYOUTS[recognise(file)]
        print(f"{known.NAME}: {known.TITLE}")
        return
    for name, layout in LAYOUTS.items():
        print(f"{name:<18} {layout.TITLE}\n{'':<18} {', '.join(layout.NEEDS)}")
