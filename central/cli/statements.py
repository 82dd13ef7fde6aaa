"""The reconciler's commands for the other side's files: preview, import, list, withdraw; and the profiles of new banks."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from central.cli.streams import Streams, read_bytes
from central.ports.statement import Imported, Statement
from central.reconcile.moments import iso
from central.registry.statements import take_in, withdraw
from central.statements.formats import read_statement
from central.statements.profile import Profile, read_profile, shipped
from central.store.store import Store
from central.work.cases import places_held, refresh_since
from schemas.failures import BadInput

PROFILES = "profiles"
"""The folder of a home for profiles of its own."""
SHOWN_MOST = 20
"""Lines that a preview shows."""
_DAY_IN_NAME = re.compile(r"20\d{2}-?[01]\d-?[0-3]\d")


def import_statement(args: Namespace, streams: Streams, store: Store) -> int:
    """Take a file in, whole or not at all, and once; with --preview only say what it would bring."""
    raw = read_bytes(args.file, streams.stdin)
    day = day_of(args.on) if args.on else _day_of_name(args.file)
    statement = read_statement(raw, day, profiles_of(Path(args.home)))
    if args.preview:
        with store.desk() as desk:
            measured = desk.files.measure(statement)
        streams.answer({**_said(statement, measured), "preview": True, "first": _first(statement)})
        return 0
    name, at, before = Path(args.file).name, iso(store.clock.wall_ms()), places_held(store)
    with store.desk() as desk:
        kept = take_in(desk, desk.files, statement, raw, name=name, at=at, by=args.by, why=args.why)
    streams.answer(_said(statement, kept))
    return _refreshed(streams, store, before)


def statements(_: Namespace, streams: Streams, store: Store) -> int:
    """The files that were taken in, newest last, each with who did it."""
    with store.asking() as asked:
        for row in asked.statement_files():
            streams.answer(row)
    return 0


def withdraw_statement(args: Namespace, streams: Streams, store: Store) -> int:
    """Take an import back by an entry; the bytes stay."""
    try:
        file = bytes.fromhex(args.file)
    except ValueError:
        file = b""
    before = places_held(store)
    with store.desk() as desk:
        entry = withdraw(desk, desk.files, file, by=args.by, why=args.why)
    streams.answer({"file": args.file, "entry": entry.id.hex()})
    return _refreshed(streams, store, before)


def profile(args: Namespace, streams: Streams, _: Store) -> int:
    """Take a profile into the home, if one is handed in; then list what is known."""
    folder = Path(args.home) / PROFILES
    if args.file:
        data = read_bytes(args.file, streams.stdin)
        made = read_profile(data)
        folder.mkdir(exist_ok=True)
        (folder / f"{made.format.replace('/', '-')}.json").write_bytes(data)
    for own, known in ((True, profiles_of(Path(args.home))), (False, shipped())):
        for one in known:
            streams.answer({"format": one.format, "channel": one.channel, "name": one.name, "own": own})
    return 0


def profiles_of(home: Path) -> tuple[Profile, ...]:
    """The profiles of a home; BadInput `statements.profile` for one that does not hold."""
    folder = home / PROFILES
    return tuple(read_profile(page.read_bytes()) for page in sorted(folder.glob("*.json"))) if folder.is_dir() else ()


def day_of(typed: str) -> str:
    """A business day; BadInput `central.day`."""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise BadInput("central.day", field="day") from None


def _refreshed(streams: Streams, store: Store, before: Mapping[bytes, int]) -> int:
    """The cases of every day that an import or its withdrawal has changed follow at once."""
    done = refresh_since(store, before)
    if done.opened or done.closed:
        streams.tell("cases.refreshed", opened=done.opened, closed=done.closed)
    return 0


def _said(statement: Statement, kept: Imported) -> dict[str, Any]:
    moved = [line.moved_fen for line in statement.lines]
    return {
        "file": kept.file.hex(),
        "format": statement.format,
        "channel": statement.channel,
        "days": list(statement.days),
        "lines": kept.lines,
        "fresh": kept.fresh,
        "known": kept.known,
        "paid_fen": sum(fen for fen in moved if fen > 0),
        "refunded_fen": -sum(fen for fen in moved if fen < 0),
    }


def _first(statement: Statement) -> list[dict[str, Any]]:
    return [
        {
            "row": line.row,
            "at": line.at,
            "kind": str(line.kind),
            "state": str(line.state),
            "amount_fen": line.amount_fen,
            "order_no": line.order_no,
            "reference": line.reference,
            "document_no": line.document_no,
        }
        for line in statement.lines[:SHOWN_MOST]
    ]


def _day_of_name(name: str) -> str | None:
    """The day that a bill's file name tells, as in `1600000001All2026-09-18.csv.gz`."""
    found = _DAY_IN_NAME.findall(Path(name).name)
    try:
        return date.fromisoformat(found[-1]).isoformat() if found else None
    except ValueError:
        return None
