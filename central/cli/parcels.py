"""`exchange-file`, `enrol-file`: what a person brought to the centre on a stick 离线包, and what he takes back."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from central.cli.streams import Streams
from central.registry.enrolment import enrol
from central.store.store import Store
from schemas import canonical
from schemas.enrolment import write_carried
from schemas.exchange import frames, parcel, sticks
from schemas.failures import BadInput, Fault
from schemas.keep import Feeds

Exchange = Callable[[Store, bytes], bytes]
"""A parcel in, the parcel of the reply out; what the reply acknowledges is on the disk."""
REPLY = "-reply"
"""What the name of the reply ends in where none is given."""
_MOST_PICTURES = 2_000


def exchange_file(args: Namespace, streams: Streams, store: Store, exchange: Exchange) -> int:
    """Take a parcel in and write the reply beside it, or where `--reply` says.

    The reply is written whole or not at all; when the stick cannot take it, what was brought is kept all the same and the
    same parcel may be exchanged again.
    """
    source, target = _places(args)
    data, before = _brought(source), _entries(store)
    reply = exchange(store, data)
    _write(target, reply)
    received = _entries(store) - before
    streams.answer({"file": source.name, "received": received, "reply": target.name, "bytes": len(reply)})
    return 0


def enrol_file(args: Namespace, streams: Streams, store: Store) -> int:
    """Answer a device's request 登记申请 that was carried here; the same request again gets the same answer."""
    source, target = _places(args)
    with store.desk() as desk:
        answer = enrol(_brought(source), desk, desk, desk, store.clock)
    _write(target, write_carried(answer, _opening(store)))
    profile: Any = canonical.decode(answer)["profile"]
    streams.answer({"file": source.name, "reply": target.name, "site": profile["site"]})
    return 0


def _opening(store: Store) -> bytes:
    """The entry that opens the public feed."""
    with store.database.reading() as cursor:
        first = Feeds(cursor, store.database.mark).at(store.authority.id, 1)
    assert first is not None, "a home begins with its public feed"
    return first.data


def _places(args: Namespace) -> tuple[Path, Path]:
    """The file that was brought, and where the reply goes: beside it, or where `--reply` says."""
    source = Path(args.file)
    target = Path(args.reply) if args.reply else source.with_name(f"{source.stem}{REPLY}{source.suffix or '.ysp'}")
    sticks.require_name(target.name)
    return source, target


def _brought(path: Path) -> bytes:
    """The parcel in a file; in a folder of pictures; in a text of frames. BadInput `parcel.*`, `frames.*`; Fault `parcel.*`."""
    try:
        if path.is_dir():
            return _shown(path)
        if path.stat().st_size > parcel.MOST_BYTES:
            raise BadInput("parcel.too_long", most_mib=parcel.MOST_BYTES >> 20)
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput("parcel.missing", file=path.name) from None
    except OSError as fault:
        raise sticks.failure_of(fault, path.name) from fault
    return frames.typed(data) if sticks.is_frames(data) else data


def _shown(folder: Path) -> bytes:
    from schemas.exchange import pictures

    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not 0 < len(found) <= _MOST_PICTURES:
        raise BadInput("frames.none")
    return frames.gathered(text for path in found for text in pictures.read(path.read_bytes()))


def _write(path: Path, data: bytes) -> None:
    """Put a file where it is whole or absent: beside its place, through to the disk, read back, then renamed."""
    unfinished = path.with_name(path.name + sticks.PART)
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if unfinished.read_bytes() != data:
            raise Fault("parcel.disk", file=path.name, reason="read back")
        unfinished.replace(path)
    except (OSError, Fault) as fault:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise (sticks.failure_of(fault, path.name) if isinstance(fault, OSError) else fault) from fault


def _entries(store: Store) -> int:
    """How many entries this centre holds."""
    with store.database.reading() as cursor:
        return sum(head.seq for head in Feeds(cursor, store.database.mark).heads().values())
