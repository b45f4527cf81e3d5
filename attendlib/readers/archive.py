"""Is a workbook's zip archive safe to open?

A workbook is a zip of XML parts, and a small file can claim to be enormous. Every part is measured and unpacked here
within limits, and what is handed on is a fresh archive of just those parts: what was checked is what is read.
"""

import io
import zipfile

from attendlib.errors import UnreadableFile
from attendlib.readers.source import Source

UNPACKED = 200 << 20
"""Bytes that all parts may come to. A year's register of 2,000 pupils takes about 40 MB."""
RATIO = 200
"""Times that a part may grow when unpacked. A register grows some twenty times."""
SMALL = 1 << 20
"""A part below this size may grow by any ratio: it does no harm."""
PARTS = 2000


def safe_copy(source: Source) -> io.BytesIO:
    """The same workbook, its parts checked and unpacked. Raises UnreadableFile for one that is broken, encrypted, has
    macros or links to other files, or whose parts are too many, too large, packed too tightly or named to escape."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
            _refuse(source.name, parts)
            copy = io.BytesIO()
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as fresh:
                for part in parts:
                    if part.filename.endswith((".xml", ".rels")):
                        fresh.writestr(part.filename, archive.read(part))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, _inflate_error()):
        raise UnreadableFile(f"{source.name}: the workbook is broken or cut short. Save it again as .xlsx.") from None
    copy.seek(0)
    return copy


def _refuse(file: str, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    folded = [name.casefold() for name in names]
    if "xl/workbook.xml" not in folded and "[content_types].xml" not in folded:
        raise UnreadableFile(f"{file}: an archive that is no .xlsx workbook. Unpack it, or save the workbook as .xlsx.")
    complaints = {
        "has a password": any(part.flag_bits & 1 for part in parts),
        "has more parts than any register": len(parts) > PARTS,
        "has a part named so as to be put elsewhere": any(_escapes(name) for name in names),
        "has two parts of one name": len(set(folded)) < len(folded),
        "has macros": any("vbaproject" in name or "macrosheets" in name for name in folded),
        "takes values from other files": any("externallinks" in name for name in folded),
        f"would unpack to more than {UNPACKED >> 20} MB": sum(part.file_size for part in parts) > UNPACKED,
        "is packed more tightly than any register": any(
            part.file_size > max(SMALL, RATIO * part.compress_size) for part in parts
        ),
    }
    for complaint, holds in complaints.items():
        if holds:
            raise UnreadableFile(f"{file}: the workbook {complaint}. Copy the register alone into a new .xlsx file.")


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _inflate_error() -> type[Exception]:
    import zlib

    return zlib.error
