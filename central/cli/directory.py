"""`directory`: the bureau's register of households as a sealed file for one device of a site, whole or what has changed."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from central.cli.streams import Streams, write_bytes
from central.registry.directory import Wanted, device_of, listed, publish
from central.store.directory import last_file
from central.store.feeds import reading
from central.store.ring import CITY
from central.store.store import Store
from schemas.directory import Listed
from schemas.failures import BadInput, Refusal


def add_directory(parser: Any) -> None:
    """What the word takes."""
    parser.add_argument("what", choices=["base", "delta"])
    parser.add_argument("--site", required=True, metavar="CODE")
    parser.add_argument("--device", metavar="HEX", help="which device, where a site has several")
    parser.add_argument("--in", dest="source", required=True, metavar="FILE", help="households, JSON Lines")
    parser.add_argument("--out", required=True, metavar="FILE")
    words = "a district that the site may see; may stand several times; all if left out, for a delta those of the file before"
    parser.add_argument("--district", action="append", default=[], metavar="CODE", help=words)


def directory(args: Namespace, streams: Streams, store: Store) -> int:
    """Make a base or a delta, and name it in the site's channel."""
    rows = _rows(Path(args.source), store.ring.secret(CITY))
    with store.desk() as desk:
        device = device_of(desk, args.site, _hex(args.device))
    with reading(store.database) as feeds:
        box = feeds.box_key(device)
    with store.database.reading() as cursor:
        last = last_file(store.database, cursor, device)
    if args.what == "delta" and last is None:
        raise Refusal("directory.no_base", field="what", site=args.site)
    assert box is not None, "a device that is enrolled has a box key"
    serial = last.serial if last else 0
    wanted = Wanted(
        site=args.site,
        device=device,
        box=box,
        scope=_scope(args, last.scope if last else ""),
        serial=serial + 1,
        behind=serial if args.what == "delta" else 0,
    )
    with store.desk() as desk:
        sealed, fact = publish(desk, wanted, rows)
    write_bytes(args.out, sealed)
    told = {"serial": fact.serial, "behind": fact.behind, "count": fact.count, "scope": list(fact.scope)}
    streams.answer({"device": device.hex(), **told, "sha256": fact.sha256.hex(), "bytes": len(sealed)})
    return 0


def _scope(args: Namespace, before: str) -> tuple[str, ...]:
    if args.district or args.what == "base":
        return tuple(sorted(set(args.district)))
    return tuple(before.split(",")) if before else ()


def _rows(path: Path, city: bytes) -> Iterator[Listed]:
    """The households one after another; BadInput `cli.file`, `directory.line`, `directory.row`."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield listed(_document(line, number), city)
    except (OSError, UnicodeDecodeError):
        raise BadInput("cli.file", field="in", file=path.name) from None


def _document(line: str, number: int) -> object:
    try:
        return json.loads(line)
    except ValueError:
        raise BadInput("directory.line", field="in", line=number) from None


def _hex(text: str | None) -> bytes | None:
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        raise BadInput("central.device_id", field="device") from None
