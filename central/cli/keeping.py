"""The administrator's commands: backup, restore, the doctor, the convergence certificate."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from central.cli.streams import Streams
from central.store.store import Store
from central.work.convergence import convergence as converged
from central.work.keeping import back_up, check_backup, examine
from schemas.exchange.convergence import DIFFERENT
from schemas.failures import Breach


def backup(args: Namespace, streams: Streams, store: Store) -> int:
    """Copy the home into a new folder while it works, or check one that stands."""
    folder = Path(args.folder)
    if args.check:
        check_backup(folder)
        streams.answer({"folder": folder.name, "whole": True})
        return 0
    files = back_up(store, Path(args.home), folder)
    streams.answer({"folder": folder.name, "files": len(files), "bytes": sum(files.values())})
    return 0


def doctor(args: Namespace, streams: Streams, store: Store) -> int:
    """Look at disk, keys, database, chains and books; Breach `keeping.unwell` when something is not well."""
    unwell = 0
    for sign in examine(store, Path(args.home)):
        unwell += not sign.well
        streams.answer({"name": sign.name, "well": sign.well, "found": sign.found})
    if unwell:
        raise Breach("keeping.unwell", count=unwell)
    return 0


def convergence(args: Namespace, streams: Streams, store: Store) -> int:
    """What each device holds of each feed beside what the centre holds; Breach `keeping.different` when they part."""
    parted = 0
    for held in converged(store):
        if args.site in (None, held.site):
            parted += held.standing == DIFFERENT
            streams.answer(
                {
                    "site": held.site,
                    "device": held.device.hex(),
                    "feed": held.author.hex(),
                    "device_holds": [held.device_holds.seq, held.device_holds.id.hex()],
                    "centre_holds": [held.centre_holds.seq, held.centre_holds.id.hex()],
                    "digest": held.digest.hex(),
                    "standing": held.standing,
                }
            )
    if parted:
        raise Breach("keeping.different", count=parted)
    return 0
