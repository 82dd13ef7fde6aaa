"""Parcels on a stick: written whole or not at all, read in bounds, under names that every file system takes."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from schemas.exchange import parcel
from schemas.exchange.sticks import PART, failure_of, require_name
from schemas.failures import BadInput, Fault

_MOST_PICTURES = 2_000


def write(path: Path, data: bytes) -> None:
    """Put a file where it is whole or absent: what stood there stands until the new one is on the disk.

    BadInput `parcel.name`, `parcel.folder`; Fault `parcel.full`, `parcel.read_only`, `parcel.gone`, `parcel.disk`.
    """
    require_name(path.name)
    unfinished = path.with_name(path.name + PART)
    try:
        _write_through(unfinished, data)
        if unfinished.read_bytes() != data:
            raise Fault("parcel.disk", file=path.name, reason="read back")
        unfinished.replace(path)
        _settle(path.parent)
    except OSError as fault:
        _forget(unfinished)
        raise failure_of(fault, path.name) from fault
    except Fault:
        _forget(unfinished)
        raise


def write_all(folder: Path, named: Sequence[tuple[str, bytes]]) -> None:
    """Put files into a folder, which is made if it does not stand."""
    require_name(folder.name)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as fault:
        raise failure_of(fault, folder.name) from fault
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
        raise failure_of(fault, path.name) from fault


def pictures(folder: Path) -> list[bytes]:
    """The files of a folder, in no order that matters; hidden ones are left out. BadInput `frames.none` when it is empty."""
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as fault:
        raise failure_of(fault, folder.name) from fault
    if not 0 < len(found) <= _MOST_PICTURES:
        raise BadInput("frames.none")
    return [read(path) for path in found]


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
