"""The commands of the law: check, compare and publish a pack; what is at hand, and what is still open."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from central.cli import trials
from central.cli.lawbook import Law, gaps_told, law_at_hand, named, pack_told, questions_told, read_file
from central.cli.streams import Streams
from central.registry.rules import publish, require_publishable
from central.store.store import Store
from schemas.entry.envelope import Entry
from schemas.failures import Failure
from schemas.rules.check import findings, require_whole
from schemas.rules.compare import pack_changes
from schemas.rules.pack import Pack
from schemas.words import explain


def run(args: Namespace, streams: Streams, opened: Callable[[Path], Store]) -> int:
    """Do one of the commands."""
    with law_at_hand(args.home, opened) as law:
        _ACTS[args.act](args, streams, law)
    return 0


def check(args: Namespace, streams: Streams, law: Law) -> None:
    """All that is wrong with a pack, then the first of it as an error; with a home, also whether it may be published there."""
    pack = read_file(args.file, streams)
    found = (*findings(pack), *_refusals(pack, law))
    streams.answer(
        {
            **pack_told(pack),
            "bytes": len(pack.canonical),
            "findings": [explain(one)["error"] for one in found],
            "gaps": gaps_told(streams, (*law.packs, pack)),
            **questions_told(pack),
        }
    )
    for first in found:
        raise first


def diff(args: Namespace, streams: Streams, law: Law) -> None:
    """How two packs differ, row by row."""
    before, after = named(args.before, streams, law), named(args.after, streams, law)
    changes = [{"place": one.place, "before": one.before, "after": one.after} for one in pack_changes(before, after)]
    streams.answer({"before": pack_told(before), "after": pack_told(after), "changes": changes})


def ask_open_questions(args: Namespace, streams: Streams, law: Law) -> None:
    """What only the bureau can decide, in one pack or in all at hand."""
    packs = (named(args.pack, streams, law),) if args.pack else law.packs
    streams.answer({"packs": [{**pack_told(pack), **questions_told(pack)} for pack in packs]})


def list_packs(_: Namespace, streams: Streams, law: Law) -> None:
    """The packs at hand by their days, those that cannot be read, and the days between them without any."""
    ordered = sorted(law.packs, key=lambda pack: (pack.first, int(pack.version)))
    told = [{**pack_told(pack), **_way(law, pack)} for pack in ordered]
    streams.answer({"packs": told, "refused": list(law.refused), "gaps": gaps_told(streams, law.packs)})


def publish_pack(args: Namespace, streams: Streams, law: Law) -> None:
    """Write a pack into the public feed, once. It takes effect on its first day, wherever it has arrived by then."""
    store, today = law.home, law.today()
    pack = require_whole(read_file(args.file, streams))
    with store.desk() as desk:
        entry = publish(desk, law.packs, pack, law.districts, today)
    begun = pack.first <= today
    if entry is not None and begun:
        streams.tell("rules.publish_begun", pack=pack.id, version=pack.version, first=pack.first)
    streams.answer(
        {
            **pack_told(pack),
            **(_way(law, pack) if entry is None else _told_now(entry, today)),
            "known": entry is None,
            "begun": begun,
            "sites": {
                "all": len(law.districts),
                "spoken_for": sum(pack.speaks_for(district) for district in law.districts),
            },
            "gaps": gaps_told(streams, (*law.packs, pack)),
        }
    )


def _refusals(pack: Pack, law: Law) -> tuple[Failure, ...]:
    """Why a pack could not be published in a home; nothing without one."""
    if law.store is None:
        return ()
    try:
        require_publishable(law.packs, pack, law.districts, law.today())
    except Failure as refused:
        return (refused,)
    return ()


def _told_now(entry: Entry, today: date) -> dict[str, Any]:
    return {"source": "published", "entry": entry.id.hex(), "published_on": today.isoformat()}


def _way(law: Law, pack: Pack) -> dict[str, Any]:
    """How a pack came here."""
    if pack.digest not in law.published:
        return {"source": "shipped", "entry": None, "published_on": None}
    publication, entry = law.published[pack.digest]
    return {"source": "published", "entry": entry.hex(), "published_on": publication.on.isoformat()}


_ACTS: dict[str, Callable[[Namespace, Streams, Law], None]] = {
    "check": check,
    "diff": diff,
    "try": trials.try_month,
    "open-questions": ask_open_questions,
    "list": list_packs,
    "publish": publish_pack,
    "recompute": trials.recompute_sales,
}
