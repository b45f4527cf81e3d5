"""What is left to do when Typst has set a tagged PDF?

Two things that it does not do yet: the first cell of a row becomes the row's heading, as it is on the page, and the
structure, which is most of the file, is packed.
"""

import io
from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import Any

import pikepdf
from pikepdf import Name, NameTree, Pdf


def finished(pdf: bytes) -> bytes:
    """The PDF with headings of rows, packed: the same bytes each time."""
    made = io.BytesIO()
    # A file without a name, which its reader need not ask for every piece: that takes a quarter less time.
    with TemporaryFile() as held:
        held.write(pdf)
        held.flush()
        with Pdf.open(held, access_mode=pikepdf.AccessMode.mmap_only) as opened:
            _head_rows(opened)
            opened.save(
                made,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                fix_metadata_version=False,
            )
    return made.getvalue()


def parts(pdf: Pdf) -> Iterator[Any]:
    """The parts of the structure in reading order, without what stands in tables."""
    yield from _inside(pdf.Root.StructTreeRoot)


def role(part: Any) -> str:
    """What a part of the structure is, such as H1 or Table."""
    return str(part.S).removeprefix("/")


def _inside(part: Any) -> Iterator[Any]:
    for one in _kids(part):
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from _inside(one) if role(one) != "Table" else ()


def _kids(part: Any) -> Sequence[Any]:
    held = part.get("/K", ())
    return held if isinstance(held, pikepdf.Array) else [held]  # type: ignore[return-value]


def _head_rows(pdf: Pdf) -> None:
    """Make the first cell of every row in the body of a table a heading, by which the others of the row are headed
    too."""
    bodies = [group for part in parts(pdf) if role(part) == "Table" for group in part.K if role(group) == "TBody"]
    for number, row in enumerate((row for body in bodies for row in body.K), start=1):
        first, *others = row.K
        first.S, first.ID = Name.TH, f"row-{number}"
        _of_table(first).Scope = Name.Row
        NameTree(pdf.Root.StructTreeRoot.IDTree)[str(first.ID)] = first
        for cell in others:
            _of_table(cell).Headers.append(first.ID)


def _of_table(cell: Any) -> Any:
    """What a cell says of itself as one of a table."""
    return next(about for about in cell.A if str(about.O) == "/Table")
