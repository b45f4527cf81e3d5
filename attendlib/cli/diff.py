"""attendlib diff: what moved between two runs?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attendlib.cli.output import say, write_csv

if TYPE_CHECKING:
    from attendlib.batch.moved import Moved

MOST = 30
"""Lines that a part has on the screen."""


def diff(
    run: Annotated[
        Path,
        typer.Argument(
            help="The earlier run: its manifest.json, or the folder of its documents. A folder alone: its last run but "
            "one and its last.",
            show_default=False,
        ),
    ],
    other: Annotated[
        Path | None, typer.Argument(help="The later run: a manifest.json or a folder.", show_default=False)
    ] = None,
    city: Annotated[
        Path | None,
        typer.Option(help="The city file, where it has moved since the runs.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Write CSV to this file instead of text to the screen.", show_default=False
        ),
    ] = None,
) -> None:
    """Explain what moved between two runs: the figures of city and schools before and after; how many pupils of each
    school came into persistent and severe absence, or out of it; marks that are new, gone or have another code;
    documents made, changed or gone; files read; rules, versions and settings that differ.

    It names schools and no pupil; a school's counts of one or two pupils are not told apart. Marks and pupils are told
    from the city's store, which remembers the marks of the latest runs: manifests hold only what the city's report has.

    The manifests of a folder's latest runs are in `.attendlib-run/manifests`, by number. To keep one for good, copy it.

    Exit status: 0 nothing moved, 1 something did, 2 there are no two manifests.

    Examples: `attendlib diff reports/demo` · `attendlib diff autumn-reports spring-reports` ·
    `attendlib diff reports/demo/.attendlib-run/manifests/0003.json reports/demo -o moved.csv`
    """
    from attendlib.batch.compare import compared

    found = compared(run, other, city)
    if output:
        rows = [(one.part, one.about, one.what, one.before, one.after, one.note) for one in found.moved]
        write_csv(("part", "about", "what", "before", "after", "note"), rows, output)
    else:
        _show(found.moved)
    if found.untold:
        say(f"Marks and pupils are not compared. {found.untold}")
    say(f"From {found.one} to {found.other}: {len(found.moved):,} things moved." if found.moved else "Nothing moved.")
    if found.moved:
        raise typer.Exit(1)


def _show(moved: "tuple[Moved, ...]") -> None:
    """A heading for each part and a line for each thing that it is about, MOST at most."""
    from attendlib.batch.moved import PARTS

    for part, heading in PARTS.items():
        lines: dict[str, list[str]] = {}
        for one in moved:
            if one.part == part:
                lines.setdefault(one.about, []).append(_said(one))
        if lines:
            shown = [f"  {about}: {'; '.join(said)}" for about, said in lines.items()]
            left = len(shown) - MOST
            print(heading, *shown[:MOST], *([f"  and {left:,} more: -o FILE has all"] if left > 0 else []), sep="\n")


def _said(one: "Moved") -> str:
    change = f"{one.before or 'none'} → {one.after or 'none'}" if one.before else one.after
    return " ".join(filter(None, [one.what, change, f"({one.note})" if one.note else ""]))
