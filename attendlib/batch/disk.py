"""How does what is written come to stay, whole or not at all, whenever the power goes?"""

import ctypes
import errno
import os
import stat
import sys
from pathlib import Path

_EXCHANGE, _HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD, from linux/fs.h and fcntl.h."""


def sync(place: Path) -> None:
    """Have a file's bytes, or a folder's names, on the disk before going on. Windows does so for names by itself."""
    if place.is_dir() and os.name == "nt":
        return
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def write(place: Path, data: bytes) -> None:
    """Write a file and have it on the disk."""
    with place.open("wb") as file:
        file.write(data)
        file.flush()
        place.chmod(closed(place.stat().st_mode))
        os.fsync(file.fileno())


def closed(mode: int) -> int:
    """A mode without the right of everybody to write."""
    return stat.S_IMODE(mode) & ~stat.S_IWOTH


def put(place: Path, data: bytes, aside: Path) -> None:
    """Let ``data`` take the place of a file, in one step; it is written in the folder ``aside`` first."""
    part = aside / f"{place.name}.part"
    write(part, data)
    os.replace(part, place)
    sync(place.parent)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or the disk cannot."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))
