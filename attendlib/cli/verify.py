"""attendlib verify: is everything still as a run's manifest says?"""

from pathlib import Path
from typing import Annotated

import typer

from attendlib.cli.output import say


def verify(
    manifest: Annotated[
        Path,
        typer.Argument(help="The manifest.json that `attendlib run` left beside its index page.", show_default=False),
    ],
) -> None:
    """Say which documents have changed since they were made, are missing, or were put there by somebody else, and which
    of the files that they were made from are not the same any more.

    Exit status: 0 everything is as the manifest says, 1 something is not, 2 there is no manifest, or it was edited.

    Example: `attendlib verify reports/demo/manifest.json`
    """
    from attendlib.batch.verify import differences

    found = differences(manifest)
    for one in found:
        print(f"{one.what} {one.kind}: {one.path}")
    say(f"{len(found)} differences." if found else "Everything is as the manifest says.")
    if found:
        raise typer.Exit(1)
