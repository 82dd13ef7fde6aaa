"""Parcels on a stick: written whole or not at all, read in bounds, under names that every file system takes.

A stick may be full, read-only, pulled out at any byte; FAT knows no 4 GiB file, no `:` and no `CON`. Each is one clear error.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from schemas.exchange import frames, parcel
from schemas.failures import BadInput, Failure, Fault

LONGEST_NAME = 80
"""In UTF-16 units, as FAT counts: with the suffix of an unfinished file also below 255 bytes of UTF-8, as others count."""
_FOREIGN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_PART = ".part"
_MOST_PICTURES = 2_000


def write(path: Path, data: bytes) -> None:
    """Put a file where it is whole or absent: what stood there stands until the new one is on the disk.

    BadInput `parcel.name`, `parcel.folder`; Fault `parcel.full`, `parcel.read_only`, `parcel.gone`, `parcel.disk`.
    """
    _judge_name(path.name)
    unfinished = path.with_name(path.name + _PART)
    try:
        _write_through(unfinished, data)
        if unfinished.read_bytes() != data:
            raise Fault("parcel.disk", file=path.name, reason="read back")
        unfinished.replace(path)
        _settle(path.parent)
    except OSError as fault:
        _forget(unfinished)
        raise _turned(fault, path) from fault
    except Fault:
        _forget(unfinished)
        raise


def write_all(folder: Path, named: Sequence[tuple[str, bytes]]) -> None:
    """Put files into a folder, which is made if it does not stand."""
    _judge_name(folder.name)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as fault:
        raise _turned(fault, folder) from fault
    for name, data in named:
        write(folder / name, data)


def read(path: Path) -> bytes:
    """The bytes of a parcel; BadInput `parcel.missing`, `parcel.too_long`, Fault `parcel.gone`, `parcel.disk`."""
    try:
        size = path.stat().st_size
        if size > parcel.MOST_BYTES:
            raise BadInput("parcel.too_long", most_mib=parcel.MOST_BYTES >> 20)
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput("parcel.missing", file=path.name) from None
    except OSError as fault:
        raise _turned(fault, path) from fault


def pictures(folder: Path) -> list[bytes]:
    """The files of a folder, in no order that matters; hidden ones are left out. BadInput `frames.none` when it is empty."""
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as fault:
        raise _turned(fault, folder) from fault
    if not 0 < len(found) <= _MOST_PICTURES:
        raise BadInput("frames.none")
    return [read(path) for path in found]


def is_frames(data: bytes) -> bool:
    """Whether these bytes are frames as text, one a line, as a hand scanner types them."""
    return data[: len(frames.PREFIX)] == frames.PREFIX.encode()


def _judge_name(name: str) -> None:
    bad = set(name) & _FOREIGN or any(ord(sign) < 32 for sign in name) or name != name.strip(" .")
    stem = name.split(".")[0].upper()
    if not name or bad or stem in _RESERVED or len(name.encode("utf-16-le")) > 2 * LONGEST_NAME:
        raise BadInput("parcel.name", file=name, most=LONGEST_NAME)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Let the folder itself reach the disk, where the system can say so of a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _turned(fault: OSError, path: Path) -> Failure:
    """What the system said, as one of ours."""
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return Fault("parcel.full", file=path.name)
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return Fault("parcel.read_only", file=path.name)
        case errno.EIO | errno.ENODEV | errno.ENXIO | errno.ESTALE | errno.ENOTCONN:
            return Fault("parcel.gone", file=path.name)
        case errno.ENOENT | errno.ENOTDIR | errno.EISDIR | errno.EEXIST:
            return BadInput("parcel.folder", file=path.name)
        case _:
            return Fault("parcel.disk", file=path.name, reason=fault.strerror or type(fault).__name__)
