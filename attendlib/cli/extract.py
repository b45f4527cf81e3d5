"""attendlib extract: what may a researcher have, without names?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attendlib.cli.opening import CITY, opened
from attendlib.cli.output import say, write_csv
from attendlib.errors import OutputError


def extract(
    city: Annotated[Path, CITY],
    out: Annotated[
        Path,
        typer.Option("-o", "--output", help="A folder to write to: a new one, or an empty one.", show_default=False),
    ],
    purpose: Annotated[
        str,
        typer.Option(help="Who studies what, in words. Each purpose has pseudonyms of its own.", show_default=False),
    ],
    keep_until: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day by which it is deleted.", show_default=False)
    ],
    key_file: Annotated[
        Path | None,
        typer.Option(help="A file that you alone can read, with 64 hexadecimal digits or more.", show_default=False),
    ] = None,
    key_env: Annotated[
        str, typer.Option(help="Or the name of an environment variable that holds them.", show_default=False)
    ] = "",
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            help="A further group of the pupils table: looked_after, social_worker, ward, tutor_group or house. May be "
            "repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a pseudonymised research extract: enrolments, sessions by half term, results, dictionary and statement.

    Pupils and schools go by keyed pseudonyms, ages stand for dates of birth, codes are put together in groups. Without
    a key there is no extract, and nothing is written if anything in it would say who somebody is. It is still personal
    data: read the statement.

    Example: `attendlib extract city.yaml -o extract --purpose "Absence and KS2" --keep-until 2027-07-31
    --key-file research.key`
    """
    from attendlib.research import extract as make
    from attendlib.research import purpose_key

    _refuse_full(out)
    key = purpose_key(purpose, file=key_file, variable=key_env)
    made = make(opened(city), key, keep_until.date(), also or ())
    folder = _made(out)
    for table in (*made.tables, made.dictionary):
        write_csv(table.columns, table.rows, folder / f"{table.name}.csv")
    (folder / "STATEMENT.md").write_text(made.statement, encoding="utf-8", newline="\n")
    for file in folder.iterdir():
        file.chmod(0o600)
    told = ", ".join(f"{len(table.rows):,} {table.name}" for table in made.tables)
    say(f"{folder}: {told}. Key {key.id}. It is personal data: read {folder / 'STATEMENT.md'}.")


def _refuse_full(out: Path) -> None:
    """Raise OutputError where something is in the folder already, or it is none."""
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise OutputError(
            f"{out} is not an empty folder: name a new one, so that no older file is taken for part of this."
        )


def _made(out: Path) -> Path:
    """The folder, for its owner alone."""
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        out.chmod(0o700)
    except OSError:
        raise OutputError(f"{out} cannot be made: name a folder where you may write.") from None
    return out
